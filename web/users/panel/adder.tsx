import { createSignal, Show } from "solid-js";
import type { Ask } from "../../actions/open-dialog.ts";
import type { AddedUser } from "../commands.ts";
import { AddForm } from "./add-form.tsx";
import { Added } from "./added.tsx";

interface UserAdderProps {
  ask: Ask;
  close: () => void;
}

/** Adds somebody without asking them: the password is handed over [A2]. */
export function UserAdder(props: UserAdderProps) {
  const [added, setAdded] = createSignal<AddedUser | null>(null);
  return (
    <Show when={added()} fallback={<AddForm ask={props.ask} done={setAdded} />} keyed>
      {(found) => <Added {...found} close={props.close} again={() => setAdded(null)} />}
    </Show>
  );
}
