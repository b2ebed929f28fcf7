import Printer from "lucide-solid/icons/printer";
import { createSignal, For, onCleanup, Show } from "solid-js";
import { fullName } from "#domain/names";
import { usePlace } from "../place.ts";
import { Dialog } from "../ui/forms/dialog.tsx";
import { createSubmit } from "../ui/forms/submit.ts";
import { createUnsavedChanges } from "../ui/forms/unsaved-changes.ts";
import { Slip } from "../users/hand-over/slip.tsx";
import { createImportCommands } from "./commands.ts";
import { unhanded } from "./unhanded.ts";
import { several } from "./words.ts";

type Made = Awaited<ReturnType<ReturnType<typeof createImportCommands>["slips"]>>["slips"][number];

/** Asks, makes the slips of all whom imports added without an e-mail, and prints them: the only time they are shown [A2] [A18]. */
export default function SlipsDialog(props: { close: () => void }) {
  const { me, school } = usePlace();
  const commands = createImportCommands(school);
  const wanted = unhanded(school.users.all(), me.role);
  const [slips, setSlips] = createSignal<Made[]>([]);
  const [isMade, setMade] = createSignal(false);
  const [isPrinted, setPrinted] = createSignal(false);
  const form = createSubmit({ send: () => (isMade() ? printThem() : make()) });
  const unsaved = createUnsavedChanges(
    () => form.isPending() || (slips().length > 0 && !isPrinted()),
    null,
    {
      words: "They are not printed yet, and the passwords are not shown again.",
      stay: "Look at them",
      leave: "I have them",
    },
  );
  let isShut = false;
  onCleanup(() => {
    isShut = true;
  });
  const notePrint = () => setPrinted(true);
  addEventListener("afterprint", notePrint);
  onCleanup(() => removeEventListener("afterprint", notePrint));

  return (
    <Dialog
      title={title()}
      words={
        slips().length === 0 &&
        !isMade() && (
          <>
            <p>Each of them gets a one-time password, to be handed over on a slip of paper.</p>
            <p>
              The passwords are shown here once, and are kept nowhere: print the slips before you
              close this.
            </p>
          </>
        )
      }
      shut={props.close}
      unsaved={unsaved}
      form={form}
      close={isMade() ? "Done" : "Cancel"}
      confirm={confirm()}
      others={
        <Show when={!isMade() && form.problem() && slips().length > 0}>
          <button type="button" class="button" onClick={printThem}>
            <Printer size={16} aria-hidden="true" />
            Print these
          </button>
        </Show>
      }
    >
      <Show when={form.isPending() && !isMade()}>
        <progress
          class="on-way-bar"
          max={Math.max(1, wanted.length)}
          value={slips().length}
          aria-label="Slips made"
        />
      </Show>
      <Show when={isMade() && slips().length === 0}>
        <p>Somebody else has made them just now.</p>
      </Show>
      <Show when={!form.isPending() && missing().length > 0}>
        <p class="mis-warn">
          {`There is no slip here for ${missing().join(", ")}: somebody else has made it, or it was lost on its way. Where nobody has it, set a new password in their panel under Users.`}
        </p>
      </Show>
      <ul class="slips">
        <For each={slips()}>
          {({ user, oneTimePassword }) => (
            <li>
              <Slip name={fullName(user)} username={user.username} password={oneTimePassword} />
            </li>
          )}
        </For>
      </ul>
    </Dialog>
  );

  function title(): string {
    if (isMade()) return several(slips().length, "slip", "slips");
    if (form.isPending()) return "Making the slips…";
    return `Make ${several(wanted.length, "slip", "slips")}?`;
  }

  function confirm(): string | undefined {
    if (form.isPending() && !isMade()) return "Making…";
    if (isMade()) return slips().length > 0 ? "Print slips" : undefined;
    return form.problem() ? "Try again" : "Make the slips";
  }

  /** What was made stays in view whatever comes after: no server can tell it again. Nothing is made that nobody would see. */
  async function make(): Promise<void> {
    for (let left = 1; left > 0 && !isShut; ) {
      const part = await commands.slips();
      setSlips((all) => [...all, ...part.slips]);
      left = part.left;
    }
    setMade(true);
  }

  async function printThem(): Promise<void> {
    print();
    setPrinted(true);
  }

  /** Those who have a password by now, but no slip here. */
  function missing(): string[] {
    if (slips().length === 0 && !form.problem()) return [];
    const shown = new Set(slips().map(({ user }) => user.id));
    const waiting = new Set(unhanded(school.users.all(), me.role).map(({ id }) => id));
    return wanted.filter(({ id }) => !shown.has(id) && !waiting.has(id)).map(fullName);
  }
}
