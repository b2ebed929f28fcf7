import type { PublicInvite } from "#domain/invites";
import { fullName } from "#domain/names";
import { usePlace } from "../../place.ts";
import { Breakable } from "../../ui/breakable.tsx";
import { PresenceMark } from "../../ui/presence/mark.tsx";

/** Who is invited, by whom, and who else has the row in hand. */
export function InviteeCell(props: { invite: PublicInvite }) {
  const { school } = usePlace();
  /** Whose account came of it. */
  const name = () => {
    const { userId } = props.invite;
    const user = userId === null ? undefined : school.users.at(userId);
    return user ? `${fullName(user)}, ` : "";
  };
  return (
    <>
      <span class="email" title={props.invite.email}>
        <Breakable text={props.invite.email} />
      </span>
      <span class="sub">
        <span class="presence-beside">
          {name()}invited by {props.invite.invitedBy?.name ?? "Staffroom"}
        </span>
        <PresenceMark id={props.invite.id} />
      </span>
    </>
  );
}
