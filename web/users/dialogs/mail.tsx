import { createSignal, For, Show } from "solid-js";
import { fullName } from "#domain/names";
import type { PublicUser } from "#domain/users";
import { isWhole } from "#domain/users/seen";
import { usePlace } from "../../place.ts";
import { Dialog } from "../../ui/forms/dialog.tsx";
import { createSubmit } from "../../ui/forms/submit.ts";
import { note } from "../../ui/notes.tsx";
import { createUserCommands, type MailResult } from "../commands.ts";
import { whyNotMailed } from "../list.ts";

const reasons: Record<Exclude<MailResult["outcome"], "sent">, string> = {
  no_email: "has no e-mail address.",
  inactive: "is inactive, so no mail was sent.",
  forbidden: "is an Admin or Owner: only an Owner sends them a password email.",
  not_found: "is not at this school any more.",
  too_many: "was sent as many as may go to a mailbox in an hour. Try again later.",
};

interface MailDialogProps {
  ids: string[];
  /** All were sent. */
  done?: (() => void) | undefined;
  close: () => void;
}

/** Sends a link to choose a new password to everybody who is ticked [A8]. */
export default function MailDialog(props: MailDialogProps) {
  const { me, school } = usePlace();
  const commands = createUserCommands(school);
  // Rows may change while the question stands; what was asked must not.
  const people = props.ids.map((id) => school.users.at(id)).filter(isWhole);
  const whyNot = (user: PublicUser) => whyNotMailed(me.role, user);
  const [left, setLeft] = createSignal<readonly string[]>(
    people.filter((user) => whyNot(user) !== null).map(({ id }) => id),
  );
  const ids = () => people.map(({ id }) => id).filter((id) => !left().includes(id));
  const [results, setResults] = createSignal<MailResult[]>([]);
  const refused = () => results().filter(({ outcome }) => outcome !== "sent");
  const sent = () => results().length - refused().length;
  const only = () => (ids().length === 1 ? nameOf(ids()[0] ?? "") : null);
  const form = createSubmit({
    send: (key) => commands.mailPasswords(ids(), key),
    done: (found) => {
      setResults(found);
      if (refused().length === 0) finish();
    },
  });

  return (
    <Show
      when={refused().length > 0}
      fallback={
        <Dialog
          title={
            only() ? `Send ${only()} a password email?` : `Send ${ids().length} password emails?`
          }
          words={
            <>
              <p>
                {only() ? "It holds" : "Each holds"} a link to choose a new password. It works once,
                for 1 hour; an earlier one stops working. The present password goes on working until
                then.
              </p>
              <Show when={people.length > 1}>
                <ul class="names" aria-label="Who gets one">
                  <For each={people}>
                    {(user) => (
                      <li>
                        <Recipient
                          user={user}
                          whyNot={whyNot(user)}
                          gets={!left().includes(user.id)}
                          change={() => change(user.id)}
                        />
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
          close="Cancel"
          confirm={form.isPending() ? "Sending…" : "Send"}
        />
      }
    >
      <Dialog
        title="Not all were sent"
        words={
          <>
            <p>{sent() === 0 ? "None was sent." : `${sent()} sent.`}</p>
            <ul class="names">
              <For each={refused()}>
                {(result) => <li>{`${nameOf(result.userId)} ${reasonOf(result)}`}</li>}
              </For>
            </ul>
          </>
        }
        isQuestion
        shut={props.close}
        close="Close"
      />
    </Show>
  );

  function finish(): void {
    props.close();
    props.done?.();
    const name = only();
    note({
      text: name
        ? `A password email is on its way to ${name}.`
        : `${sent()} password emails are on their way.`,
      tone: "good",
    });
  }

  function change(id: string): void {
    setLeft((all) => (all.includes(id) ? all.filter((other) => other !== id) : [...all, id]));
  }

  function nameOf(id: string): string {
    const user = school.users.at(id);
    return user ? fullName(user) : "Somebody";
  }
}

interface RecipientProps {
  user: PublicUser;
  whyNot: string | null;
  gets: boolean;
  change: () => void;
}

/** Whoever has no e-mail cannot be ticked, and it says why [A8]. */
function Recipient(props: RecipientProps) {
  return (
    <label class="permission">
      <input
        type="checkbox"
        checked={props.gets}
        disabled={props.whyNot !== null}
        onChange={() => props.change()}
      />
      <span>
        {fullName(props.user)}
        <Show when={props.whyNot}>{(why) => <span class="guidance">{why()}</span>}</Show>
      </span>
    </label>
  );
}

function reasonOf({ outcome }: MailResult): string {
  return outcome === "sent" ? "" : reasons[outcome];
}
