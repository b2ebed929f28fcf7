/** An answer that takes longer than this is waiting for its turn, milliseconds. */
const longAnswer = 2000;
/** So often a form is sent; the server has had each wait for up to 50 seconds. */
const most = 20;

/** Sends a form, again and again while the server is busy, and gives the answer that says more. `onWait` hears of waiting. */
export async function sendInTurn(form: HTMLFormElement, onWait: () => void): Promise<Response> {
  const body = new URLSearchParams(
    [...new FormData(form)].map(([name, value]) => [name, `${value}`]),
  );
  const slow = setTimeout(onWait, longAnswer);
  try {
    for (let tries = 1; ; tries++) {
      const answer = await fetch(form.action, { method: "POST", body });
      const seconds = Number(answer.headers.get("Retry-After"));
      if (answer.status !== 503 || !seconds || tries === most) return answer;
      onWait();
      // Those who came together do not come together again.
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000 * (0.5 + Math.random())));
    }
  } finally {
    clearTimeout(slow);
  }
}
