import { Show } from "solid-js";
import type { PublicInvite } from "#domain/invites";
import { roleNames } from "#domain/roles";
import { staffTypeNames } from "#domain/users/staff";
import { useRowPlace } from "../place.ts";
import type { Column } from "../ui/lists/column.ts";
import { AskingCell } from "./cells/asking-cell.tsx";
import { InviteeCell } from "./cells/invitee-cell.tsx";
import { MailCell } from "./cells/mail-cell.tsx";
import { ResendsCell } from "./cells/resends-cell.tsx";
import { StatusAndMailCell } from "./cells/status-and-mail-cell.tsx";
import { StatusCell, sinceOf, statusNames } from "./cells/status-cell.tsx";
import { TimeLeft } from "./cells/time-left.tsx";
import { journeyInWords } from "./journey.ts";

/** About how high a row is, in pixels. */
export const inviteRowHeight = { desk: 44, phone: 64 };

interface Known {
  /** What its row calls somebody. */
  nameOf: (invite: PublicInvite) => string | null;
  /** Whether somebody waits for a new link. */
  isAsking: (id: string) => boolean;
}

/** How wide the list has to be, in pixels, for mail and resends to have columns of their own. */
const roomForAll = 1040;

/** What the list says of an invite. */
export function inviteColumns({ nameOf, isAsking }: Known): Column<PublicInvite>[] {
  const status: Column<PublicInvite> = {
    key: "status",
    heading: "Status",
    isFixed: true,
    width: "minmax(0, 1fr)",
    cell: (invite, { isOnItsWay }) => <StatusCell invite={invite()} isOnItsWay={isOnItsWay()} />,
    csv: { Status: ({ status }) => statusNames[status], Since: sinceOf },
  };
  const timeLeft: Column<PublicInvite> = {
    key: "timeLeft",
    heading: "Time left",
    width: "6.25rem",
    cell: (invite) => <TimeLeftCell invite={invite()} />,
    csv: { Expires: ({ expiresAt }) => expiresAt },
  };
  return [
    {
      key: "email",
      heading: "Invitee",
      isFixed: true,
      width: "minmax(0, 1.9fr)",
      cell: (invite) => <InviteeCell invite={invite()} />,
      csv: {
        "E-mail": ({ email }) => email,
        Name: (invite) => nameOf(invite) ?? "",
        "Invited by": ({ invitedBy }) => invitedBy?.name ?? "",
      },
    },
    {
      key: "role",
      heading: "Role",
      from: 800,
      width: "minmax(0, 0.9fr)",
      cell: (invite) => (
        <>
          {roleNames[invite().role]}
          <span class="sub">{staffTypeOf(invite())}</span>
        </>
      ),
      csv: { Role: ({ role }) => roleNames[role], "Staff type": staffTypeOf },
    },
    {
      ...status,
      instead: {
        of: "mail",
        column: {
          ...status,
          width: "minmax(7.5rem, 0.9fr)",
          cell: (invite, { isOnItsWay }) => (
            <StatusAndMailCell
              invite={invite()}
              isOnItsWay={isOnItsWay()}
              isAsking={isAsking(invite().id)}
            />
          ),
        },
      },
    },
    {
      key: "mail",
      heading: "Mail",
      from: roomForAll,
      width: "minmax(0, 1.35fr)",
      cell: (invite) => (
        <Show when={isAsking(invite().id)} fallback={<MailCell invite={invite()} />}>
          <AskingCell invite={invite()} />
        </Show>
      ),
      csv: { Mail: journeyInWords, Reason: ({ deliveryReason }) => deliveryReason ?? "" },
    },
    {
      ...timeLeft,
      instead: {
        of: "resends",
        column: {
          ...timeLeft,
          cell: (invite) => (
            <>
              <TimeLeftCell invite={invite()} />
              <span class="sub">
                <ResendsCell used={invite().resends} />
              </span>
            </>
          ),
        },
      },
    },
    {
      key: "resends",
      heading: "Resends",
      from: roomForAll,
      width: "3.5rem",
      cell: (invite) => <ResendsCell used={invite().resends} />,
      csv: { Resends: ({ resends }) => String(resends) },
    },
  ];
}

/** What may be done about an invite has its room after what is said of it. */
export const actionsColumn = {
  key: "actions",
  heading: "Actions",
  isHeadingHidden: true,
  isFixed: true,
  width: "10.5rem",
} as const;

function TimeLeftCell(props: { invite: PublicInvite }) {
  const { school } = useRowPlace();
  const isUnsent = () => school.invites.knownAt(props.invite.id) === undefined;
  return (
    <Show
      when={props.invite.status === "pending" && !isUnsent()}
      fallback={<span class="none">–</span>}
    >
      <TimeLeft sentAt={props.invite.sentAt} expiresAt={props.invite.expiresAt} />
    </Show>
  );
}

function staffTypeOf({ staffType }: PublicInvite): string {
  return staffType ? staffTypeNames[staffType] : "";
}
