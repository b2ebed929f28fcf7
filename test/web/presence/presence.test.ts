import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Present, Whereabouts } from "#party/protocol";
import { othersThan, pageOf, whereaboutsOf } from "../../../web/presence/presence.ts";
import {
  doingsInWords,
  editorsInWords,
  hereInWords,
  placeInWords,
} from "../../../web/presence/words.ts";
import { createSaying, nowhere } from "../../../web/replica/report-presence.ts";

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
  const saying = createSaying((message) => {
    if (socket.isOpen) heard.push({ message, at: performance.now() });
    return socket.isOpen;
  });
  const last = () => heard.at(-1)?.message;
  return { saying, socket, heard, last };
}

describe("[C1] what Ade's window says of itself", () => {
  test("waits for the greeting, and then is only where he is by now", async () => {
    const { saying, heard } = scene();
    saying.say(on("joy"));
    saying.say(on("lena"));
    await vi.runAllTimersAsync();
    expect(heard).toEqual([]);
    saying.greet();
    await vi.runAllTimersAsync();
    expect(heard.map(({ message }) => message)).toEqual([on("lena")]);
  });

  test("is at most one message a second while he runs through the rows, and the last one always", async () => {
    const { saying, heard, last } = scene();
    saying.greet();
    for (let row = 0; row <= 57; row++) {
      saying.say(on(`row ${row}`));
      await vi.advanceTimersByTimeAsync(90);
    }
    await vi.runAllTimersAsync();
    expect(last()).toEqual(on("row 57"));
    const pauses = heard.slice(1).map(({ at }, i) => at - (heard[i]?.at ?? 0));
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(1_000);
    expect(heard.length).toBeGreaterThan(3);
  });

  test("is nothing when nothing has changed, or when he is back where he was", async () => {
    const { saying, heard } = scene();
    saying.greet();
    saying.say(on("joy", true));
    await vi.runAllTimersAsync();
    saying.say(on("joy", true));
    saying.say(on("joy", false));
    saying.say(on("joy", true));
    await vi.runAllTimersAsync();
    expect(heard).toHaveLength(1);
  });

  test("is said again to a new socket, which knows nothing", async () => {
    const { saying, heard, last } = scene();
    saying.greet();
    saying.say(on("joy"));
    await vi.runAllTimersAsync();
    saying.part();
    saying.say(on("lena"));
    await vi.runAllTimersAsync();
    expect(heard).toHaveLength(1);
    saying.greet();
    await vi.runAllTimersAsync();
    expect(last()).toEqual(on("lena"));
  });

  test("is said again after a greeting when the socket swallowed it", async () => {
    const { saying, socket, heard, last } = scene();
    saying.greet();
    socket.isOpen = false;
    saying.say(on("joy"));
    await vi.runAllTimersAsync();
    expect(heard).toEqual([]);
    saying.part();
    socket.isOpen = true;
    saying.greet();
    await vi.runAllTimersAsync();
    expect(last()).toEqual(on("joy"));
  });

  test("is said once more when the room may have forgotten it while his laptop slept", async () => {
    const { saying, heard } = scene();
    saying.greet();
    saying.say(on("joy"));
    await vi.runAllTimersAsync();
    saying.repeat();
    await vi.runAllTimersAsync();
    expect(heard.map(({ message }) => message)).toEqual([on("joy"), on("joy")]);
  });

  test("says that he looks away, but not to a socket that never saw him look", async () => {
    const { saying, heard, last } = scene();
    saying.greet();
    saying.say(nowhere);
    await vi.runAllTimersAsync();
    expect(heard).toEqual([]);
    saying.say(on(null));
    await vi.runAllTimersAsync();
    saying.say(nowhere);
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
    expect(pageOf("/s/oakfield/users/joy")).toBe("users");
    expect(pageOf("/s/oakfield/invites")).toBe("invites");
    expect(pageOf("/s/oakfield")).toBeNull();
    expect(pageOf("/s/oakfield/toString")).toBeNull();
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
    expect(placeInWords(ade, names)).toBe("on Users, editing Joy Okafor");
    expect(placeInWords(tom, names)).toBe("on Users, looking at Joy Okafor");
    expect(placeInWords(present("Tom Mills", { view: "invites", focus: null }), names)).toBe(
      "on Invites",
    );
  });

  test("leaves out rows and pages that her window has never heard of", () => {
    expect(placeInWords(present("Tom Mills", { focus: "nobody" }), names)).toBe("on Users");
    expect(placeInWords(present("Tom Mills", { view: "timetable", focus: null }), names)).toBe(
      "here",
    );
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
