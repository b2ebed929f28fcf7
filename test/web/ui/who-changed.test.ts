import { expect, test } from "vitest";
import type { Event } from "#domain/events";
import { whoChanged } from "../../../web/ui/forms/who-changed.ts";
import { invite } from "../rows.ts";

const event = (seq: number, kind: string, id: string, actor: string | null): Event =>
  ({
    seq,
    kind,
    at: "2026-11-27T12:00:00Z",
    actor: actor && { id: actor.toLowerCase(), name: actor },
    invite: invite({ id }),
  }) as unknown as Event;

test("[C2] a clash names who but oneself changed the row last, and nobody where that is not known", () => {
  const events = [
    event(6, "invite.changed", "joy", "Priya"),
    event(5, "invite.changed", "yusuf", "Ade"),
    event(4, "invite.delivery", "joy", null),
    event(3, "invite.resent", "joy", "Ade"),
    event(2, "invite.changed", "joy", "Tom"),
    event(1, "invite.changed", "joy", "Lena"),
  ];
  expect(whoChanged(events, "joy", "priya")).toBe("Tom");
  expect(whoChanged(events, "joy", "tom")).toBe("Priya");
  expect(whoChanged(events, "gwen", "tom")).toBeNull();
});
