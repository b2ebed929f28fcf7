import { Navigate, Route, Router, useParams } from "@solidjs/router";
import {
  createResource,
  ErrorBoundary,
  lazy,
  Match,
  type ParentProps,
  Show,
  Suspense,
  Switch,
} from "solid-js";
import { can } from "#domain/roles";
import { InvitesPage } from "./invites/page.tsx";
import { sentenceOf } from "./replica/api.ts";
import { forget, keptSession } from "./replica/own-device.ts";
import { usePlace } from "./replica/school.ts";
import { createSession, SessionContext, useSession } from "./replica/session.ts";
import { HomePage } from "./shell/home.tsx";
import { SchoolPage } from "./shell/school-page.tsx";
import { Waiting } from "./ui/skeleton.tsx";
import { Trouble } from "./ui/trouble.tsx";

const loadUsers = () => import("./users/page.tsx");
const UsersPage = lazy(loadUsers);
const ActivityPage = lazy(() => import("./activity/page.tsx"));
const AccessPage = lazy(() => import("./access/page.tsx"));
const AccountPage = lazy(() => import("./account/page.tsx"));

/** The dashboard, from its addresses down. */
export function App() {
  return (
    <Router root={Root}>
      <Route path="/" component={FirstSchool} />
      <Route path="/s/:school" component={Around}>
        <Route path="/invites" component={Invites} />
        <Route path="/users/:user?" component={Users} preload={() => void loadUsers()} />
        <Route path="/activity" component={Activity} />
        <Route path="/access" component={Access} />
        <Route path="/account" component={Account} />
        <Route path="/*" component={Landing} />
      </Route>
      <Route path="/*" component={FirstSchool} />
    </Router>
  );
}

function Root(props: ParentProps) {
  return (
    <SessionContext.Provider value={createSession()}>
      <ErrorBoundary fallback={(error) => <Broken error={error} />}>{props.children}</ErrorBoundary>
    </SessionContext.Provider>
  );
}

/** What was kept may be what broke it: the next try starts without. */
function Broken(props: { error: unknown }) {
  void forget();
  return <Trouble detail={sentenceOf(props.error)} retry={() => location.reload()} />;
}

/** Another school is another replica: nothing of one is kept for the other. */
function Around(props: ParentProps) {
  const params = useParams<{ school: string }>();
  return (
    <Show when={params.school} keyed>
      {(id) => <SchoolPage id={id}>{props.children}</SchoolPage>}
    </Show>
  );
}

/** Leads to the school one belongs to. */
function FirstSchool() {
  const session = useSession();
  const [answer, { refetch }] = createResource(async () => (await keptSession()) ?? session.load());
  return (
    <Switch>
      <Match when={answer.error}>
        {(error) => <Trouble detail={sentenceOf(error())} retry={() => void refetch()} />}
      </Match>
      <Match when={answer()?.memberships[0]}>
        {(seat) => <Navigate href={`/s/${seat().schoolId}`} />}
      </Match>
      <Match when={answer()}>
        <Trouble
          title="No school yet"
          detail="Your account belongs to no school at present. Ask your school to invite you."
          retry={() => void session.signOut()}
          retryLabel="Sign out"
        />
      </Match>
    </Switch>
  );
}

/** Owners and Admins start with the invites, everybody else at a home of their own. */
function Landing() {
  const { me, school } = usePlace();
  return (
    <Show when={can(me.role, "seeInvites")} fallback={<HomePage />}>
      <Navigate href={`/s/${school.id}/invites`} />
    </Show>
  );
}

function Invites() {
  const { me, school } = usePlace();
  return (
    <Show when={can(me.role, "seeInvites")} fallback={<Navigate href={`/s/${school.id}`} />}>
      <InvitesPage />
    </Show>
  );
}

function Users() {
  const { me, school } = usePlace();
  return (
    <Show when={can(me.role, "manageUsers")} fallback={<Navigate href={`/s/${school.id}`} />}>
      <Suspense fallback={<Waiting title="Users" />}>
        <UsersPage />
      </Suspense>
    </Show>
  );
}

function Activity() {
  const { me, school } = usePlace();
  return (
    <Show when={can(me.role, "seeActivity")} fallback={<Navigate href={`/s/${school.id}`} />}>
      <Suspense fallback={<Waiting title="Activity" />}>
        <ActivityPage />
      </Suspense>
    </Show>
  );
}

function Account() {
  return (
    <Suspense fallback={<Waiting title="My account" />}>
      <AccountPage />
    </Suspense>
  );
}

function Access() {
  const { me, school } = usePlace();
  return (
    <Show when={can(me.role, "seeRecovery")} fallback={<Navigate href={`/s/${school.id}`} />}>
      <Suspense fallback={<Waiting title="Access" />}>
        <AccessPage />
      </Suspense>
    </Show>
  );
}
