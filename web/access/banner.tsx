import { A } from "@solidjs/router";
import KeyRound from "lucide-solid/icons/key-round";
import { createSignal, Show } from "solid-js";
import type { PublicRecovery } from "#domain/recoveries";
import { can } from "#domain/roles";
import { usePlace } from "../place.ts";
import { sentenceOf } from "../replica/api.ts";
import { due } from "../ui/due.ts";
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
  const [isBusy, setBusy] = createSignal(false);
  return (
    <button type="button" class="button small" disabled={isBusy()} onClick={() => void cancel()}>
      Cancel it
    </button>
  );

  async function cancel(): Promise<void> {
    setBusy(true);
    try {
      await createRecovery(school).cancel(props.id);
      note({
        text: "You cancelled the recovery.",
        detail: "Nobody becomes Owner by it.",
        tone: "good",
      });
    } catch (error) {
      note({ text: sentenceOf(error), tone: "bad" });
      setBusy(false);
    }
  }
}

function asked({ askedBy }: PublicRecovery): string {
  return `${askedBy?.name ?? "Somebody"} asked for a new Owner.`;
}
