import { Navigate, Route, Router, useParams } from "@solidjs/router";
import {
  type Component,
  createResource,
  ErrorBoundary,
  Match,
  type ParentProps,
  Show,
  Switch,
} from "solid-js";
import { type Ability, can } from "#domain/roles";
import { pages } from "./nouns.ts";
import { usePlace } from "./place.ts";
import { sentenceOf } from "./replica/api.ts";
import { isBrokenAgain } from "./replica/broken.ts";
import { forget } from "./replica/device/device-mark.ts";
import { savedSession } from "./replica/device/own-device.ts";
import { createSession, SessionContext, useSession } from "./replica/session.ts";
import { SchoolPage } from "./shell/school-page.tsx";
import { Skeleton } from "./shell/skeleton.tsx";
import { Notes, note } from "./ui/notes.tsx";
import { Trouble } from "./ui/trouble.tsx";
import { latePage } from "./ui/waiting/late.tsx";

const NoSuchPage = latePage("No such page", () => import("./shell/no-such-page.tsx"));
const HomePage = latePage("Home", () => import("./shell/home.tsx"));

/** Each page's part of the address leads to it. */
const routes = pages.map((page) => {
  const path = `/${page.path}${page.params ?? ""}`;
  const view = latePage(page.title, page.load);
  const instead = page.path === "" ? HomePage : () => <Elsewhere title={page.title} />;
  return { path, component: only(page.needs, view, instead), preload: view.preload };
});

/** The dashboard, from its addresses down. */
export function App() {
  return (
    <Router root={Root}>
      <Route path="/" component={FirstSchool} />
      <Route path="/s/:school" component={Around}>
        {routes.map((route) => (
          <Route {...route} />
        ))}
        <Route path="/*" component={NoSuchPage} />
      </Route>
      <Route path="/*" component={FirstSchool} />
    </Router>
  );
}

function Root(props: ParentProps) {
  return (
    <SessionContext.Provider value={createSession()}>
      <ErrorBoundary fallback={(error) => <Broken error={error} />}>{props.children}</ErrorBoundary>
      <Notes />
    </SessionContext.Provider>
  );
}

/** What is kept may be what breaks the page, but is given up only when a reload has not mended it. */
function Broken(props: { error: unknown }) {
  if (isBrokenAgain()) void forget();
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
  const [answer, { refetch }] = createResource(
    async () => (await savedSession()) ?? session.load(),
  );
  return (
    <Switch fallback={<Skeleton />}>
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

/** Leads from a page that one may not see to where one starts, and says why. */
function Elsewhere(props: { title: string }) {
  const { school } = usePlace();
  note({ about: "elsewhere", text: `${props.title} is a page for Admins and Owners.` });
  return <Navigate href={`/s/${school.id}`} />;
}

/** A page for those with an ability, and what everybody else is shown instead. */
function only(ability: Ability | null, Page: Component, Instead: Component): Component {
  if (ability === null) return Page;
  return () => {
    const { me } = usePlace();
    return (
      <Show when={can(me.role, ability)} fallback={<Instead />}>
        <Page />
      </Show>
    );
  };
}
