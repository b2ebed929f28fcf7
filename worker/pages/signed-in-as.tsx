import type { Child } from "hono/jsx";
import { fullName } from "#domain/names";
import type { Me } from "../accounts/me.ts";
import { Layout, type PageSchool } from "./layout.tsx";

export interface SignedInAsProps {
  me: Me;
  /** Whose link it is, as a sentence. */
  whose: Child;
  school?: PageSchool;
  /** What was typed before it was known who is signed in, to be shown again. */
  kept?: Record<string, string>;
}

/** A link was opened where somebody is signed in whom it is not for: nothing is done before they have signed out [I17]. */
export function SignedInAsPage({ me, whose, school, kept = {} }: SignedInAsProps) {
  return (
    <Layout title="Somebody is signed in here" school={school ?? null}>
      <h1>You are signed in as {fullName(me)}</h1>
      <p class="lead">{whose}</p>
      <p>
        If it is for you, sign out first: the page then opens. If it is for somebody else, leave it
        to them; nothing has happened to it.
      </p>
      <form method="post">
        {Object.entries(kept).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <div class="act">
          <button type="submit" name="signOut" value="yes">
            Sign out and go on
          </button>
          <p class="quiet">
            Or <a href="/">go to Staffroom as {fullName(me)}</a>.
          </p>
        </div>
      </form>
    </Layout>
  );
}
