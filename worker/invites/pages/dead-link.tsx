import type { Child } from "hono/jsx";
import { helpAt } from "#domain/help/topics";
import type { DeadReason, Invite } from "#domain/invites";
import { moment } from "../../mail/when.ts";
import { Contact } from "../../pages/contact.tsx";
import { Layout } from "../../pages/layout.tsx";
import { NoticePage } from "../../pages/notice.tsx";
import type { OpenedLink } from "../open-link.ts";
import { Asking } from "./asking.tsx";

export interface DeadLinkProps {
  link: OpenedLink;
  /** Whether the page may send a new link by itself. */
  canRenew: boolean;
  notice: "renewed" | "exhausted" | "later" | null;
  /** Where to ask the school for a new link, where there is somebody to ask [I13]. */
  askAt: string | null;
  timeZone: string;
}

/**
 * A genuine link that opens nothing any more: why, since when, and what to do next [I5]. Who holds an old link
 * need not be who holds the address now, so neither address, role nor account is named.
 */
export function DeadLinkPage({ link, canRenew, notice, askAt, timeZone }: DeadLinkProps) {
  const reason = link.dead ?? "expired";
  if (notice === "renewed") return <RenewedPage school={link.school} />;
  const { title, since, next } = reasons[reason];
  return (
    <Layout title={title} school={link.school}>
      <p class="pill ended">{ended[reason]}</p>
      <h1>{title}</h1>
      <p class="lead">{since(moment(endedAt[reason](link.invite), timeZone))}</p>
      {canRenew ? (
        <Renewal />
      ) : (
        next({
          whom: whom(link),
          school: link.school.name,
          isExhausted: notice === "exhausted" && !link.invitedBy,
          isTooSoon: notice === "later",
        })
      )}
      {askAt && <Asking at={askAt} isAsked={link.invite.requestedAt !== null} />}
      {reason === "used" ? null : <SignInInstead />}
      <Contact school={link.school} />
      <p class="foot">
        <a href={helpAt("dead-link")}>Why do links end?</a>
      </p>
    </Layout>
  );
}

/** A link nobody here has made. */
export function ForgedLinkPage() {
  return (
    <NoticePage
      title="This link is not valid"
      text="Check that the whole link was copied: some mail programs break a long one in two. It is best to open the mail again and press its button."
      link={{ href: "/sign-in", text: "Sign in instead" }}
    />
  );
}

interface Next {
  whom: string;
  school: string;
  isExhausted: boolean;
  isTooSoon: boolean;
}

interface Reason {
  title: string;
  since: (when: string) => string;
  next: (next: Next) => Child;
}

const reasons: Record<DeadReason, Reason> = {
  used: {
    title: "This link has been used already",
    since: (when) => `It was used on ${when}. A link works once.`,
    next: ({ whom }) => (
      <>
        <p>
          Was that you? Then sign in with your username and password. If it was not, tell {whom} at
          once.
        </p>
        <p>
          <a class="button" href="/sign-in">
            Sign in
          </a>
        </p>
      </>
    ),
  },
  withdrawn: {
    title: "This invite was withdrawn",
    since: (when) => `The school withdrew it on ${when}, so its link no longer works.`,
    next: ({ whom }) => <p>If you think that is a mistake, ask {whom} to invite you again.</p>,
  },
  expired: {
    title: "This link has expired",
    since: (when) => `It worked until ${when}.`,
    next: ({ whom, isExhausted, isTooSoon }) => {
      if (isTooSoon) return <TooSoon />;
      return isExhausted ? <Exhausted /> : <p>Ask {whom} to send you a new one.</p>;
    },
  },
  replaced: {
    title: "A newer mail replaced this link",
    since: (when) => `The newer one was sent on ${when}. Only the latest link works.`,
    next: ({ whom, school }) => (
      <p>
        Look for the latest mail from {school}, in Junk too. If you cannot find it, ask {whom}.
      </p>
    ),
  },
};

const ended: Record<DeadReason, string> = {
  used: "Used",
  withdrawn: "Withdrawn",
  expired: "Expired",
  replaced: "Replaced",
};

const endedAt: Record<DeadReason, (invite: Invite) => number> = {
  used: (invite) => invite.acceptedAt ?? invite.sentAt,
  withdrawn: (invite) => invite.revokedAt ?? invite.expiresAt,
  expired: (invite) => invite.expiresAt,
  replaced: (invite) => invite.sentAt,
};

/** Many come back to their mail after they have set themselves up. */
function SignInInstead() {
  return (
    <section>
      <h2>Already set up your account?</h2>
      <p>Then you do not need a link.</p>
      <p>
        <a class="button quiet" href="/sign-in">
          Sign in instead
        </a>
      </p>
    </section>
  );
}

/** While the school has no Owner there is nobody to ask [S1]. */
function Renewal() {
  return (
    <form method="post">
      <p>
        Nobody has set the school up yet, so this page can send a new link, to the same address as
        before.
      </p>
      <button type="submit" name="renew" value="yes">
        Send me a new link
      </button>
    </form>
  );
}

function TooSoon() {
  return (
    <p>
      As many mails went to this address as may go to it for now. Come back to this page in an hour,
      and it sends a new link.
    </p>
  );
}

function Exhausted() {
  return (
    <p>
      This page can send no more links. To go on, <a href="/register">register the school again</a>.
    </p>
  );
}

function RenewedPage({ school }: { school: OpenedLink["school"] }) {
  return (
    <Layout title="Check your mail" school={school}>
      <h1>Check your mail</h1>
      <p class="lead">A new link is on its way, to the same address as before.</p>
      <p>It should arrive within a few minutes. Look in Junk too. Only the newest link works.</p>
    </Layout>
  );
}

function whom({ invitedBy, school }: OpenedLink): string {
  return invitedBy ? `${invitedBy} at ${school.name}` : `an admin at ${school.name}`;
}
