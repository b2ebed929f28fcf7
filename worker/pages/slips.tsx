export interface SlipsProps {
  /** A sentence for each field that is wrong. */
  slips: Record<string, string>;
  /** The form's fields in their order, and how each is called. */
  labels: Record<string, string>;
}

/** What to put right before the form can be taken, with links to the fields. */
export function Slips({ slips, labels }: SlipsProps) {
  const wrong = Object.keys(labels).filter((field) => slips[field]);
  const others = Object.keys(slips).filter((field) => !(field in labels));
  if (wrong.length + others.length === 0) return null;
  return (
    <div class="slips" role="alert">
      <h2>{wrong.length > 0 ? "Please check the form" : "That did not work"}</h2>
      <ul>
        {wrong.map((field) => (
          <li>
            <a href={`#${field}`}>{labels[field]}</a>: {slips[field]}
          </li>
        ))}
        {others.map((field) => (
          <li>{slips[field]}</li>
        ))}
      </ul>
    </div>
  );
}

/** The one thing that is wrong, where it belongs to no field. */
export function Problem({ text }: { text: string | null }) {
  return text && <Slips slips={{ form: text }} labels={{}} />;
}

/** The first wrong field, in the form's order. */
export function firstSlip({ slips, labels }: SlipsProps): string | undefined {
  return Object.keys(labels).find((field) => slips[field]);
}
