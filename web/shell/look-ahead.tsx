import type { Component } from "solid-js";
import { can } from "#domain/roles";
import { InvitesGlance } from "../invites/glance.tsx";
import { MessageBanner } from "../messages/banner.tsx";
import { GlanceFrame } from "../ui/glance/frame.tsx";
import { showGlance } from "../ui/glance/glance.ts";
import { createRowPlace, type Known } from "../ui/glance/row-place.ts";

type View = Component<{ known: Known; params: Record<string, string> }>;

/** Lists that can be seen before their page is there. */
const views: Partial<Record<string, View>> = { invites: InvitesGlance };

/** What an address may ask of a list, and a glance can do. */
const doable = ["show", "q", "sort"];

/** A page that is there within so long after it was asked for needs no glance, milliseconds. */
const soon = 400;

/** Shows the first rows of a list as soon as they are here, while the code of its page is on its way. */
export async function lookAhead(): Promise<void> {
  const { pathname, search } = location;
  const [, , id = "", page = "", row] = pathname.split("/");
  const View = Object.hasOwn(views, page) ? views[page] : undefined;
  const params = Object.fromEntries(new URLSearchParams(search));
  if (!View || row || !Object.keys(params).every((name) => doable.includes(name))) return;
  const known = await knownEarly(id);
  if (!known || !maySee(known)) return;
  await new Promise((resolve) => setTimeout(resolve, soon - performance.now()));
  showGlance(pathname, () => (
    <GlanceFrame place={createRowPlace(known)}>
      <MessageBanner />
      <View known={known} params={params} />
    </GlanceFrame>
  ));
}

/** What `early.js` has asked for; null where it has not, or was refused. */
async function knownEarly(id: string): Promise<Known | null> {
  const [session, snapshot] = await Promise.all(
    ["/api/session", `/api/schools/${id}/snapshot`].map(async (path) => {
      const answer = await globalThis.early?.[path]?.answer;
      // The page reads the same answer when it is there.
      return answer?.ok ? answer.clone() : null;
    }),
  );
  if (!session || !snapshot) return null;
  return {
    id,
    session: await session.json(),
    snapshot: await snapshot.json(),
    serverTime: Number(snapshot.headers.get("X-Now")),
  };
}

function maySee({ id, session }: Known): boolean {
  const seat = session.memberships.find(({ schoolId }) => schoolId === id);
  return seat !== undefined && can(seat.role, "seeInvites");
}
