import { createSignal, For, Show } from "solid-js";
import type { PublicInvite } from "#domain/invites";
import { fullName } from "#domain/names";
import { isWhole } from "#domain/users/seen";
import { usePlace } from "../../place.ts";
import { sentenceOf } from "../../replica/api.ts";
import { Dialog } from "../../ui/forms/dialog.tsx";
import { createSubmit } from "../../ui/forms/submit.ts";
import { HelpLink } from "../../ui/help-link.tsx";
import { note } from "../../ui/notes.tsx";
import { useUserActs } from "../acts.ts";
import { createUserCommands } from "../commands.ts";
import { WhatOfInvites } from "./what-of-invites.tsx";

/** Asks before somebody is shut out; then shows the pending invites they leave behind [A7]. */
export default function DeactivateDialog(props: { ids: string[]; close: () => void }) {
  const { me, school } = usePlace();
  const acts = useUserActs();
  const commands = createUserCommands(school);
  // Rows may change while the question stands; what was asked must not.
  const people = props.ids.map((id) => school.users.at(id)).filter(isWhole);
  const [isAfter, setAfter] = createSignal(false);
  const [done, setDone] = createSignal<string[]>([]);
  const [refusals, setRefusals] = createSignal<string[]>([]);
  const [invites, setInvites] = createSignal<PublicInvite[]>([]);
  const who = () =>
    people.length === 1 && people[0] ? fullName(people[0]) : `${people.length} people`;
  const form = createSubmit({ send: deactivate });

  return (
    <Show
      when={isAfter()}
      fallback={
        <Dialog
          title={`Deactivate ${who()}?`}
          words={
            <>
              <p>
                Their windows here close within a second, and they can no longer get in to{" "}
                {school.school()?.name}. Nothing is deleted: reactivating brings everything back as
                it was.{" "}
                <HelpLink to="somebody-left" isApart>
                  When somebody leaves
                </HelpLink>
              </p>
              <Show when={people.some((user) => user.id === me.id)}>
                <p class="problem">You are among them: you would be shut out yourself.</p>
              </Show>
              <Show when={people.length > 1}>
                <ul class="names">
                  <For each={people}>{(user) => <li>{fullName(user)}</li>}</For>
                </ul>
              </Show>
            </>
          }
          isQuestion
          shut={props.close}
          form={form}
          close="Cancel"
          confirm={
            form.isPending() ? `Deactivating… ${done().length} of ${people.length}` : "Deactivate"
          }
          tone="dangerous"
        />
      }
    >
      <WhatOfInvites done={done()} refusals={refusals()} invites={invites()} close={props.close} />
    </Show>
  );

  /** Where nothing is left to be asked afterwards, nobody waits. */
  function deactivate(): void | Promise<void> {
    const [only] = people;
    if (!only || people.length > 1 || hasPending(only.id)) return deactivateAll();
    acts.deactivate(only);
    props.close();
  }

  function hasPending(id: string): boolean {
    return school.invites
      .all()
      .some((invite) => invite.status === "pending" && invite.invitedBy?.id === id);
  }

  async function deactivateAll(): Promise<void> {
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
    else setAfter(true);
  }
}
