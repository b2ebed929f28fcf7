import { helpAt } from "#domain/help/topics";
import { type RecoveryStatus, stopTime } from "#domain/recoveries";
import { moment } from "../mail/when.ts";
import { Contact } from "../pages/contact.tsx";
import { Field } from "../pages/field.tsx";
import { Layout } from "../pages/layout.tsx";
import { Slips } from "../pages/slips.tsx";
import type { OpenedRecovery } from "./confirm-link.ts";

export interface RecoveryProps {
  link: OpenedRecovery;
  typed: string;
  slips: Record<string, string>;
}

/** Where the link to a recovery address leads while it works. The postcode is typed by a person: scanners click buttons, too. */
export function RecoveryPage({ link, typed, slips }: RecoveryProps) {
  const { school, askedBy } = link;
  return (
    <Layout title="Confirm recovery" school={school}>
      <h1>Does {school.name} need a new Owner?</h1>
      <p class="lead">
        {askedBy} asked for one, because no Owner of the school can sign in any more. Your address
        is where that is confirmed.
      </p>
      <Slips slips={slips} labels={{ postcode: "The school’s postcode" }} />
      <p>
        When you confirm, 72 hours begin in which any Owner can stop it by signing in. If none does,
        a link to become Owner comes to this address of yours.
      </p>
      <form method="post" class="grid">
        <Field
          name="postcode"
          label="The school’s postcode"
          value={typed}
          slip={slips.postcode}
          isFirst={Boolean(slips.postcode)}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck="false"
          maxlength={20}
          hint="This shows us that you know the school."
        />
        <div class="act">
          <button type="submit">Yes, start recovery</button>
          <p class="quiet">
            Not right? Close this page: nothing happens unless you confirm. And tell somebody at the
            school.
          </p>
        </div>
      </form>
    </Layout>
  );
}

export function ConfirmedRecoveryPage({
  link: { school },
  now,
}: {
  link: OpenedRecovery;
  now: number;
}) {
  return (
    <Layout title="Confirmed" school={school}>
      <h1>Thank you, it is confirmed</h1>
      <p class="lead">
        If no Owner signs in before {moment(now + stopTime, school.timeZone)}, a mail with a link to
        become Owner comes to your address then.
      </p>
      <p>You need do nothing until then. The school’s Admins can see how far it is.</p>
    </Layout>
  );
}

type End = Exclude<RecoveryStatus, "asked">;

/** A genuine link that opens nothing any more. */
export function EndedRecoveryPage({
  link: { school, recovery },
  end,
}: {
  link: OpenedRecovery;
  end: End;
}) {
  const { pill, title, text } = ends[end];
  const due =
    end === "confirmed" && recovery.dueAt !== null ? moment(recovery.dueAt, school.timeZone) : null;
  return (
    <Layout title={title} school={school}>
      <p class="pill ended">{pill}</p>
      <h1>{title}</h1>
      <p class="lead">{text}</p>
      {due && <p>If no Owner signs in, the link to become Owner is mailed on {due}.</p>}
      <p>
        <a class="button quiet" href="/sign-in">
          Sign in
        </a>
      </p>
      <Contact school={school} />
      <p class="foot">
        <a href={helpAt("no-owner")}>What recovery is</a>
      </p>
    </Layout>
  );
}

const ends: Record<End, { pill: string; title: string; text: string }> = {
  confirmed: {
    pill: "Confirmed",
    title: "This is confirmed already",
    text: "It takes one confirmation. The link to become Owner goes to the address that confirmed.",
  },
  granted: {
    pill: "Done",
    title: "The new Owner has been mailed",
    text: "The link to become Owner has gone to the address that confirmed. Look for that mail, in Junk too.",
  },
  cancelled: {
    pill: "Cancelled",
    title: "An Owner has stopped this",
    text: "An Owner of the school can sign in after all, so no new one is needed. If you doubt it, ask at the school.",
  },
  lapsed: {
    pill: "Expired",
    title: "This link has expired",
    text: "It worked for 72 hours. If the school still has no Owner who can sign in, an Admin there can ask again.",
  },
};
