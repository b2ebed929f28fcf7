import { useNavigate } from "@solidjs/router";
import { createSignal, Show } from "solid-js";
import { can } from "#domain/roles";
import { addressOf } from "../page.ts";
import { usePlace } from "../place.ts";
import { keys, listenForKeys, useKey } from "../ui/keys.ts";
import { lateDialog } from "../ui/waiting/late.tsx";

const KeysDialog = lateDialog(() => import("./keys-dialog.tsx"));

/** The keys that do the same on every page, and the list of all. */
export function Keys() {
  const { me } = usePlace();
  const [origin, setOrigin] = createSignal<Element | null>(null);
  listenForKeys();
  useKey(keys.keys, () => setOrigin(document.activeElement ?? document.body));
  return (
    <>
      <Show when={can(me.role, "seeInvites")}>
        <Ways />
      </Show>
      <Show when={origin()} keyed>
        {(from) => <KeysDialog origin={from} close={() => setOrigin(null)} />}
      </Show>
    </>
  );
}

/** From any page to any page that this person may see. */
function Ways() {
  const { me, pages, school } = usePlace();
  const navigate = useNavigate();
  for (const { keys, needs } of pages)
    if (needs === null || can(me.role, needs))
      for (const key of keys ?? []) useKey(key, () => navigate(addressOf(school.id, key.to)));
  return null;
}
