/** How a school is reached, as far as its settings say [S2]. */
export interface SchoolContact {
  contactEmail: string | null;
  phone: string | null;
}

/** Whom to ask at the school, where its settings name somebody [S2]. */
export function Contact({ school }: { school: SchoolContact }) {
  if (!school.contactEmail && !school.phone) return null;
  return (
    <section>
      <h2>Rather talk to somebody?</h2>
      {school.phone && (
        <p>
          <a href={`tel:${school.phone.replace(/[^+\d]/g, "")}`}>{school.phone}</a>
        </p>
      )}
      {school.contactEmail && (
        <p>
          <a href={`mailto:${encodeURI(school.contactEmail)}`}>{school.contactEmail}</a>
        </p>
      )}
    </section>
  );
}
