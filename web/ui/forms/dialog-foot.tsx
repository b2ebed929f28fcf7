import { CloseButton } from "@kobalte/core/dialog";
import { Show } from "solid-js";

interface DialogFootProps {
  /** What went wrong. */
  problem?: string | undefined;
  /** What closes the dialog; `Cancel` unless said. Alone it is the way on. */
  close?: string;
  /** What the other button says; without it there is none. */
  confirm?: string | undefined;
  /** What the other button does; in a form it submits where this is left out. */
  act?: (() => void) | undefined;
  isBusy?: boolean;
  isDangerous?: boolean;
}

/** Where a dialog ends: what went wrong, the way out, and the way on. */
export function DialogFoot(props: DialogFootProps) {
  const close = () => props.close ?? "Cancel";
  return (
    <>
      <Show when={props.problem}>
        {(words) => (
          <p class="problem" role="alert">
            {words()}
          </p>
        )}
      </Show>
      <div class="dialog-buttons">
        <CloseButton class="button" classList={{ primary: !props.confirm }} aria-label={close()}>
          {close()}
        </CloseButton>
        <Show when={props.confirm}>
          {(confirm) => (
            <button
              type={props.act ? "button" : "submit"}
              class="button"
              classList={{ primary: !props.isDangerous, dangerous: props.isDangerous === true }}
              disabled={props.isBusy}
              onClick={() => props.act?.()}
            >
              {confirm()}
            </button>
          )}
        </Show>
      </div>
    </>
  );
}
