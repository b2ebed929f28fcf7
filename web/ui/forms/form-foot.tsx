import { CloseButton } from "@kobalte/core/dialog";
import { type JSX, Show } from "solid-js";
import { LeaveQuestion } from "./leave-question.tsx";
import { ProblemLine } from "./problem-line.tsx";
import type { Submit } from "./submit.ts";
import type { UnsavedChanges } from "./unsaved-changes.ts";

export interface FormFootProps {
  form?: Pick<Submit, "isPending" | "problem"> | undefined;
  /** What would be lost by leaving. */
  unsaved?: UnsavedChanges | undefined;
  /** Says beside the buttons how things are. */
  state?: string;
  /** What else may be done. */
  others?: JSX.Element;
  /** What closes the dialog around it. Alone it is the way on. */
  close?: string | undefined;
  /** What submits. */
  confirm?: string | undefined;
  /** There is nothing to submit. */
  isIdle?: boolean;
  /** How much the way on stands out; `primary` unless said. */
  tone?: "primary" | "plain" | "dangerous";
}

/** Where a form ends: what went wrong, the ways out, and the way on; or the question whether to leave. */
export function FormFoot(props: FormFootProps) {
  const tone = () => props.tone ?? "primary";
  return (
    <div class="form-foot">
      <ProblemLine words={props.form?.problem()} />
      <Show
        when={props.unsaved?.onward()}
        fallback={
          <div class="form-buttons">
            <Show when={props.state}>{(state) => <span class="muted">{state()}</span>}</Show>
            {props.others}
            <Show when={props.close}>
              {(close) => (
                <CloseButton
                  class="button"
                  classList={{ primary: !props.confirm && !props.others }}
                  aria-label={close()}
                >
                  {close()}
                </CloseButton>
              )}
            </Show>
            <Show when={props.confirm}>
              {(confirm) => (
                <button
                  type="submit"
                  class="button"
                  classList={{ [tone()]: true }}
                  disabled={props.form?.isPending() || props.isIdle}
                >
                  {confirm()}
                </button>
              )}
            </Show>
          </div>
        }
      >
        {(leave) => (
          <LeaveQuestion unsaved={props.unsaved as UnsavedChanges} leave={() => leave()()} />
        )}
      </Show>
    </div>
  );
}
