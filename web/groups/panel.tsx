import { Show } from "solid-js";
import type { Ask } from "../actions/open-dialog.ts";
import { usePlace } from "../place.ts";
import { UnknownRowSheet } from "../ui/forms/row-sheets.tsx";
import { SidePanel } from "../ui/side-panel/side-panel.tsx";
import { AddGroupForm } from "./add-form.tsx";
import { GroupEditor } from "./editor.tsx";

interface GroupPanelProps {
  /** Which, or `new`. */
  id: string;
  ask: Ask;
  open: (id: string) => void;
  close: () => void;
}

/** One group beside the list. */
export default function GroupPanel(props: GroupPanelProps) {
  const { school } = usePlace();
  return (
    <SidePanel id={props.id} close={props.close}>
      <Show when={props.id} keyed>
        {(id) => (
          <Show when={id !== "new"} fallback={<AddGroupForm open={props.open} ask={props.ask} />}>
            <Show
              when={school.groups.at(id)}
              fallback={
                <UnknownRowSheet title="No such group">
                  No group of this school has this address. Choose one from the list.
                </UnknownRowSheet>
              }
            >
              {(group) => <GroupEditor group={group()} ask={props.ask} />}
            </Show>
          </Show>
        )}
      </Show>
    </SidePanel>
  );
}
