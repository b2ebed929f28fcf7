import script from "../../../web/sign-in/sign-in.ts?worker&url";
import { Field, loginInput } from "../../pages/field.tsx";
import { Layout } from "../../pages/layout.tsx";
import { OwnDevice } from "../../pages/own-device.tsx";
import { Problem } from "../../pages/slips.tsx";
import type { OpenedLink } from "../open-link.ts";
import { Invitation, LinkLife } from "./invitation.tsx";

export interface OfferProps {
  link: OpenedLink;
  now: number;
  username: string;
  problem: string | null;
  isOwnDevice?: boolean;
}

/** For somebody whose address has an account already: signing in with it adds the school. Where else it belongs is not said. */
export function OfferPage({ link, now, username, problem, isOwnDevice }: OfferProps) {
  const school = link.school.name;
  return (
    <Layout title={`Join ${school}`} school={link.school} script={script}>
      <LinkLife link={link} now={now} />
      <h1>Join {school}</h1>
      <Invitation link={link} />
      <p>
        This address already has a Staffroom account. Sign in with it and {school} is added; your
        username, your password and all else stay as they are.
      </p>
      <Problem text={problem} />
      <form method="post" class="grid" data-in-turn>
        <Field {...loginInput} value={username} isFirst={problem !== null} />
        <Field name="password" label="Password" type="password" autocomplete="current-password" />
        <OwnDevice isTicked={isOwnDevice} />
        <div class="act">
          <button type="submit">Sign in and join</button>
          <p class="quiet">
            <a href="/forgotten">Forgotten your password?</a> Not you? Nothing happens until you
            press the button.
          </p>
        </div>
      </form>
    </Layout>
  );
}
