import { resendLimit } from "#domain/invites";

/** How many of the resends are used, a dot each. */
export function ResendsCell(props: { used: number }) {
  const pips = Array.from({ length: resendLimit }, (_, i) => i);
  return (
    <span class="pips">
      {pips.map((i) => (
        <span class="pip" classList={{ used: i < props.used }} aria-hidden="true" />
      ))}
      <span class="visually-hidden">{`${props.used} of ${resendLimit} resends used`}</span>
    </span>
  );
}
