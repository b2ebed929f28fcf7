import * as AlertDialog from "@kobalte/core/alert-dialog";
import { createSignal, For, Show } from "solid-js";
import { fullName } from "#domain/names";
import { usePlace } from "../place.ts";
import { sentenceOf } from "../replica/api.ts";
import { DialogFoot } from "../ui/forms/dialog-foot.tsx";
import { note } from "../ui/notes.tsx";
import { createUserCommands, type MailResult } from "./commands.ts";

const reasons: Record<Exclude<MailResult["outcome"], "sent">, string> = {
  no_email: "has no e-mail address.",
  inactive: "is inactive, so no mail was sent.",
  forbidden: "is an Admin or Owner: only an Owner sends them a password email.",
  not_found: "is not at this school any more.",
  too_many: "was sent three in the last hour. Try again later.",
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
  const [isBusy, setBusy] = createSignal(false);
  const [problem, setProblem] = createSignal("");
  const [refused, setRefused] = createSignal<MailResult[]>([]);
  const [sent, setSent] = createSignal(0);
  const only = () => (ids.length === 1 ? nameOf(ids[0] ?? "") : null);

  return (
    <AlertDialog.Root open onOpenChange={(open) => !open && props.close()}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay class="overlay" />
        <div class="dialog-place">
          <AlertDialog.Content class="dialog small">
            <AlertDialog.Title class="dialog-title">
              {refused().length > 0
                ? "Not all were sent"
                : only()
                  ? `Send ${only()} a password email?`
                  : `Send ${ids.length} password emails?`}
            </AlertDialog.Title>
            <AlertDialog.Description as="div" class="dialog-words">
              <Show
                when={refused().length > 0}
                fallback={
                  <p>
                    {only() ? "It holds" : "Each holds"} a link to choose a new password. It works
                    once, for 1 hour; an earlier one stops working. The present password goes on
                    working until then.
                  </p>
                }
              >
                <p>{sent() === 0 ? "None was sent." : `${sent()} sent.`}</p>
                <ul class="names">
                  <For each={refused()}>
                    {(result) => <li>{`${nameOf(result.userId)} ${reasonOf(result)}`}</li>}
                  </For>
                </ul>
              </Show>
            </AlertDialog.Description>
            <DialogFoot
              problem={problem()}
              close={refused().length > 0 ? "Close" : "Cancel"}
              confirm={refused().length > 0 ? undefined : isBusy() ? "Sending…" : "Send"}
              act={() => void send()}
              isBusy={isBusy()}
            />
          </AlertDialog.Content>
        </div>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );

  async function send(): Promise<void> {
    setBusy(true);
    setProblem("");
    try {
      const results = await commands.mailPasswords(ids);
      setSent(results.filter((result) => result.outcome === "sent").length);
      setRefused(results.filter((result) => result.outcome !== "sent"));
      if (refused().length === 0) finish();
    } catch (error) {
      setProblem(sentenceOf(error));
    }
    setBusy(false);
  }

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
