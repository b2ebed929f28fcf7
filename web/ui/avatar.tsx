import { monogram } from "#domain/schools/monogram";

/** Somebody's initials. Each name has its own tint of the same few. */
export function Avatar(props: { name: string; isSmall?: boolean }) {
  return (
    <span
      class={`avatar tint-${tint(props.name)}`}
      classList={{ small: props.isSmall }}
      aria-hidden="true"
    >
      {monogram(props.name)}
    </span>
  );
}

function tint(name: string): number {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997;
  return sum % 5;
}
