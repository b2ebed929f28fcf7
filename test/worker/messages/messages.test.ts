import { beforeEach, describe, expect, it, vi } from "vitest";
import { longestMessage, type PublicMessage, partsOf, stands } from "#domain/messages";
import { historyIsWhole } from "../../history.ts";
import { type Cast, cast, type Somebody } from "../../people.ts";

let people: Cast;
beforeEach(async () => {
  vi.useRealTimers();
  people = await cast();
});

const sets = (by: Somebody, body: object) => by.call("PUT", "/message", body);

async function messageSeenBy(reader: Somebody): Promise<PublicMessage | null> {
  const answer = (await (await reader.get("/snapshot")).json()) as { messages: PublicMessage[] };
  return answer.messages[0] ?? null;
}

describe("the message of the day [S3]", () => {
  it("is set by Tom, read by everybody at the school and by nobody of another, changed by Priya, and taken down", async () => {
    const { tom, priya, lena, rene, ngozi } = people;
    const answer = await sets(tom, { text: "  INSET day on Friday.\r\nHall, 9:00 " });
    expect(answer.status).toBe(200);
    const { message } = (await answer.json()) as { message: PublicMessage };
    expect(message).toMatchObject({
      text: "INSET day on Friday.\nHall, 9:00",
      by: { id: tom.id, name: "Tom Mills" },
      until: null,
    });
    for (const reader of [priya, lena, rene]) expect(await messageSeenBy(reader)).toEqual(message);
    expect(await messageSeenBy(ngozi)).toBe(null);

    const changed = await sets(priya, { text: "Hall, 9:30" });
    expect(await messageSeenBy(lena)).toMatchObject({ text: "Hall, 9:30", id: message.id });
    expect(((await changed.json()) as { message: PublicMessage }).message.version).toBe(2);

    expect((await tom.call("DELETE", "/message")).status).toBe(204);
    expect(await messageSeenBy(lena)).toBe(null);
    // Taking down what is down is no event.
    expect((await tom.call("DELETE", "/message")).status).toBe(204);
    const { events } = (await (await lena.get("/events?since=0")).json()) as {
      events: { kind: string; message: PublicMessage }[];
    };
    expect(events.map(({ kind }) => kind)).toEqual([
      "message.set",
      "message.set",
      "message.removed",
    ]);
    expect(events.at(-1)?.message.text).toBe(null);
    await historyIsWhole(people.priya);
  });

  it("is not for Lena, Rene or Ngozi to set or take down", async () => {
    const { tom, lena, rene, ngozi, oakfield } = people;
    await sets(tom, { text: "Fire drill at 11" });
    for (const outsider of [lena, rene]) {
      expect((await sets(outsider, { text: "No school today" })).status).toBe(403);
      expect((await outsider.call("DELETE", "/message")).status).toBe(403);
    }
    const path = `/api/schools/${oakfield}/message`;
    const body = JSON.stringify({ text: "No school today" });
    const headers = { "Content-Type": "application/json" };
    expect((await ngozi.ask(path, { method: "PUT", body, headers })).status).toBe(404);
    expect((await ngozi.ask(path, { method: "DELETE" })).status).toBe(404);
    expect((await messageSeenBy(lena))?.text).toBe("Fire drill at 11");
  });

  it("is refused in words when it is empty, too long, hidden or over before it begins, and nothing is lost", async () => {
    const { tom } = people;
    await sets(tom, { text: "x".repeat(longestMessage) });
    const refused: [object, string][] = [
      [{ text: " \n " }, "text"],
      [{ text: "x".repeat(longestMessage + 1) }, "text"],
      [{ text: "x".repeat(900_000) }, "text"],
      [{ text: "a\u202eb" }, "text"],
      [{}, "text"],
      [{ text: "Now", until: "2020-01-01T00:00:00Z" }, "until"],
      [{ text: "Now", until: "tomorrow" }, "until"],
    ];
    for (const [body, field] of refused) {
      const answer = await sets(tom, body);
      expect(answer.status, JSON.stringify(body).slice(0, 60)).toBe(422);
      expect(Object.keys(((await answer.json()) as { fields: object }).fields)).toEqual([field]);
    }
    expect((await messageSeenBy(tom))?.text).toHaveLength(longestMessage);
  });

  it("set by Tom and Priya at once is one of theirs, each told, whether it is the first or not", async () => {
    const { tom, priya } = people;
    for (const round of [1, 2, 3]) {
      const answers = await Promise.all(
        [tom, priya, tom, priya].map((by, i) => sets(by, { text: `Round ${round}, ${i}` })),
      );
      expect(answers.filter(({ status }) => status !== 200 && status !== 503)).toEqual([]);
      expect(answers.some(({ status }) => status === 200)).toBe(true);
      expect((await messageSeenBy(tom))?.text).toMatch(new RegExp(`^Round ${round}`));
    }
    await historyIsWhole(people.priya);
  });

  it("ends by itself when its time is over", () => {
    const until = "2026-11-27T16:00:00.000Z";
    const end = Date.parse(until);
    expect([stands({ text: "x", until }, end - 1), stands({ text: "x", until }, end)]).toEqual([
      true,
      false,
    ]);
    expect(stands({ text: "x", until: null }, end)).toBe(true);
  });

  it("makes links of web addresses and of nothing else", () => {
    const links = (text: string) =>
      partsOf(text)
        .filter(({ isLink }) => isLink)
        .map((part) => part.text);
    expect(links("See https://oakfield.example/inset?day=1, or (http://a.example/b).")).toEqual([
      "https://oakfield.example/inset?day=1",
      "http://a.example/b",
    ]);
    for (const text of ["javascript:alert(1)", "data:text/html,x", "//a.example", "www.a.example"])
      expect(links(text)).toEqual([]);
    const text = "a https://b.example c https://d.example";
    expect(
      partsOf(text)
        .map((part) => part.text)
        .join(""),
    ).toBe(text);
  });
});
