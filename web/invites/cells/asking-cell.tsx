import type { PublicInvite } from "#domain/invites";
import { useRowPlace } from "../../place.ts";
import { exactly, moment } from "../../ui/times.ts";

/** Somebody waits for a new link they have asked for [I13], and since when. */
export function AskingCell(props: { invite: PublicInvite }) {
  const { school } = useRowPlace();
  const at = () => props.invite.requestedAt ?? props.invite.sentAt;
  return (
    <>
      <span class="mail asking">Asks for a new link</span>
      <time class="sub" datetime={at()} title={exactly(at(), school.timeZone())}>
        {moment(at(), school.clock.minute(), school.timeZone())}
      </time>
    </>
  );
}
