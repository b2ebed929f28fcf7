import { onMount } from "solid-js";
import type { UnsavedChanges } from "./unsaved-changes.ts";

/** Asks before something unfinished is left. Whoever stays goes on where they were. */
export function LeaveQuestion(props: { unsaved: UnsavedChanges; leave: () => void }) {
  let button: HTMLButtonElement | undefined;
  let origin: Element | null = null;
  onMount(() => {
    origin = document.activeElement;
    button?.focus();
  });
  return (
    <div class="leave-question" role="alert">
      <span>{props.unsaved.words}</span>
      <button ref={button} type="button" class="button" onClick={stay}>
        {props.unsaved.stayLabel}
      </button>
      <button type="button" class="button dangerous" onClick={() => props.leave()}>
        {props.unsaved.leaveLabel}
      </button>
    </div>
  );

  function stay(): void {
    const form = button?.closest("form");
    props.unsaved.stay();
    // A button of the foot has made way for the question.
    const isThere = origin instanceof HTMLElement && form?.contains(origin);
    const back = isThere ? origin : form?.querySelector(".form-foot .button");
    if (back instanceof HTMLElement) back.focus();
  }
}
