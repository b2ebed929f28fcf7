import { Layout, type PageSchool } from "../pages/layout.tsx";

interface StopProps {
  school: PageSchool;
}

/** Where the link under a digest leads. */
export function StopDigestPage({ school }: StopProps) {
  return (
    <Layout title="Stop the daily digest" school={school}>
      <h1>No more digests of {school.name}?</h1>
      <p class="lead">
        You are mailed in the morning when invites have expired, bounced, or were asked for.
      </p>
      <form method="post">
        <div class="act">
          <button type="submit">Stop the digest</button>
        </div>
      </form>
    </Layout>
  );
}

export function DigestStoppedPage({ school }: StopProps) {
  return (
    <Layout title="The digest is stopped" school={school}>
      <h1>You get no more digests of {school.name}</h1>
      <p class="lead">In Staffroom, under Settings, you can turn it on again.</p>
      <p>
        <a class="button quiet" href="/sign-in">
          Sign in
        </a>
      </p>
    </Layout>
  );
}
