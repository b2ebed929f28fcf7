import { For, Show } from "solid-js";
import { can } from "#domain/roles";
import { usePlace } from "../place.ts";
import { Dialog } from "../ui/forms/dialog.tsx";
import { isInUse, type KeyName, keyNames, keys } from "../ui/keys.ts";

interface KeysDialogProps {
  /** What had the focus, and gets it back. */
  origin: Element;
  close: () => void;
}

/** Which keys do what, here and for this person. */
export default function KeysDialog(props: KeysDialogProps) {
  const { me } = usePlace();
  const onPage = keyNames.filter(
    (name) => keys[name].where === "page" && (isInUse(name) || name === "close"),
  );
  const inRows = keyNames.filter((name) => keys[name].where === "row");
  return (
    <Dialog title="Keys" isSmall shut={props.close} origin={props.origin}>
      <List title="Everywhere" names={onPage} />
      <Show when={can(me.role, "seeInvites")}>
        <List title="In a list" names={inRows} />
      </Show>
    </Dialog>
  );
}

function List(props: { title: string; names: readonly KeyName[] }) {
  return (
    <>
      <h3 class="keys-title">{props.title}</h3>
      <dl class="keys">
        <For each={props.names}>
          {(name) => (
            <div>
              <dt>
                <For each={keys[name].press === " " ? [" "] : keys[name].press.split(" ")}>
                  {(key) => <Cap press={key} />}
                </For>
              </dt>
              <dd>{keys[name].does}</dd>
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
