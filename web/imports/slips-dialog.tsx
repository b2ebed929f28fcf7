import { createSignal, For, onMount, Show } from "solid-js";
import { fullName } from "#domain/names";
import { usePlace } from "../place.ts";
import { sentenceOf } from "../replica/api.ts";
import { Dialog } from "../ui/forms/dialog.tsx";
import { createUnsavedChanges } from "../ui/forms/unsaved-changes.ts";
import { HandedOver } from "../users/handed-over.tsx";
import { createImportCommands } from "./commands.ts";
import { several } from "./words.ts";

type Slip = Awaited<ReturnType<ReturnType<typeof createImportCommands>["slips"]>>["slips"][number];

/** Makes the slips of all whom imports added without an e-mail, and prints them: the only time they are shown [A2] [A18]. */
export default function SlipsDialog(props: { close: () => void }) {
  const { school } = usePlace();
  const commands = createImportCommands(school);
  const [slips, setSlips] = createSignal<Slip[]>([]);
  const [trouble, setTrouble] = createSignal<string>();
  const [isMaking, setMaking] = createSignal(true);
  const unsaved = createUnsavedChanges(() => isMaking() || slips().length > 0, null, {
    words: "The passwords are not shown again.",
    stay: "Look at them",
    leave: "I have them",
  });
  onMount(() => void make());

  return (
    <Dialog
      title={isMaking() ? "Making slips…" : several(slips().length, "slip", "slips")}
      shut={props.close}
      unsaved={unsaved}
      form={{ submit: print, isPending: isMaking, problem: trouble }}
      close="Done"
      confirm={trouble() ? "Try again" : "Print slips"}
    >
      <Show when={!isMaking() && !trouble() && slips().length === 0}>
        <p>Everybody has been handed a password already.</p>
      </Show>
      <ul class="slips-to-print">
        <For each={slips()}>
          {({ user, oneTimePassword }) => (
            <li>
              <h3>{fullName(user)}</h3>
              <HandedOver
                name={fullName(user)}
                username={user.username}
                password={oneTimePassword}
              />
            </li>
          )}
        </For>
      </ul>
    </Dialog>
  );

  /** What was made stays in view whatever comes after: no server can tell it again. */
  async function make(): Promise<void> {
    setMaking(true);
    setTrouble(undefined);
    try {
      let left = 0;
      do {
        const part = await commands.slips();
        setSlips((all) => [...all, ...part.slips]);
        left = part.left;
      } while (left > 0);
    } catch (error) {
      setTrouble(sentenceOf(error));
    }
    setMaking(false);
  }

  async function print(): Promise<void> {
    if (trouble()) await make();
    else window.print();
  }
}
