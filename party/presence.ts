import { can, type Role } from "#domain/roles";
import { heartbeat, type Presence, type Present, Whereabouts } from "./protocol.ts";

/** Where a window last said it is. */
export interface Place {
  view: string;
  focus: string | null;
  editing: boolean;
  /** When it said so, epoch milliseconds. */
  at: number;
}

/** A window of somebody's, as far as presence goes. */
export interface Window {
  userId: string;
  name: string;
  role: Role;
  /** Null while it is not looked at. */
  place: Place | null;
  /** When it last said anything, if only `ping`; epoch milliseconds. */
  heardAt: number;
}

/** Changes are told together, at most this often. */
const showEveryMs = 250;

/** Who sees the others, and is seen [C1]. */
export function isSeen(role: Role): boolean {
  return can(role, "seeInvites");
}

/** Reads what a client sent; null when it is not about where somebody is. */
export function readWhereabouts(message: unknown): Whereabouts | null {
  if (typeof message !== "string" || !message.startsWith("{")) return null;
  try {
    const read = Whereabouts.safeParse(JSON.parse(message));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

/**
 * Everybody who is looking: of several windows of one person the one that spoke last. A window that has been silent
 * for longer than a heartbeat allows counts as shut, though its socket may linger.
 */
export function whoIsHere(windows: readonly Window[], now: number): Present[] {
  const latest = new Map<string, Window & { place: Place }>();
  for (const window of windows) {
    const { place, role, heardAt, userId } = window;
    if (!place || !isSeen(role) || now - heardAt > heartbeat.lapseMs) continue;
    const other = latest.get(userId);
    if (!other || other.place.at <= place.at) latest.set(userId, { ...window, place });
  }
  return [...latest.values()]
    .map(({ userId, name, place: { view, focus, editing } }) => ({
      userId,
      name,
      view,
      focus,
      editing,
    }))
    .sort(
      (one, other) => one.name.localeCompare(other.name) || one.userId.localeCompare(other.userId),
    );
}

/** The room as presence needs it. */
interface Around {
  windows(): Window[];
  /** Sends a frame to everybody who sees the others. */
  tell(frame: string): void;
}

/**
 * Keeps everybody told who is where. What it holds is in memory alone: a room that slept says it anew.
 */
export function createPresence(around: Around) {
  let shown = "";
  let nextShowing: ReturnType<typeof setTimeout> | null = null;
  let nextCount: ReturnType<typeof setTimeout> | null = null;

  return { people, greet, showSoon };

  /** Who is here, for somebody who has just come. Others may have been told something else last, so all are told anew. */
  function greet(): Present[] {
    shown = "";
    return people();
  }

  function people(): Present[] {
    return whoIsHere(around.windows(), Date.now());
  }

  /** Tells who is where, a little later, so that much at once is told once. */
  function showSoon(): void {
    if (nextShowing !== null) return;
    nextShowing = setTimeout(() => {
      nextShowing = null;
      show();
    }, showEveryMs);
  }

  function show(): void {
    const here = people();
    const frame = JSON.stringify({ type: "presence", people: here } satisfies Presence);
    if (frame !== shown) around.tell(frame);
    shown = frame;
    // A laptop that was shut says nothing. While somebody else is there to see it, the silent are counted out.
    if (here.length < 2 || nextCount !== null) return;
    nextCount = setTimeout(() => {
      nextCount = null;
      show();
    }, heartbeat.lapseMs / 2);
  }
}
