import * as Kobalte from "@kobalte/core/dialog";
import { useBeforeLeave } from "@solidjs/router";
import X from "lucide-solid/icons/x";
import { type JSX, type ParentProps, Show } from "solid-js";
import { createNarrow } from "../narrow-screen.ts";
import { FormFoot, type FormFootProps } from "./form-foot.tsx";
import { FormSheet } from "./form-sheet.tsx";
import type { Submit } from "./submit.ts";

/** Whoever drags the window's edge to make it larger may press so far inside. */
const edgePixels = 4;

interface DialogProps extends Omit<FormFootProps, "form"> {
  title: string;
  /** What is to be known before, under the title. */
  words?: JSX.Element;
  /** It asks before something is done: narrow, without a cross, and read out as a whole. */
  isQuestion?: boolean;
  isSmall?: boolean;
  form?: Pick<Submit, "submit" | "isPending" | "problem"> | undefined;
  /** Ends it. It is asked for by Escape, a press outside, the cross and the foot's way out, unless something would be lost. */
  shut: () => void;
  /** Gets the focus back; otherwise whoever opened the dialog sees to it. */
  origin?: Element;
}

/** The one dialog: its foot is always in view, on a narrow screen it is a sheet, and it loses nothing that was typed. */
export function Dialog(props: ParentProps<DialogProps>) {
  let content: HTMLDivElement | undefined;
  const isNarrow = createNarrow();
  // Whoever goes back on a phone means what lies over the page, not the page.
  useBeforeLeave((event) => {
    if (event.defaultPrevented || typeof event.to !== "number" || !isNarrow()) return;
    event.preventDefault();
    leave();
  });
  return (
    <Kobalte.Root open onOpenChange={(isOpen) => !isOpen && leave()}>
      <Kobalte.Portal>
        <Kobalte.Overlay class="overlay" onClick={pressBehind} />
        <div class="dialog-place">
          <Kobalte.Content
            ref={content}
            class="dialog"
            classList={{ small: props.isQuestion || props.isSmall }}
            role={props.isQuestion ? "alertdialog" : "dialog"}
            onInteractOutside={(event) => event.preventDefault()}
            onOpenAutoFocus={focusField}
            onCloseAutoFocus={giveFocusBack}
          >
            <FormSheet
              form={props.form}
              head={
                <div class="dialog-top">
                  <Kobalte.Title class="dialog-title">{props.title}</Kobalte.Title>
                  <Show when={!props.isQuestion}>
                    <Kobalte.CloseButton class="icon-button" aria-label="Close">
                      <X size={18} aria-hidden="true" />
                    </Kobalte.CloseButton>
                  </Show>
                </div>
              }
              foot={
                <Show when={props.close || props.confirm}>
                  <FormFoot {...props} />
                </Show>
              }
            >
              <Show when={props.words}>
                <Kobalte.Description as="div" class="dialog-words">
                  {props.words}
                </Kobalte.Description>
              </Show>
              {props.children}
            </FormSheet>
          </Kobalte.Content>
        </div>
      </Kobalte.Portal>
    </Kobalte.Root>
  );

  function leave(): void {
    if (props.unsaved) props.unsaved.before(props.shut);
    else props.shut();
  }

  /** The page behind it is pressed, not the window's edge. A browser extension's button is no press of ours at all. */
  function pressBehind({ clientX: x, clientY: y }: MouseEvent): void {
    const isInside = (at: number, size: number) => at >= edgePixels && at < size - edgePixels;
    if (isInside(x, innerWidth) && isInside(y, innerHeight)) leave();
  }

  /** Whoever opens a form wants to fill it in; whoever is asked, to answer, not to read more about it. */
  function focusField(event: Event): void {
    const field =
      content?.querySelector<HTMLElement>(
        ".form-body :is(input, select):not([type=radio]:not(:checked), :disabled)",
      ) ??
      (props.isQuestion && content?.querySelector<HTMLElement>(".form-foot button"));
    if (!field) return;
    event.preventDefault();
    field.focus();
  }

  function giveFocusBack(event: Event): void {
    if (!(props.origin instanceof HTMLElement)) return;
    event.preventDefault();
    props.origin.focus();
  }
}
