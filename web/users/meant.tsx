/** Asks whether another address was meant, which one click takes. */
export function Meant(props: { address: string; take: (address: string) => void }) {
  return (
    <>
      Do you mean{" "}
      <button
        type="button"
        class="link-button"
        translate="no"
        onClick={() => props.take(props.address)}
      >
        {props.address}
      </button>
      ?
    </>
  );
}
