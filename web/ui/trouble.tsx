interface TroubleProps {
  title?: string;
  detail: string;
  retry: () => void;
  retryLabel?: string;
}

/** Something did not work: what, and the way on. */
export function Trouble(props: TroubleProps) {
  return (
    <main class="trouble panel">
      <h1>{props.title ?? "That did not load"}</h1>
      <p role="alert">{props.detail}</p>
      <button type="button" class="button primary" onClick={() => props.retry()}>
        {props.retryLabel ?? "Try again"}
      </button>
    </main>
  );
}
