import { createEffect, onCleanup } from "solid-js";

interface MoreLinesProps {
  show: () => void;
  /** They are on their way. */
  isBusy?: boolean;
}

/** Comes near when the last line does. */
export function MoreLines(props: MoreLinesProps) {
  let line: HTMLButtonElement | undefined;
  const watching = new IntersectionObserver(
    ([seen]) => {
      if (!seen?.isIntersecting) return;
      props.show();
      look();
    },
    { rootMargin: "800px" },
  );
  createEffect(look);
  onCleanup(() => watching.disconnect());
  return (
    <button ref={line} type="button" class="more-lines" onClick={() => props.show()}>
      Show more
    </button>
  );

  /** Where it is still near after more lines have come, only a new look tells so. */
  function look(): void {
    if (props.isBusy || !line) return;
    watching.unobserve(line);
    watching.observe(line);
  }
}
