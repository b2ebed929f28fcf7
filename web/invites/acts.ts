import { useNavigate } from "@solidjs/router";
import type { PublicInvite } from "#domain/invites";
import { type Asked, askAgain } from "../actions/open-dialog.ts";
import { perform, tellDone } from "../actions/perform.ts";
import { usePlace } from "../place.ts";
import { Problem } from "../replica/api.ts";
import { newKey } from "../replica/keys.ts";
import { createRowDraft } from "../ui/forms/save-over.ts";
import { createCommands, type InviteEdit, newSending, type Sending } from "./commands.ts";
import { mayResend } from "./list.ts";
import { restore, unsend } from "./undo.ts";

/** What people do to invites in passing. It shows at once; where it does not work the row is as it was, and a note says why. */
export function useInviteActs() {
  const { me, school } = usePlace();
  const navigate = useNavigate();
  const commands = createCommands(school);
  const now = school.clock.second;

  return { send, sent, resend, answer, withdraw, change, fix };

  /** Invites an address that is known to be free. */
  function send(sending: Sending): void {
    const { id, email } = sending.details;
    perform({
      about: id,
      ask: () => commands.send(sending, { id: me.id, name: me.name }),
      ...sentWords(id, email),
      failed: `${email} is not invited.`,
      ifSignedOut: { dialog: "invite", begun: sending.details },
      onRefusal: (refusal) => ({
        label: "Try again",
        act: () => bringUp({ dialog: "invite", refused: { details: sending.details, refusal } }),
      }),
    });
  }

  /** Tells of an invite that was waited for. */
  function sent({ id, email }: PublicInvite): void {
    tellDone({ about: id, ...sentWords(id, email) });
  }

  function sentWords(id: string, email: string) {
    const isOffered = () => school.invites.at(id)?.status === "pending";
    return {
      done: {
        text: `Invited ${email}.`,
        detail: "You will see here when they open the link.",
        tone: "good" as const,
      },
      undo: { take: () => unsend(school, { id, email }), isOffered, now },
    };
  }

  function resend({ id, email }: PublicInvite): void {
    const key = newKey();
    // Whoever asks again asks for the same resend.
    const before = school.invites.knownAt(id)?.resends ?? 0;
    perform({
      about: id,
      ask: () => commands.resend(id, key, before),
      done: { text: `A new link is on its way to ${email}.`, tone: "good" },
      failed: `${email} gets no new link.`,
    });
  }

  /** Answers somebody who asked for a new link [I13]: by a resend or, where that goes no more, a new invite. */
  function answer(invite: PublicInvite): void {
    const { email, role, staffType } = invite;
    if (mayResend(invite)) resend(invite);
    else send(newSending({ email, role, staffType }));
  }

  function withdraw({ id, email }: PublicInvite): void {
    perform({
      about: id,
      ask: () => commands.withdraw(id),
      done: { text: `You withdrew the invite to ${email}.` },
      undo: {
        take: () => restore(school, { id, email }),
        isOffered: () => school.invites.at(id)?.status === "revoked",
        now,
      },
      failed: `The invite to ${email} is not withdrawn.`,
    });
  }

  /** Gives an invite another role or staff type, on top of whatever others make of it meanwhile [C2]. */
  function change(seen: PublicInvite, edited: InviteEdit): void {
    const { id, email } = seen;
    perform({
      about: id,
      ask: saveOver,
      done: { text: `Changed the invite to ${email}.`, tone: "good" },
      failed: `The invite to ${email} is not changed.`,
      ifSignedOut: { dialog: "change", id, begun: { seen, edited } },
      onRefusal: ({ code }) => {
        if (code === "changed") bringUp({ dialog: "change", id, begun: { seen, edited } });
        return undefined;
      },
    });

    async function saveOver(): Promise<void> {
      const draft = createRowDraft(editOf(seen), {
        seen,
        fieldsOf: editOf,
        keep: school.invites.took,
      });
      draft.set("role", edited.role);
      draft.set("staffType", edited.staffType);
      await draft.saveOver((changes, version) => commands.change(id, version, changes));
      if (draft.isUndecided())
        throw new Problem("changed", "Somebody else has just changed the same fields.");
    }
  }

  /** Gives an invite the right address, whatever others have made of it meanwhile. Throws a `Problem` when refused. */
  async function fix(seen: PublicInvite, email: string): Promise<void> {
    const { id } = seen;
    const fieldsOf = (row: PublicInvite) => ({ email: row.email });
    const draft = createRowDraft(fieldsOf(seen), { seen, fieldsOf, keep: school.invites.took });
    draft.set("email", email);
    await draft.saveOver((changes, version) => commands.fix(id, version, changes.email ?? email));
    if (draft.isUndecided())
      throw new Problem("changed", "Somebody else has just put the address right.");
    tellDone({ about: id, done: { text: `A new link is on its way to ${email}.`, tone: "good" } });
  }

  /** Whoever has gone to another page meanwhile is led back. */
  function bringUp(question: Asked): void {
    if (!askAgain(question)) navigate(`/s/${school.id}/invites`);
  }
}

/** What of an invite may be changed, as it is. */
export function editOf({ role, staffType }: PublicInvite): InviteEdit {
  return { role, staffType };
}
