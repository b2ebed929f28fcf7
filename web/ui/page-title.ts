import { type Accessor, createEffect } from "solid-js";
import { usePlace } from "../place.ts";

/** Names the page in the browser's tabs and history. */
export function usePageTitle(title: Accessor<string>): void {
  const { school } = usePlace();
  createEffect(() => {
    document.title = [title(), school.school()?.name, "Staffroom"].filter(Boolean).join(" · ");
  });
}
