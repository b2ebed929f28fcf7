import { Show } from "solid-js";
import { isWhole } from "#domain/users/seen";
import type { Ask } from "../../actions/open-dialog.ts";
import { usePlace } from "../../place.ts";
import { UnknownRowSheet } from "../../ui/forms/row-sheets.tsx";
import { SidePanel } from "../../ui/side-panel/side-panel.tsx";
import { UserAdder } from "./adder.tsx";
import { UserEditor } from "./editor.tsx";

interface UserPanelProps {
  /** Whose, or `new`. */
  id: string;
  ask: Ask;
  close: () => void;
}

/** One account beside the list of them. */
export default function UserPanel(props: UserPanelProps) {
  const { school } = usePlace();
  const user = (id: string) => {
    const found = school.users.at(id);
    return isWhole(found) ? found : undefined;
  };
  return (
    <SidePanel id={props.id} close={props.close}>
      <Show when={props.id} keyed>
        {(id) => (
          <Show when={id !== "new"} fallback={<UserAdder ask={props.ask} close={props.close} />}>
            <Show
              when={user(id)}
              fallback={
                <UnknownRowSheet title="Nobody here">
                  No account of this school has this address. Choose somebody from the list.
                </UnknownRowSheet>
              }
            >
              {(found) => <UserEditor user={found()} ask={props.ask} />}
            </Show>
          </Show>
        )}
      </Show>
    </SidePanel>
  );
}
