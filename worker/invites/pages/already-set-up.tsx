import { moment } from "../../mail/when.ts";
import { Layout } from "../../pages/layout.tsx";
import type { OpenedLink } from "../open-link.ts";

/** Somebody has opened their own link again, which they have used: no alarm, and the way to where they are going [I17]. */
export function AlreadySetUpPage({ link, isSignedIn }: { link: OpenedLink; isSignedIn: boolean }) {
  const { invite, school } = link;
  const when = moment(invite.acceptedAt ?? invite.sentAt, school.timeZone);
  return (
    <Layout title="You are already set up" school={school}>
      <h1>You are already set up</h1>
      <p class="lead">You used this link on {when}. From now on you sign in with your username.</p>
      <p>
        {isSignedIn ? (
          <a class="button" href={`/s/${school.id}`}>
            Go to {school.name}
          </a>
        ) : (
          <a class="button" href="/sign-in">
            Sign in
          </a>
        )}
      </p>
    </Layout>
  );
}
