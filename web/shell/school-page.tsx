import { useNavigate } from "@solidjs/router";
import {
  createEffect,
  createSignal,
  getOwner,
  Match,
  on,
  onCleanup,
  type ParentProps,
  runWithOwner,
  Switch,
} from "solid-js";
import type { Event } from "#domain/events";
import { fullName } from "#domain/names";
import { can, isAtLeast, type Role } from "#domain/roles";
import { createNews } from "../actions/news.ts";
import { AnnouncedContext } from "../actions/noun.ts";
import { dialogs, nouns, pages } from "../nouns.ts";
import { type Place, PlaceContext } from "../place.ts";
import { createPresence } from "../presence/presence.ts";
import { PresenceContext } from "../presence/use-presence.ts";
import { isAnswer, isRefusal, isSentAway, noteLeft, sentenceOf } from "../replica/api.ts";
import { pause, retryDelayMs } from "../replica/backoff.ts";
import { createConnection } from "../replica/connection.ts";
import { onClockJump } from "../replica/device/device-clock.ts";
import { forget } from "../replica/device/device-mark.ts";
import { type Kept, savedReplicaOf } from "../replica/device/own-device.ts";
import type { Following } from "../replica/device/saved-replica.ts";
import { createMailService } from "../replica/mail-service.ts";
import { contact } from "../replica/network/contact.ts";
import { isOutgrown } from "../replica/outgrown.ts";
import { createSchool } from "../replica/school.ts";
import { sourceOf } from "../replica/school-api.ts";
import { onServerTime } from "../replica/server-time.ts";
import { type SessionAnswer, useSession } from "../replica/session.ts";
import { noteUse } from "../replica/use.ts";
import { note } from "../ui/notes.tsx";
import { Trouble } from "../ui/trouble.tsx";
import { Shell } from "./frame.tsx";
import { isInView } from "./in-view.ts";
import { Skeleton } from "./skeleton.tsx";

