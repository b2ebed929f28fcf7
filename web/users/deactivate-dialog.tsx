import * as AlertDialog from "@kobalte/core/alert-dialog";
import { createSignal, For, Show } from "solid-js";
import type { PublicInvite } from "#domain/invites";
import { fullName } from "#domain/names";
import { isWhole } from "#domain/users/seen";
import { createCommands } from "../invites/commands.ts";
import { usePlace } from "../place.ts";
import { sentenceOf } from "../replica/api.ts";
import { DialogFoot } from "../ui/forms/dialog-foot.tsx";
import { note } from "../ui/notes.tsx";
import { useUserActs } from "./acts.ts";
import { createUserCommands } from "./commands.ts";

/** Asks before somebody is shut out; then shows the pending invites they leave behind [A7]. */
export default function DeactivateDialog(props: { ids: string[]; close: () => void }) {
  const { me, school } = usePlace();
  const acts = useUserActs();
  const commands = createUserCommands(school);
  // Rows may change while the question stands; what was asked must not.
  const people = props.ids.map((id) => school.users.at(id)).filter(isWhole);
  const [stage, setStage] = createSignal<"question" | "busy" | "after">("question");
  const [done, setDone] = createSignal<string[]>([]);
  const [refusals, setRefusals] = createSignal<string[]>([]);
  const [invites, setInvites] = createSignal<PublicInvite[]>([]);
  const who = () =>
    people.length === 1 && people[0] ? fullName(people[0]) : `${people.length} people`;

  return (
    <AlertDialog.Root open onOpenChange={(open) => !open && props.close()}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay class="overlay" />
        <div class="dialog-place">
          <AlertDialog.Content class="dialog small">
            <Show
              when={stage() === "after"}
              fallback={
                <>
                  <AlertDialog.Title class="dialog-title">Deactivate {who()}?</AlertDialog.Title>
                  <AlertDialog.Description as="div" class="dialog-words">
                    <p>
                      Their windows here close within a second, and they can no longer get in to{" "}
                      {school.school()?.name}. Nothing is deleted: reactivating brings everything
                      back as it was.
                    </p>
                    <Show when={people.some((user) => user.id === me.id)}>
                      <p class="problem">You are among them: you would be shut out yourself.</p>
                    </Show>
                    <Show when={people.length > 1}>
                      <ul class="names">
                        <For each={people}>{(user) => <li>{fullName(user)}</li>}</For>
                      </ul>
                    </Show>
                  </AlertDialog.Description>
                  <DialogFoot
                    confirm={
                      stage() === "busy"
                        ? `Deactivating… ${done().length} of ${people.length}`
                        : "Deactivate"
                    }
                    act={deactivate}
                    isBusy={stage() === "busy"}
                    isDangerous
                  />
                </>
              }
            >
              <After done={done()} refusals={refusals()} invites={invites()} close={props.close} />
            </Show>
          </AlertDialog.Content>
        </div>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );

  /** Where nothing is left to be asked afterwards, nobody waits. */
  function deactivate(): void {
    const [only] = people;
    if (!only || people.length > 1 || hasPending(only.id)) return void deactivateAll();
    acts.deactivate(only);
    props.close();
  }

  function hasPending(id: string): boolean {
    return school.invites
      .all()
      .some((invite) => invite.status === "pending" && invite.invitedBy?.id === id);
  }

  async function deactivateAll(): Promise<void> {
    setStage("busy");
    for (const user of people) {
      try {
        const left = await commands.deactivate(user.id);
        setDone((names) => [...names, fullName(user)]);
        setInvites((all) => [...all, ...left]);
        if (people.length === 1) acts.deactivated(user);
      } catch (error) {
        setRefusals((all) => [...all, `${fullName(user)}: ${sentenceOf(error)}`]);
      }
    }
    if (done().length > 1) note({ text: `Deactivated ${done().length} people.` });
    if (refusals().length === 0 && invites().length === 0) props.close();
    else setStage("after");
  }
}

interface AfterProps {
  done: string[];
  refusals: string[];
  invites: PublicInvite[];
  close: () => void;
}

/** What was refused, and the invites of theirs that are still pending: to withdraw or to keep. */
function After(props: AfterProps) {
  const { school } = usePlace();
  const commands = createCommands(school);
  const [kept, setKept] = createSignal<ReadonlySet<string>>(new Set());
  const [isBusy, setBusy] = createSignal(false);
  const [problem, setProblem] = createSignal("");
  const doomed = () => props.invites.filter((invite) => !kept().has(invite.id));

  return (
    <>
      <AlertDialog.Title class="dialog-title">
        {props.invites.length > 0 ? "What about their invites?" : "Not deactivated"}
      </AlertDialog.Title>
      <AlertDialog.Description as="div" class="dialog-words">
        <For each={props.refusals}>{(words) => <p class="problem">{words}</p>}</For>
        <Show when={props.invites.length > 0}>
          <p>
            {props.done.join(", ")} sent invites that are still pending. They belong to the school
            and go on working unless you withdraw them.
          </p>
          <ul class="names">
            <For each={props.invites}>
              {(invite) => (
                <li>
                  <label class="permission">
                    <input
                      type="checkbox"
                      checked={!kept().has(invite.id)}
                      onChange={(event) => choose(invite.id, !event.currentTarget.checked)}
                    />
                    <span class="breakable">{invite.email}</span>
                  </label>
                </li>
              )}
            </For>
          </ul>
        </Show>
      </AlertDialog.Description>
      <DialogFoot
        problem={problem()}
        close={props.invites.length > 0 ? "Keep all" : "Close"}
        confirm={props.invites.length > 0 ? `Withdraw ${doomed().length}` : undefined}
        act={() => void withdraw()}
        isBusy={isBusy() || doomed().length === 0}
        isDangerous
      />
    </>
  );

  function choose(id: string, isKept: boolean): void {
    const next = new Set(kept());
    if (isKept) next.add(id);
    else next.delete(id);
    setKept(next);
  }

  async function withdraw(): Promise<void> {
    setBusy(true);
    setProblem("");
    try {
      for (const { id } of doomed()) {
        await commands.withdraw(id);
        choose(id, true);
      }
      props.close();
    } catch (error) {
      setProblem(sentenceOf(error));
    }
    setBusy(false);
  }
}
