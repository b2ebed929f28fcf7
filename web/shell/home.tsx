import { A } from "@solidjs/router";
import { Show } from "solid-js";
import type { Role } from "#domain/roles";
import { usePlace } from "../place.ts";
import { useSession } from "../replica/session.ts";
import { HelpLink } from "../ui/help-link.tsx";
import { usePageTitle } from "../ui/page-title.ts";
import { PageTop } from "../ui/page-top.tsx";
import { lateDialog } from "../ui/waiting/late.tsx";
import { Directory } from "../users/directory/directory.tsx";
import { WhoCanHelp } from "./who-can-help.tsx";

const MyGroups = lateDialog(() => import("../groups/my-groups.tsx"));

const abilities: Record<Role, string> = {
  viewer:
    "As a Viewer you see your school and your own account. Admins of your school look after accounts and invites.",
  editor:
    "As an Editor you see your school and your own account, and change who is in your groups. Admins of your school look after accounts and invites.",
  admin: "As an Admin you invite colleagues and look after their accounts.",
  owner: "As an Owner you may do everything here.",
};

/** Where Editors and Viewers arrive: their colleagues, their groups and their account [U6]. */
export default function HomePage() {
  const { me, school } = usePlace();
  const session = useSession();
  usePageTitle(() => "Home");
  const user = () => session.answer()?.user;
  return (
    <div class="home">
      <PageTop title={`Hello, ${user()?.givenName ?? ""}`} />
      <p class="home-lead">
        {abilities[me.role]} <HelpLink to="who-can-what">Who can do what?</HelpLink>
      </p>
      <p class="home-ways alone">
        <a href="#home-groups">My groups</a>
      </p>
      <div class="home-parts">
        <Directory />
        <div class="home-cards">
          <MyGroups close={() => undefined} />
          <section class="card" aria-labelledby="home-account">
            <h2 id="home-account">Your account</h2>
            <dl class="details">
              <Detail label="Name" value={me.name} />
              <Detail label="Username" value={user()?.username} isFixed />
              <Detail
                label="E-mail"
                value={user()?.email ?? "None"}
                isFixed={Boolean(user()?.email)}
              />
            </dl>
            <div class="home-buttons">
              <A class="button" href={`/s/${school.id}/account`}>
                My account
              </A>
              <button type="button" class="button" onClick={() => void session.signOut()}>
                Sign out
              </button>
            </div>
          </section>
          <WhoCanHelp />
        </div>
      </div>
    </div>
  );
}

/** What is fixed is never translated. */
function Detail(props: { label: string; value: string | undefined; isFixed?: boolean }) {
  return (
    <Show when={props.value}>
      <div>
        <dt>{props.label}</dt>
        <dd translate={props.isFixed ? "no" : undefined}>{props.value}</dd>
      </div>
    </Show>
  );
}
