import { createSignal, For, Show } from "solid-js";
import type { PublicRecovery, RecoveryStatus } from "#domain/recoveries";
import { MailFates } from "../actions/mail-fates.tsx";
import { FeedButton } from "../activity/feed.tsx";
import { usePlace } from "../place.ts";
import { due } from "../ui/due.ts";
import { HelpLink } from "../ui/help-link.tsx";
import { usePageTitle } from "../ui/page-title.ts";
import { PageTop } from "../ui/page-top.tsx";
import { lateDialog } from "../ui/waiting/late.tsx";
import { RecoveryState } from "./banner.tsx";
import { addressesOf, openRecovery } from "./recovery.ts";
import { RecoveryAddresses } from "./recovery-addresses.tsx";

const AskDialog = lateDialog(() => import("./ask-dialog.tsx"));

/** How the school gets back in when no Owner can [A14]. */
export default function AccessPage() {
  usePageTitle(() => "Access");
  return (
    <div class="access">
      <PageTop title="Access">
        <FeedButton />
      </PageTop>
      <div class="access-cards">
        <Recovery />
        <RecoveryAddresses />
      </div>
    </div>
  );
}

function Recovery() {
  const { me, school } = usePlace();
  return (
    <section class="card" aria-labelledby="recovery">
      <h2 id="recovery">No Owner can sign in?</h2>
      <p class="alone">
        <HelpLink to="no-owner">What helps, and what to do beforehand</HelpLink>
      </p>
      <Show
        when={openRecovery(school)}
        fallback={
          <>
            <Show when={school.recovery()}>{(recovery) => <Last recovery={recovery()} />}</Show>
            <Show when={me.role !== "owner"} fallback={<ForOwners />}>
              <Ask />
            </Show>
          </>
        }
      >
        {(recovery) => (
          <>
            <Steps recovery={recovery()} />
            <p>
              <RecoveryState recovery={recovery()} />
            </p>
            <MailFates about={recovery().id} />
            <p class="muted">Any Owner who signs in meanwhile cancels it.</p>
          </>
        )}
      </Show>
    </section>
  );
}

function ForOwners() {
  return (
    <p>
      If no Owner can sign in, an Admin can ask here for a new Owner. Somebody at a recovery address
      must confirm this by mail. If an Owner signs in within the next 72 hours, it is cancelled.
    </p>
  );
}

/** Asks, where it can lead somewhere; else says who can change that. */
function Ask() {
  const { school } = usePlace();
  const [isAsking, setAsking] = createSignal(false);
  const addresses = () => addressesOf(school.school(), school.clock.minute());
  const isPossible = () => addresses().some((address) => address.inUse !== null);
  const close = () => setAsking(false);
  return (
    <>
      <p>
        An Owner who has only forgotten a password can get a new one by mail from the sign-in page.
        Ask for recovery only if that does not help.
      </p>
      <Show when={isPossible()} fallback={<NoAddress />}>
        <button type="button" class="button" onClick={() => setAsking(true)}>
          Ask for recovery
        </button>
      </Show>
      <Show when={isAsking()}>
        <AskDialog close={close} />
      </Show>
    </>
  );
}

function NoAddress() {
  const { school } = usePlace();
  const soonest = () =>
    addressesOf(school.school(), school.clock.minute())
      .flatMap(({ email, countsFrom }) => (email && countsFrom ? [countsFrom] : []))
      .sort()[0];
  return (
    <p class="recovery-none">
      <Show
        when={soonest()}
        fallback="No recovery address is set, so it cannot be asked for. Only an Owner can set one. If no Owner can sign in, ask whoever runs this Staffroom."
      >
        {(from) => (
          <>
            No recovery address counts before {due(from(), school.timeZone())}. It can be asked for
            then.
          </>
        )}
      </Show>
    </p>
  );
}

const ends: Record<Exclude<RecoveryStatus, "asked" | "confirmed">, string> = {
  granted: "The latest one was done: a link to become Owner was mailed on",
  cancelled: "The latest one was cancelled by an Owner on",
  lapsed: "The latest one lapsed unconfirmed on",
};

function Last(props: { recovery: PublicRecovery }) {
  const { school } = usePlace();
  const words = () => {
    const { status, endedAt } = props.recovery;
    if (status === "asked" || status === "confirmed" || !endedAt) return "";
    return `${ends[status]} ${due(endedAt, school.timeZone())}.`;
  };
  return <p class="muted">{words()}</p>;
}

/** The three steps, and which are done. */
function Steps(props: { recovery: PublicRecovery }) {
  const isConfirmed = () => props.recovery.status === "confirmed";
  const steps = () => [
    { word: `Asked for by ${props.recovery.askedBy?.name ?? "somebody"}`, isDone: true },
    { word: "Confirmed by mail at a recovery address", isDone: isConfirmed() },
    { word: "72 hours in which an Owner can cancel it", isDone: false },
  ];
  return (
    <ol class="recovery-steps">
      <For each={steps()}>
        {(step) => (
          <li data-done={step.isDone}>
            {step.word}
            {step.isDone ? " ✓" : ""}
            <span class="visually-hidden">{step.isDone ? " (done)" : " (to come)"}</span>
          </li>
        )}
      </For>
    </ol>
  );
}
