import { useNavigate } from "@solidjs/router";
import { type PublicInvite, undoTime } from "#domain/invites";
import { fullName } from "#domain/names";
import type { PublicUser } from "#domain/users";
import { Problem, sentAway, sentenceOf } from "../api.ts";
import type { Asked } from "../components/dialogs.tsx";
import { merge } from "../merge.ts";
import { type Note, type NoteAction, note } from "../notes.ts";
import { askAgain } from "./asking.ts";
import { createCommands, type InviteEdit, type Sending } from "./commands.ts";
import { usePlace } from "./school.ts";
import { reactivate, restore, unsend } from "./undoing.ts";
import { createUserCommands } from "./user-commands.ts";

/** Something done in passing: nobody waits for it. */
interface Act<T> {
  /** Whose row it is: notes about one row never stand side by side. */
  about: string;
  ask: () => Promise<T>;
  /** What is said at once. */
  done: Note;
  /** Takes it back while that is offered; gives a sentence that says how things are then. */
  undo?: { take: () => Promise<string>; isOffered: () => boolean };
  /** What is said when it did not work, before the reason. */
  failed: string;
  /** What follows where the same again would be refused again. */
  onRefusal?: (refusal: Problem) => NoteAction | undefined;
}

/** For so long a note offers to try again, milliseconds. */
const patience = 30_000;

/** What people do in passing. It shows at once; where it does not work the row is as it was, and a note says why. */
export function useActs() {
  const { me, school } = usePlace();
  const navigate = useNavigate();
  const commands = createCommands(school);
  const userCommands = createUserCommands(school);

  return { send, sent, resend, withdraw, change, deactivate, deactivated, reactivate: activate };

  /** Invites an address that is known to be free. */
  function send(sending: Sending): void {
    const { id, email } = sending.details;
    perform({
      about: id,
      ask: () => commands.send(sending, { id: me.id, name: me.name }),
      ...sentWords(id, email),
      failed: `${email} is not invited.`,
      onRefusal: (refusal) => ({
        label: "Try again",
        act: () => ask({ dialog: "invite", refused: { details: sending.details, refusal } }),
      }),
    });
  }

  /** Tells of an invite that was waited for. */
  function sent({ id, email }: PublicInvite): void {
    const { done, undo } = sentWords(id, email);
    void note({ about: id, ...done, ...undoable(undo, Promise.resolve()) });
  }

  function sentWords(id: string, email: string) {
    const isOffered = () => school.invites.at(id)?.status === "pending";
    return {
      done: { text: `Invited ${email}.`, detail: "You will see here when they open the link.", tone: "good" as const },
      undo: { take: () => unsend(school, { id, email }), isOffered },
    };
  }

  function resend({ id, email }: PublicInvite): void {
    const key = crypto.randomUUID();
    perform({
      about: id,
      ask: () => commands.resend(id, key),
      done: { text: `A new link is on its way to ${email}.`, tone: "good" },
      failed: `${email} gets no new link.`,
    });
  }

  function withdraw({ id, email }: PublicInvite): void {
    perform({
      about: id,
      ask: () => commands.withdraw(id),
      done: { text: `You withdrew the invite to ${email}.` },
      undo: { take: () => restore(school, { id, email }), isOffered: () => school.invites.at(id)?.status === "revoked" },
      failed: `The invite to ${email} is not withdrawn.`,
    });
  }

  /** Gives an invite another role or staff type, on top of whatever others make of it meanwhile [C2]. */
  function change(seen: PublicInvite, edited: InviteEdit): void {
    const { id, email } = seen;
    perform({
      about: id,
      ask: () => save(seen),
      done: { text: `Changed the invite to ${email}.`, tone: "good" },
      failed: `The invite to ${email} is not changed.`,
      onRefusal: ({ code }) => {
        if (code === "changed") ask({ dialog: "change", id, begun: { seen, edited } });
        return undefined;
      },
    });

    async function save(on: PublicInvite): Promise<void> {
      const { changes, clashes } = merge<InviteEdit>(editOf(seen), edited, editOf(on));
      if (Object.keys(clashes).length > 0) throw new Problem("changed", "Somebody else has just changed the same.");
      if (Object.keys(changes).length === 0) return;
      try {
        await commands.change(id, on.version, changes);
      } catch (error) {
        if (!(error instanceof Problem) || error.code !== "changed") throw error;
        school.took(error.current as PublicInvite);
        await save(error.current as PublicInvite);
      }
    }
  }

  function deactivate(user: PublicUser): void {
    perform({
      about: user.id,
      ask: () => userCommands.deactivate(user.id),
      ...leavingWords(user),
      failed: `${fullName(user)} is not deactivated.`,
    });
  }

  /** Tells of somebody whose deactivation was waited for. */
  function deactivated(user: PublicUser): void {
    const { done, undo } = leavingWords(user);
    void note({ about: user.id, ...done, ...undoable(undo, Promise.resolve()) });
  }

  function leavingWords(user: PublicUser) {
    return {
      done: { text: `Deactivated ${fullName(user)}.` },
      undo: { take: () => reactivate(school, user.id), isOffered: () => isInactive(user.id) },
    };
  }

  function activate(user: PublicUser): void {
    perform({
      about: user.id,
      ask: () => userCommands.reactivate(user.id),
      done: { text: `${fullName(user)} is active again.`, detail: "Everything is as it was.", tone: "good" },
      failed: `${fullName(user)} is still inactive.`,
    });
  }

  /** Whoever has gone to another page meanwhile is led back. */
  function ask(question: Asked): void {
    if (!askAgain(question)) navigate(`/s/${school.id}/invites`);
  }

  function isInactive(id: string): boolean {
    const user = school.users.at(id);
    return user !== undefined && "status" in user && user.status === "inactive";
  }
}

export function editOf({ role, staffType }: PublicInvite): InviteEdit {
  return { role, staffType };
}

/** Does it, tells of it, and offers to do the same once more where that may help. */
function perform<T>(act: Act<T>): void {
  const answer = act.ask();
  void note({ about: act.about, ...act.done, ...(act.undo && undoable(act.undo, answer)) });
  answer.catch((error) => tellRefusal(act, error, () => perform(act)));
}

/** Says why something did not work, with what may help. */
export function tellRefusal(act: Pick<Act<unknown>, "about" | "failed" | "onRefusal">, error: unknown, again: () => void): void {
  // Whoever is led away is told nothing more here.
  if (sentAway()) return;
  const action = mayPass(error) ? { label: "Try again", act: again } : act.onRefusal?.(error as Problem);
  const more = action && { action, duration: patience };
  void note({ about: act.about, text: act.failed, detail: sentenceOf(error), tone: "bad", ...more });
}

/** What is still on its way is taken back as soon as it has arrived. */
function undoable(
  { take, isOffered }: NonNullable<Act<unknown>["undo"]>,
  answer: Promise<unknown>,
): Pick<Note, "action" | "duration"> {
  const act = async () => {
    const isDone = await answer.then(
      () => true,
      () => false,
    );
    if (isDone) void note({ text: await take() });
  };
  return { action: { label: "Undo", act, isOffered }, duration: undoTime };
}

/** Whether the same may work in a moment. */
function mayPass(error: unknown): boolean {
  return !(error instanceof Problem) || ["unreachable", "internal", "busy", "too_many_attempts"].includes(error.code);
}
