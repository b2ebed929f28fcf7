import { createSignal, For, Show } from "solid-js";
import type { PublicInvite } from "#domain/invites";
import { createCommands } from "../../invites/commands.ts";
import { usePlace } from "../../place.ts";
import { Dialog } from "../../ui/forms/dialog.tsx";
import { ProblemLine } from "../../ui/forms/problem-line.tsx";
import { createSubmit } from "../../ui/forms/submit.ts";

interface WhatOfInvitesProps {
  /** The names of those who are deactivated. */
  done: string[];
  refusals: string[];
  invites: PublicInvite[];
  close: () => void;
}

/** What was refused, and the invites of theirs that are still pending: to withdraw or to keep. */
export function WhatOfInvites(props: WhatOfInvitesProps) {
  const { school } = usePlace();
  const commands = createCommands(school);
  const [kept, setKept] = createSignal<ReadonlySet<string>>(new Set());
  const doomed = () => props.invites.filter((invite) => !kept().has(invite.id));
  const hasInvites = () => props.invites.length > 0;
  const form = createSubmit({ send: withdraw, done: () => props.close() });

  return (
    <Dialog
      title={hasInvites() ? "What about their invites?" : "Not deactivated"}
      words={
        <>
          <For each={props.refusals}>{(words) => <ProblemLine words={words} />}</For>
          <Show when={hasInvites()}>
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
                      <span class="breakable" translate="no">
                        {invite.email}
                      </span>
                    </label>
                  </li>
                )}
              </For>
            </ul>
          </Show>
        </>
      }
      isQuestion
      shut={props.close}
      form={form}
      close={hasInvites() ? "Keep all" : "Close"}
      confirm={hasInvites() ? `Withdraw ${doomed().length}` : undefined}
      isIdle={doomed().length === 0}
      tone="dangerous"
    />
  );

  function choose(id: string, isKept: boolean): void {
    const next = new Set(kept());
    if (isKept) next.add(id);
    else next.delete(id);
    setKept(next);
  }

  async function withdraw(): Promise<void> {
    for (const { id } of doomed()) {
      await commands.withdraw(id);
      choose(id, true);
    }
  }
}
