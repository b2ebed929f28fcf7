import * as Dialog from "@kobalte/core/dialog";
import type { ParentProps } from "solid-js";
import { FormFoot } from "./form-foot.tsx";
import { FormSheet } from "./form-sheet.tsx";
import type { Submit } from "./submit.ts";
import type { UnsavedChanges } from "./unsaved-changes.ts";

interface NewRowSheetProps {
  /** What is added: `group`. */
  what: string;
  form: Submit;
  unsaved: UnsavedChanges;
}

/** The form beside a list for something new. */
export function NewRowSheet(props: ParentProps<NewRowSheetProps>) {
  return (
    <FormSheet
      form={props.form}
      head={<SheetHead title={`Add ${props.what}`} />}
      foot={
        <FormFoot
          form={props.form}
          unsaved={props.unsaved}
          close="Cancel"
          confirm={props.form.isPending() ? "Adding…" : `Add ${props.what}`}
        />
      }
    >
      {props.children}
    </FormSheet>
  );
}

/** What a form beside a list is about; what is in it says how things stand. */
export function SheetHead(props: ParentProps<{ title: string }>) {
  return (
    <div class="side-panel-head">
      <div>
        <Dialog.Title class="side-panel-title" tabindex={-1}>
          {props.title}
        </Dialog.Title>
        {props.children && <div class="side-panel-head-state">{props.children}</div>}
      </div>
    </div>
  );
}

/** Stands where a link leads to a row that is not there. */
export function UnknownRowSheet(props: ParentProps<{ title: string }>) {
  return (
    <FormSheet head={<SheetHead title={props.title} />}>
      <p class="muted">{props.children}</p>
    </FormSheet>
  );
}
