import { createSignal, For, Show } from "solid-js";
import { fullName } from "#domain/names";
import { usePlace } from "../../place.ts";
import { Dialog } from "../../ui/forms/dialog.tsx";
import { createSubmit } from "../../ui/forms/submit.ts";
import { note } from "../../ui/notes.tsx";
import { createUserCommands, type MailResult } from "../commands.ts";

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
  const { school } = usePlace();
  const commands = createUserCommands(school);
  const { ids } = props;
  const [results, setResults] = createSignal<MailResult[]>([]);
  const refused = () => results().filter(({ outcome }) => outcome !== "sent");
  const sent = () => results().length - refused().length;
  const only = () => (ids.length === 1 ? nameOf(ids[0] ?? "") : null);
  const form = createSubmit({
    send: (key) => commands.mailPasswords(ids, key),
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
            only() ? `Send ${only()} a password email?` : `Send ${ids.length} password emails?`
          }
          words={
            <p>
              {only() ? "It holds" : "Each holds"} a link to choose a new password. It works once,
              for 1 hour; an earlier one stops working. The present password goes on working until
              then.
            </p>
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

  function nameOf(id: string): string {
    const user = school.users.at(id);
    return user ? fullName(user) : "Somebody";
  }
}

function reasonOf({ outcome }: MailResult): string {
  return outcome === "sent" ? "" : reasons[outcome];
}
