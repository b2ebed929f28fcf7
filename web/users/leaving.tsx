import { onMount } from "solid-js";

interface LeavingProps {
  words: string;
  stayLabel?: string;
  leaveLabel?: string;
  leave: () => void;
  stay: () => void;
}

/** Asks before something unfinished is left. */
export function Leaving(props: LeavingProps) {
  let stay: HTMLButtonElement | undefined;
  onMount(() => stay?.focus());
  return (
    <div class="leaving" role="alert">
      <span>{props.words}</span>
      <button ref={stay} type="button" class="button" onClick={() => props.stay()}>
        {props.stayLabel ?? "Keep editing"}
      </button>
      <button type="button" class="button dangerous" onClick={() => props.leave()}>
        {props.leaveLabel ?? "Discard"}
      </button>
    </div>
  );
}