/** One school's pages, around a replica that is kept up to date while they are open. */
export function SchoolPage(props: ParentProps<{ id: string }>) {
  const session = useSession();
  const navigate = useNavigate();
  const owner = getOwner();
  const school = createSchool(props.id, sourceOf(props.id));
  const [stage, setStage] = createSignal<"loading" | "ready" | "failed">("loading");
  const [failure, setFailure] = createSignal("");
  const [live, setLive] = createSignal<ReturnType<typeof createConnection> | null>(null);
  /** One's role as of the rows that are there. */
  const [roleShown, setRoleShown] = createSignal<Role | null>(null);
  const roleNow = (): Role => session.membership(props.id)?.role ?? "viewer";
  const myId = () => session.answer()?.user.id ?? "";
  const presence = createPresence(myId, live);
  const place: Place = {
    school,
    mail: createMailService(props.id),
    pages,
    liveness: () => live()?.liveness() ?? "reconnecting",
    followAgain: () => live()?.followAgain(),
    me: {
      get id() {
        return myId();
      },
      get name() {
        const user = session.answer()?.user;
        return user ? fullName(user) : "";
      },
      get role() {
        // Whoever is promoted sees no empty pages until their rows have come; whoever sees less now sees less at once.
        const [shown, now] = [roleShown(), roleNow()];
        return shown && isAtLeast(now, shown) ? shown : now;
      },
    },
  };
  let saved: Following | null = null;
  /** What was kept, found only after the page had begun without it. */
  let late: Kept | null = null;
  let isOpen = true;
  onCleanup(() => {
    isOpen = false;
  });
  noteUse();
  onCleanup(onServerTime(school.clock.heard));
  // Any answer brings the time.
  onCleanup(onClockJump(() => void checkStanding().catch(() => undefined)));
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
          <PresenceContext.Provider value={presence}>
            <AnnouncedContext.Provider value={{ nouns, dialogs }}>
              <Shell>{props.children}</Shell>
            </AnnouncedContext.Provider>
          </PresenceContext.Provider>
        </PlaceContext.Provider>
      </Match>
    </Switch>
  );

  async function open(): Promise<void> {
    setStage("loading");
    const kept = late ?? (await savedReplicaOf(props.id, keepAfterAll));
    if (!isOpen || beginWith(kept)) return;
    try {
      await Promise.all([session.answer() ?? session.load(), school.load()]);
      if (!isOpen) return;
      contact.heard();
      saved?.renewed();
      runWithOwner(owner, start);
      fillFeed();
    } catch (error) {
      if (isOpen && (isAnswer(error) || !beginWith(late))) fail(error);
    }
  }

  /** Begins with what was kept, if anything was, and says whether. */
  function beginWith(kept: Kept | null): boolean {
    const known = kept && resume(kept);
    if (!known) return false;
    runWithOwner(owner, start);
    void confirm(known);
    return true;
  }

  /** What keeps the school was long in coming: it does so from now on, and where nobody has answered, its state is shown. */
  function keepAfterAll(kept: Kept): void {
    if (!isOpen) return;
    late = kept;
    saved ??= kept.follow(school, session.answer);
    if (stage() === "ready") saved.renewed();
    if (stage() === "failed") beginWith(kept);
  }

  /** Becomes what was kept, and gives whose session that was. What another version of the page kept, or a disk has spoilt, is dropped. */
  function resume({ known, follow }: Kept): SessionAnswer | null {
    try {
      saved ??= follow(school, session.answer);
      if (!known) return null;
      school.restore(known.state);
      session.restore(known.session);
      contact.stood(known.asOf);
      contact.expect();
      return known.session;
    } catch {
      void forget();
      return null;
    }
  }

  /** What was kept is shown before anybody was asked whether it may be: that is asked now, until there is an answer. */
  async function confirm(known: SessionAnswer): Promise<void> {
    for (let tries = 0; isOpen && !isSentAway(); tries++) {
      try {
        if (await checkStanding()) await ((isSameSeat(known) && !isOutgrown(school)) || renew());
        return;
      } catch {
        await pause(retryDelayMs(tries));
      }
    }
  }

  function isSameSeat({ user, memberships }: SessionAnswer): boolean {
    return (
      user.id === place.me.id &&
      memberships.some(({ schoolId, role }) => schoolId === props.id && role === roleNow())
    );
  }

  /** Starts over from a snapshot. Throws a `Problem`. */
  async function renew(): Promise<void> {
    await school.load();
    setRoleShown(roleNow());
    saved?.renewed();
    fillFeed();
  }

  /** The feed is a courtesy: without it the page works all the same. */
  function fillFeed(): void {
    school.loadFeed(place.me.role).then(
      () => saved?.confirmed(),
      () => undefined,
    );
  }

  function start(): void {
    setRoleShown(roleNow());
    setStage("ready");
    if (can(place.me.role, "seeInvites")) {
      void place.mail.look();
      school.onHeard(place.mail.hear);
    }
    createEffect(on(session.answer, () => saved?.confirmed()));
    school.onHeard(createNews(nouns, place, (event) => isInView(nouns, event, place)));
    // The browser may take two seconds to call a socket closed, and there may be none; the fact itself is here at once.
    school.onHeard((events) => events.some(isAboutMyStanding) && void stand());
    const connection = createConnection(`/api/schools/${props.id}/room`, {
      heard: school.heard,
      hear: school.hear,
      catchUp: school.catchUp,
      restart: renew,
      setClock: school.clock.setServerTime,
      checkStanding,
      me: myId,
      isShown: () => can(place.me.role, "seeInvites"),
    });
    setLive(connection);
  }

  function isAboutMyStanding(event: Event): boolean {
    if (!("user" in event) || event.user.id !== place.me.id) return false;
    const isEnd = event.kind === "user.deactivated";
    if (isEnd) noteLeft();
    return isEnd || (place.liveness() === "polling" && event.user.role !== roleNow());
  }

  /** Who has another role sees other rows. A room says so by closing its socket. */
  async function stand(): Promise<void> {
    const role = roleNow();
    if ((await checkStanding().catch(() => false)) && roleNow() !== role)
      await renew().catch(() => undefined);
  }

  function fail(error: unknown): void {
    if (isRefusal(error, "not_found")) leave();
    // The page is being left.
    if (isRefusal(error, "not_found", "signed_out", "password_change_required")) return;
    setFailure(sentenceOf(error));
    setStage("failed");
  }

  async function checkStanding(): Promise<boolean> {
    await session.load();
    if (session.membership(props.id)) return true;
    leave();
    return false;
  }

  function leave(): void {
    const name = school.school()?.name;
    note({
      text: name ? `You no longer belong to ${name}.` : "You do not belong to that school.",
      detail: "If that is a mistake, ask an Owner or Admin there.",
    });
    void forget();
    navigate("/", { replace: true });
  }
}
