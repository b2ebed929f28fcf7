import { For, Show } from "solid-js";
import { can } from "#domain/roles";
import { usePlace } from "../place.ts";
import { Dialog } from "../ui/forms/dialog.tsx";
import { type Key, keys, keysInUse, rowKeys } from "../ui/keys.ts";
import { areLetterKeysOn, turnLetterKeys } from "../ui/letter-keys.ts";

const everywhere = new Set<string>([keys.search.press, keys.keys.press, keys.close.press]);

interface KeysDialogProps {
  /** What had the focus, and gets it back. */
  origin: Element;
  close: () => void;
}

/** Which keys do what, here and for this person. */
export default function KeysDialog(props: KeysDialogProps) {
  const { me } = usePlace();
  // Those of pages stand between those that are the same everywhere.
  const ofPages = keysInUse().filter(({ press }) => !everywhere.has(press));
  const isSearched = keysInUse().some(({ press }) => press === keys.search.press);
  const letters = [...(isSearched ? [keys.search] : []), ...ofPages, keys.keys];
  return (
    <Dialog title="Keys" isSmall shut={props.close} origin={props.origin}>
      <label class="permission">
        <input
          type="checkbox"
          checked={areLetterKeysOn()}
          aria-describedby="letter-keys-note"
          onChange={(event) => turnLetterKeys(event.currentTarget.checked)}
        />
        Keys that are letters
      </label>
      <p id="letter-keys-note" class="field-note">
        They act while a row of a list has the focus. Turn them off if you speak to your computer:
        it might take a word for them. This device remembers it.
      </p>
      <List title="Letters and signs" keys={letters} />
      <List title="Everywhere" keys={[keys.close]} />
      <Show when={can(me.role, "seeInvites")}>
        <List title="In a list" keys={rowKeys} />
      </Show>
    </Dialog>
  );
}

function List(props: { title: string; keys: readonly Pick<Key, "press" | "does">[] }) {
  return (
    <>
      <h3 class="keys-title">{props.title}</h3>
      <dl class="keys">
        <For each={props.keys}>
          {(key) => (
            <div>
              <dt>
                <For each={key.press === " " ? [" "] : key.press.split(" ")}>
                  {(cap) => <Cap press={cap} />}
                </For>
              </dt>
              <dd>{key.does}</dd>
            </div>
          )}
        </For>
      </dl>
    </>
  );
}

const signs: Record<string, { sign: string; word: string }> = {
  ArrowUp: { sign: "↑", word: "Arrow up" },
  ArrowDown: { sign: "↓", word: "Arrow down" },
  PageUp: { sign: "Page ↑", word: "Page up" },
  PageDown: { sign: "Page ↓", word: "Page down" },
  Escape: { sign: "Esc", word: "Escape" },
  " ": { sign: "Space", word: "Space" },
};

/** A key as it is printed on keyboards. */
function Cap(props: { press: string }) {
  return (
    <kbd>
      <Show when={signs[props.press]} fallback={props.press}>
        {(printed) => (
          <>
            <span aria-hidden="true">{printed().sign}</span>
            <span class="visually-hidden">{printed().word}</span>
          </>
        )}
      </Show>
    </kbd>
  );
}
