import Printer from "lucide-solid/icons/printer";
import { createMemo, createSignal, Show } from "solid-js";
import { can } from "#domain/roles";
import { usePlace } from "../place.ts";
import { lateDialog } from "../ui/waiting/late.tsx";
import { unhanded } from "./unhanded.ts";
import { several } from "./words.ts";

const SlipsDialog = lateDialog(() => import("./slips-dialog.tsx"));

/** Says who has an account by an import and no way in yet, and leads to their slips. */
export function HandOver(props: { isOffered: boolean }) {
  const { me, school } = usePlace();
  const [isOpen, setOpen] = createSignal(false);
  const count = createMemo(() =>
    can(me.role, "manageUsers") ? unhanded(school.users.all(), me.role).length : 0,
  );
  return (
    <>
      <Show when={props.isOffered && count() > 0}>
        <div class="mis-hand-over">
          <p>
            {`${several(count(), "new account has", "new accounts have")} no e-mail and no password yet.`}
          </p>
          <button
            type="button"
            class="button small"
            onPointerEnter={SlipsDialog.preload}
            onClick={() => setOpen(true)}
          >
            <Printer size={16} aria-hidden="true" />
            Print their slips…
          </button>
        </div>
      </Show>
      <Show when={isOpen()}>
        <SlipsDialog close={() => setOpen(false)} />
      </Show>
    </>
  );
}
