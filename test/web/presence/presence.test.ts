import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Present, Whereabouts } from "#party/protocol";
import { invitesPage } from "../../../web/invites/on-page.ts";
import { type Page, pageAt } from "../../../web/page.ts";
import { othersThan, whereaboutsOf } from "../../../web/presence/presence.ts";
import {
  doingsInWords,
  editorsInWords,
  hereInWords,
  placeInWords,
} from "../../../web/presence/words.ts";
import { createPresenceReport, nowhere } from "../../../web/replica/report-presence.ts";
import { usersPage } from "../../../web/users/on-page.ts";

// Icons cannot be drawn outside a browser.
vi.mock("lucide-solid/icons/mail", () => ({ default: null }));
vi.mock("lucide-solid/icons/users", () => ({ default: null }));

const pages = [invitesPage, usersPage] as Page[];

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const on = (focus: string | null, editing = false): Whereabouts => ({
  type: "presence",
  view: "users",
  focus,
  editing,
});

/** A room that hears what Ade's window says, while its socket is well. */
function scene() {
  const heard: { message: Whereabouts; at: number }[] = [];
  const socket = { isOpen: true };
  const presence = createPresenceReport((message) => {
    if (socket.isOpen) heard.push({ message, at: performance.now() });
    return socket.isOpen;
  });
  const last = () => heard.at(-1)?.message;
  return { presence, socket, heard, last };
}

describe("[C1] what Ade's window says of itself", () => {
  test("waits for the greeting, and then is only where he is by now", async () => {
    const { presence, heard } = scene();
    presence.report(on("joy"));
    presence.report(on("lena"));
    await vi.runAllTimersAsync();
    expect(heard).toEqual([]);
    presence.connected();
    await vi.runAllTimersAsync();
    expect(heard.map(({ message }) => message)).toEqual([on("lena")]);
  });

  test("is at most one message a second while he runs through the rows, and the last one always", async () => {
    const { presence, heard, last } = scene();
    presence.connected();
    for (let row = 0; row <= 57; row++) {
      presence.report(on(`row ${row}`));
      await vi.advanceTimersByTimeAsync(90);
    }
    await vi.runAllTimersAsync();
    expect(last()).toEqual(on("row 57"));
    const pauses = heard.slice(1).map(({ at }, i) => at - (heard[i]?.at ?? 0));
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(1_000);
    expect(heard.length).toBeGreaterThan(3);
  });

  test("is nothing when nothing has changed, or when he is back where he was", async () => {
    const { presence, heard } = scene();
    presence.connected();
    presence.report(on("joy", true));
    await vi.runAllTimersAsync();
    presence.report(on("joy", true));
    presence.report(on("joy", false));
    presence.report(on("joy", true));
    await vi.runAllTimersAsync();
    expect(heard).toHaveLength(1);
  });

  test("is said again to a new socket, which knows nothing", async () => {
    const { presence, heard, last } = scene();
    presence.connected();
    presence.report(on("joy"));
    await vi.runAllTimersAsync();
    presence.disconnected();
    presence.report(on("lena"));
    await vi.runAllTimersAsync();
    expect(heard).toHaveLength(1);
    presence.connected();
    await vi.runAllTimersAsync();
    expect(last()).toEqual(on("lena"));
  });

  test("is said again after a greeting when the socket swallowed it", async () => {
    const { presence, socket, heard, last } = scene();
    presence.connected();
    socket.isOpen = false;
    presence.report(on("joy"));
    await vi.runAllTimersAsync();
    expect(heard).toEqual([]);
    presence.disconnected();
    socket.isOpen = true;
    presence.connected();
    await vi.runAllTimersAsync();
    expect(last()).toEqual(on("joy"));
  });

  test("is said once more when the room may have forgotten it while his laptop slept", async () => {
    const { presence, heard } = scene();
    presence.connected();
    presence.report(on("joy"));
    await vi.runAllTimersAsync();
    presence.resend();
    await vi.runAllTimersAsync();
    expect(heard.map(({ message }) => message)).toEqual([on("joy"), on("joy")]);
  });

  test("says that he looks away, but not to a socket that never saw him look", async () => {
    const { presence, heard, last } = scene();
    presence.connected();
    presence.report(nowhere);
    await vi.runAllTimersAsync();
    expect(heard).toEqual([]);
    presence.report(on(null));
    await vi.runAllTimersAsync();
    presence.report(nowhere);
    await vi.runAllTimersAsync();
    expect(last()).toEqual(nowhere);
  });
});

describe("[C1] what Ade has in hand", () => {
  const nothing = () => null;
  const lena = () => ({ id: "lena", isEditing: false });
  const joy = () => ({ id: "joy", isEditing: true });

  test("is what he took up last and still holds", () => {
    expect(whereaboutsOf("users", [lena, joy])).toEqual(on("joy", true));
    expect(whereaboutsOf("users", [joy, lena, nothing])).toEqual(on("lena"));
    expect(whereaboutsOf("users", [nothing])).toEqual(on(null));
  });

  test("is nothing on a page that is nobody's business", () => {
    expect(whereaboutsOf(null, [joy])).toEqual(nowhere);
  });

  test("is on the page of the address", () => {
    expect(pageAt(pages, "/s/oakfield/users/joy")?.path).toBe("users");
    expect(pageAt(pages, "/s/oakfield/invites")?.path).toBe("invites");
    expect(pageAt(pages, "/s/oakfield")).toBeNull();
    expect(pageAt(pages, "/s/oakfield/toString")).toBeNull();
  });
});

describe("[C1] what Priya is told", () => {
  const present = (name: string, but: Partial<Present> = {}): Present => ({
    userId: name.toLowerCase(),
    name,
    view: "users",
    focus: "joy",
    editing: false,
    ...but,
  });
  const [ade, tom, mia] = [
    present("Ade Olu", { editing: true }),
    present("Tom Mills"),
    present("Mia Berg"),
  ];
  const names = (id: string) => (id === "joy" ? "Joy Okafor" : undefined);

  test("is of the others, by name", () => {
    expect(
      othersThan("priya shah", [tom, present("Priya Shah"), ade]).map(({ name }) => name),
    ).toEqual(["Ade Olu", "Tom Mills"]);
  });

  test("says where they are and on what", () => {
    expect(placeInWords(pages, ade, names)).toBe("on Users, editing Joy Okafor");
    expect(placeInWords(pages, tom, names)).toBe("on Users, looking at Joy Okafor");
    expect(placeInWords(pages, present("Tom Mills", { view: "invites", focus: null }), names)).toBe(
      "on Invites",
    );
  });

  test("leaves out rows and pages that her window has never heard of", () => {
    expect(placeInWords(pages, present("Tom Mills", { focus: "nobody" }), names)).toBe("on Users");
    expect(
      placeInWords(pages, present("Tom Mills", { view: "timetable", focus: null }), names),
    ).toBe("here");
  });

  test("sums up who is on one row", () => {
    expect(doingsInWords([tom])).toBe("Tom Mills is here");
    expect(doingsInWords([tom, ade])).toBe("Ade Olu is editing, Tom Mills is here");
    expect(doingsInWords([tom, mia])).toBe("Tom Mills and Mia Berg are here");
    expect(doingsInWords([tom, mia, present("Zoe Hart")])).toBe("Tom Mills and 2 more are here");
    expect(hereInWords([tom, ade])).toBe("Tom Mills and Ade Olu are here");
    expect(editorsInWords([])).toBe("");
    expect(editorsInWords(["Ade"])).toBe("Ade is editing this too.");
    expect(editorsInWords(["Ade", "Tom"])).toBe("Ade and Tom are editing this too.");
  });
});
