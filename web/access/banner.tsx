import { A } from "@solidjs/router";
import KeyRound from "lucide-solid/icons/key-round";
import { Show } from "solid-js";
import type { PublicRecovery } from "#domain/recoveries";
import { can } from "#domain/roles";
import { usePlace } from "../place.ts";
import { due } from "../ui/due.ts";
import { createSubmit } from "../ui/forms/submit.ts";
import { note } from "../ui/notes.tsx";
import { createRecovery, openRecovery } from "./recovery.ts";

/** Stands above every page while somebody asks for a new Owner [A14]: what, until when, and the way to stop it. */
export function RecoveryBanner() {
  const { me, school } = usePlace();
  return (
    <Show when={can(me.role, "seeRecovery") && openRecovery(school)}>
      {(recovery) => (
        <section class="recovery-banner" aria-label="Recovery">
          <KeyRound size={18} aria-hidden="true" />
          <p>
            <strong>{asked(recovery())}</strong> <RecoveryState recovery={recovery()} />{" "}
            <A href={`/s/${school.id}/access`}>See Access</A>
          </p>
          <Show when={can(me.role, "cancelRecovery")}>
            <CancelButton id={recovery().id} />
          </Show>
        </section>
      )}
    </Show>
  );
}

/** How far it is, in a sentence. */
export function RecoveryState(props: { recovery: PublicRecovery }) {
  const { school } = usePlace();
  const until = () => due(props.recovery.dueAt ?? "", school.timeZone());
  return (
    <Show
      when={props.recovery.status === "confirmed"}
      fallback={<>A recovery address has until {until()} to confirm it by mail.</>}
    >
      It was confirmed by mail. Unless an Owner signs in before {until()}, a link to become Owner is
      mailed then.
    </Show>
  );
}

/** An Owner is there after all. */
function CancelButton(props: { id: string }) {
  const { school } = usePlace();
  const ending = createSubmit({
    send: () => createRecovery(school).cancel(props.id),
    done: () =>
      note({
        text: "You cancelled the recovery.",
        detail: "Nobody becomes Owner by it.",
        tone: "good",
      }),
    tell: (text) => note({ text, tone: "bad" }),
  });
  return (
    <button
      type="button"
      class="button small"
      disabled={ending.isPending()}
      onClick={() => void ending.submit()}
    >
      Cancel it
    </button>
  );
}

function asked({ askedBy }: PublicRecovery): string {
  return `${askedBy?.name ?? "Somebody"} asked for a new Owner.`;
}
