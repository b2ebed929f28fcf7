import { useNavigate } from "@solidjs/router";
import type { PublicInvite } from "#domain/invites";
import { fullName } from "#domain/names";
import type { PublicUser } from "#domain/users";
import { isActive } from "#domain/users/seen";
import { createCommands, type InviteEdit, type Sending } from "../invites/commands.ts";
import { usePlace } from "../place.ts";
import { Problem } from "../replica/api.ts";
import { createDraft } from "../ui/forms/draft.ts";
import { createFooting, save } from "../ui/forms/save-over.ts";
import { createUserCommands } from "../users/commands.ts";
import { type Asked, askAgain } from "./open-dialog.ts";
import { perform, tellDone } from "./perform.ts";
import { reactivate as bringBack, restore, unsend } from "./undo.ts";

/** What people do in passing. It shows at once; where it does not work the row is as it was, and a note says why. */
export function useActs() {
  const { me, school } = usePlace();
  const navigate = useNavigate();
  const commands = createCommands(school);
  const userCommands = createUserCommands(school);
  const now = school.clock.second;

  return { send, sent, resend, withdraw, change, deactivate, deactivated, reactivate };

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
    const key = crypto.randomUUID();
    // Whoever asks again asks for the same resend.
    const before = school.invites.knownAt(id)?.resends ?? 0;
    perform({
      about: id,
      ask: () => commands.resend(id, key, before),
      done: { text: `A new link is on its way to ${email}.`, tone: "good" },
      failed: `${email} gets no new link.`,
    });
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
      onRefusal: ({ code }) => {
        if (code === "changed") bringUp({ dialog: "change", id, begun: { seen, edited } });
        return undefined;
      },
    });

    async function saveOver(): Promise<void> {
      const draft = createDraft(editOf(seen));
      draft.set("role", edited.role);
      draft.set("staffType", edited.staffType);
      const footing = createFooting(draft, seen, editOf);
      const takeIn = (invite: PublicInvite) => {
        school.took(invite);
        footing.takeIn(invite);
      };
      await save({
        draft,
        ask: () => commands.change(id, footing.version(), draft.changed()),
        takeIn,
      });
      if (draft.isUndecided())
        throw new Problem("changed", "Somebody else has just changed the same fields.");
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
    tellDone({ about: user.id, ...leavingWords(user) });
  }

  function leavingWords(user: PublicUser) {
    return {
      done: { text: `Deactivated ${fullName(user)}.` },
      undo: { take: () => bringBack(school, user.id), isOffered: () => isInactive(user.id), now },
    };
  }

  function reactivate(user: PublicUser): void {
    perform({
      about: user.id,
      ask: () => userCommands.reactivate(user.id),
      done: {
        text: `${fullName(user)} is active again.`,
        detail: "Everything is as it was.",
        tone: "good",
      },
      failed: `${fullName(user)} is still inactive.`,
    });
  }

  /** Whoever has gone to another page meanwhile is led back. */
  function bringUp(question: Asked): void {
    if (!askAgain(question)) navigate(`/s/${school.id}/invites`);
  }

  function isInactive(id: string): boolean {
    const user = school.users.at(id);
    return user !== undefined && !isActive(user);
  }
}

/** What of an invite may be changed, as it is. */
export function editOf({ role, staffType }: PublicInvite): InviteEdit {
  return { role, staffType };
}
