import { type ParentProps, Show } from "solid-js";

/** Says what went wrong, in one sentence, with what may help. */
export function ProblemLine(props: ParentProps<{ words: string | undefined }>) {
  return (
    <Show when={props.words}>
      {(words) => (
        <p class="problem" role="alert">
          {words()} {props.children}
        </p>
      )}
    </Show>
  );
}
