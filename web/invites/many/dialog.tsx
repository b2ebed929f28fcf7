import { createSignal, Show } from "solid-js";
import { tellDone } from "../../actions/perform.ts";
import { usePlace } from "../../place.ts";
import { newKey } from "../../replica/keys.ts";
import { Dialog } from "../../ui/forms/dialog.tsx";
import { createSubmit } from "../../ui/forms/submit.ts";
import { Verdicts } from "../../ui/lists/ticks/verdicts.tsx";
import { actOnMany, type Verdict } from "./commands.ts";
import { isPossible, lineOf, many } from "./words.ts";

interface ManyDialogProps {
  act: "resend" | "revoke";
  ids: string[];
  /** Something was done. */
  done?: (() => void) | undefined;
  close: () => void;
}

const words = {
  resend: {
    ask: (many: string) => `Resend ${many}?`,
    means:
      "Each gets a mail with a new link, which starts their time anew. Every link sent to them before stops working at once.",
    doing: "Resending…",
    confirm: "Resend",
    tone: "primary",
    isDone: "was sent a new link.",
    text: (many: string) => `New links are on their way to ${many}.`,
    none: "None was resent.",
  },
  revoke: {
    ask: (many: string) => `Withdraw ${many}?`,
    means:
      "The links in their mails stop working at once. For 8 seconds after that you can undo it.",
    doing: "Withdrawing…",
    confirm: "Withdraw",
    tone: "dangerous",
    isDone: "is withdrawn.",
    text: (many: string) => `You withdrew ${many}.`,
    none: "None was withdrawn.",
  },
} as const;

/** Asks before links of many stop working; then says of each what became of it, where that is not the same of all [I15]. */
export default function ManyDialog(props: ManyDialogProps) {
  const { me, school } = usePlace();
  const { act, ids } = props;
  const said = words[act];
  // Rows may change while the question stands; what was asked must not.
  const invites = ids.flatMap((id) => school.invites.at(id) ?? []);
  const able = invites.filter((invite) => isPossible(me.role, act, invite)).length;
  const [verdicts, setVerdicts] = createSignal<Verdict[]>([]);
  const refused = () => verdicts().filter(({ outcome }) => outcome !== "done");
  const done = () => verdicts().filter(({ outcome }) => outcome === "done");
  const form = createSubmit({
    send: (key) => actOnMany(school, act, ids, key),
    done: (found) => {
      setVerdicts(found);
      if (done().length > 0) tell(done().map(({ id }) => id));
      if (refused().length === 0) props.close();
      if (done().length > 0) props.done?.();
    },
  });

  return (
    <Show
      when={refused().length > 0}
      fallback={
        <Dialog
          title={said.ask(able === ids.length ? many(able) : `${able} of ${many(ids.length)}`)}
          words={<p>{said.means}</p>}
          isQuestion
          shut={props.close}
          form={form}
          close="Cancel"
          confirm={form.isPending() ? said.doing : said.confirm}
          tone={said.tone}
        />
      }
    >
      <Verdicts
        title={done().length === 0 ? said.none : `${done().length} of ${many(verdicts().length)}`}
        lines={verdicts().map((verdict) => ({
          ...lineOf(school, verdict, said.isDone),
          isDone: verdict.outcome === "done",
        }))}
        close={props.close}
      />
    </Show>
  );

  function tell(which: string[]): void {
    const text = said.text(many(which.length));
    if (act === "resend") {
      tellDone({ about: "ticked", done: { text, tone: "good" } });
      return;
    }
    tellDone({
      about: "ticked",
      done: { text },
      undo: {
        take: () => bringBack(which),
        isOffered: () => which.some((id) => school.invites.at(id)?.status === "revoked"),
        now: school.clock.second,
      },
    });
  }

  /** Takes the withdrawals back; gives what is to be said then. */
  async function bringBack(which: string[]): Promise<string> {
    const back = await actOnMany(school, "restore", which, newKey());
    const number = back.filter(({ outcome }) => outcome === "done").length;
    return `${number === which.length ? many(number) : `${number} of ${many(which.length)}`} pending again.`;
  }
}
