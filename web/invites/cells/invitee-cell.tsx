import { Show } from "solid-js";
import type { PublicInvite } from "#domain/invites";
import { useRowPlace } from "../../place.ts";
import { Address } from "../../ui/address.tsx";
import { PresenceMark } from "../../ui/presence/mark.tsx";
import { inviteeName } from "../name.ts";

/** Who is invited, by whom, and who else has the row in hand. */
export function InviteeCell(props: { invite: PublicInvite }) {
  const { me, school } = useRowPlace();
  const inviter = () => {
    const { invitedBy } = props.invite;
    return invitedBy?.id === me.id ? "you" : (invitedBy?.name ?? "Staffroom");
  };
  return (
    <>
      <Address email={props.invite.email} />
      <span class="sub">
        <span class="presence-beside">
          <Show when={inviteeName(school, props.invite)}>{(name) => `${name()} · `}</Show>
          <span class="visually-hidden">invited </span>by {inviter()}
        </span>
        <PresenceMark id={props.invite.id} />
      </span>
    </>
  );
}
