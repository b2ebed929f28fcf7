import type { JSX, ParentProps } from "solid-js";
import type { Submit } from "./submit.ts";

interface FormSheetProps {
  head: JSX.Element;
  foot?: JSX.Element;
  form?: Pick<Submit, "submit"> | undefined;
}

/** A form of any length: what is between its head and its foot scrolls, so that its buttons are always in view. */
export function FormSheet(props: ParentProps<FormSheetProps>) {
  return (
    <form
      class="form-sheet"
      novalidate
      onSubmit={(event) => {
        event.preventDefault();
        void props.form?.submit(event);
      }}
    >
      {props.head}
      <div class="form-body">{props.children}</div>
      {props.foot}
    </form>
  );
}
