/** An address on one line: where there is not room for it, it is cut before the @, so that its domain stays in view. */
export function Address(props: { email: string }) {
  const at = () => props.email.lastIndexOf("@");
  return (
    <span class="email address" title={props.email} translate="no">
      <span class={at() > 5 ? "address-local" : "address-local is-short"}>
        {props.email.slice(0, at())}
      </span>
      <span class="address-domain">{props.email.slice(at())}</span>
    </span>
  );
}
