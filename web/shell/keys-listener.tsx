import { useNavigate } from "@solidjs/router";
import { createSignal, Show } from "solid-js";
import { can } from "#domain/roles";
import { usePlace } from "../place.ts";
import { listenForKeys, useKey } from "../ui/keys.ts";
import { lateDialog } from "../ui/late.tsx";

const KeysDialog = lateDialog(() => import("./keys-dialog.tsx"));

/** The keys that do the same on every page, and the list of all. */
export function Keys() {
  const { me } = usePlace();
  const [origin, setOrigin] = createSignal<Element | null>(null);
  listenForKeys();
  useKey("keys", () => setOrigin(document.activeElement ?? document.body));
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

/** From any page to any page of Owners and Admins. */
function Ways() {
  const { school } = usePlace();
  const navigate = useNavigate();
  const go = (page: string) => () => navigate(`/s/${school.id}/${page}`);
  useKey("invite", go("invites?invite=new"));
  useKey("invites", go("invites"));
  useKey("users", go("users"));
  useKey("activity", go("activity"));
  return null;
}
