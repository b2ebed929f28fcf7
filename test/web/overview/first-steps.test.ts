import { describe, expect, it } from "vitest";
import { firstSteps } from "../../../web/overview/first-steps.ts";
import { invite } from "../rows.ts";

const own = invite({ status: "accepted", invitedBy: null, userId: "priya" });

/** Which of the steps are ticked, by what they are called. */
function ticked(...given: Parameters<typeof firstSteps>): string[] | null {
  return firstSteps(...given)?.flatMap(({ title, isDone }) => (isDone ? [title] : [])) ?? null;
}

describe("a school's first day [U6]", () => {
  it("begins with three steps of which none is done: the Owner's own invite is no colleague's", () => {
    expect(firstSteps({}, [own], 1)?.length).toBe(3);
    expect(ticked({}, [own], 1)).toEqual([]);
  });

  it("ticks each step once it is done, in whatever order", () => {
    expect(ticked({ phone: "0115 496 0100" }, [own], 1)).toEqual(["Say how you are reached"]);
    expect(ticked({ deputyEmail: "d@elm.example" }, [own, invite()], 1)).toEqual([
      "Set a recovery address",
      "Invite your colleagues",
    ]);
  });

  it("is over once all are done, or three people are there", () => {
    const school = { contactEmail: "office@elm.example", headteacherEmail: "head@elm.example" };
    expect(ticked(school, [own, invite()], 1)).toBeNull();
    expect(ticked({}, [own], 3)).toBeNull();
  });
});
