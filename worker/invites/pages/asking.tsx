/** Asks the school for a new link [I13]. Once somebody has asked it says so, until there is an answer. */
export function Asking({ at, isAsked }: { at: string; isAsked: boolean }) {
  return isAsked ? (
    <section role="status">
      <h2>The school has been asked</h2>
      <p>
        Somebody there will send you a new link. It goes to the address that got this one, so look
        there, in Junk too.
      </p>
    </section>
  ) : (
    <form method="post" action={at}>
      <button type="submit">Ask the school for a new link</button>
      <p>
        The school sees it at once. The new link goes to the address that got this one, so look
        there, in Junk too.
      </p>
    </form>
  );
}
