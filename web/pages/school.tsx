import { useNavigate } from "@solidjs/router";
import { createSignal, getOwner, Match, onCleanup, type ParentProps, runWithOwner, Switch } from "solid-js";
import type { Event } from "#domain/events";
import { fullName } from "#domain/names";
import { Problem, sentenceOf } from "../api.ts";
import { Shell } from "../components/shell.tsx";
import { Skeleton } from "../components/skeleton.tsx";
import { Trouble } from "../components/trouble.tsx";
import { createLive, type Liveness } from "../live.ts";
import { createSchool, type Place, PlaceContext } from "../stores/school.ts";
import { useSession } from "../stores/session.ts";
import { createTelling } from "../stores/telling.ts";

/** One school's pages, around a replica that is kept up to date while they are open. */
export function SchoolPage(props: ParentProps<{ id: string }>) {
  const session = useSession();
  const navigate = useNavigate();
  const owner = getOwner();
  const school = createSchool(props.id);
  const [stage, setStage] = createSignal<"loading" | "ready" | "failed">("loading");
  const [failure, setFailure] = createSignal("");
  const [liveness, setLiveness] = createSignal<() => Liveness>(() => "reconnecting");
  const place: Place = {
    school,
    liveness: () => liveness()(),
    me: {
      get id() {
        return session.answer()?.user.id ?? "";
      },
      get name() {
        const user = session.answer()?.user;
        return user ? fullName(user) : "";
      },
      get role() {
        return session.membership(props.id)?.role ?? "viewer";
      },
    },
  };
  let isOpen = true;
  onCleanup(() => {
    isOpen = false;
  });
  void open();

  return (
    <Switch>
      <Match when={stage() === "loading"}>
        <Skeleton />
      </Match>
      <Match when={stage() === "failed"}>
        <Trouble detail={failure()} retry={() => void open()} />
      </Match>
      <Match when={stage() === "ready"}>
        <PlaceContext.Provider value={place}>
          <Shell>{props.children}</Shell>
        </PlaceContext.Provider>
      </Match>
    </Switch>
  );

  async function open(): Promise<void> {
    setStage("loading");
    try {
      await Promise.all([session.answer() ?? session.load(), school.load()]);
      if (isOpen) runWithOwner(owner, start);
    } catch (error) {
      if (isOpen) fail(error);
    }
  }

  function start(): void {
    setStage("ready");
    const tell = createTelling(place);
    school.onHeard((events: Event[]) => tell(events));
    // The browser may take two seconds to call a socket closed; the fact itself is here at once.
    school.onHeard((events) => events.some(isMyEnd) && void checkStanding().catch(() => undefined));
    // The feed is a courtesy: without it the page works all the same.
    school.loadFeed(place.me.role).catch(() => undefined);
    const live = createLive(`/api/schools/${props.id}/room`, {
      heard: school.heard,
      hear: school.hear,
      catchUp: school.catchUp,
      restart: school.load,
      setClock: school.clock.setServerTime,
      checkStanding,
    });
    setLiveness(() => live.liveness);
  }

  function isMyEnd(event: Event): boolean {
    return event.kind === "user.deactivated" && event.user.id === place.me.id;
  }

  function fail(error: unknown): void {
    const code = error instanceof Problem ? error.code : null;
    if (code === "not_found") navigate("/", { replace: true });
    if (code === "not_found" || code === "signed_out" || code === "password_change_required") return;
    setFailure(sentenceOf(error));
    setStage("failed");
  }

  async function checkStanding(): Promise<boolean> {
    await session.load();
    if (session.membership(props.id)) return true;
    navigate("/", { replace: true });
    return false;
  }
}
