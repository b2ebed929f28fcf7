import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { piecesOf } from "../../worker/domain/help/answer.ts";
import { answers, found } from "../../worker/domain/help/answers.ts";
import { allRows } from "../../worker/domain/help/table-of-roles.ts";
import { type AnswerId, topics } from "../../worker/domain/help/topics.ts";

const ids = Object.values(topics).flat();

/** The source of the pages, all files as one text. */
function source(): string {
  const root = join(import.meta.dirname, "../..");
  return globSync("{web,worker}/**/*.tsx", { cwd: root })
    .map((file) => readFileSync(join(root, file), "utf8"))
    .join("\n");
}

function idsFound(query: string): AnswerId[] {
  return found(query).flatMap((part) => part.ids);
}

describe("the help [U10]", () => {
  it("links every answer from a page on which its question arises", () => {
    const pages = source();
    const unlinked = ids.filter(
      (id) => !pages.includes(`to="${id}"`) && !pages.includes(`helpAt("${id}"`),
    );
    expect(unlinked).toEqual([]);
  });

  it("leads from no answer to itself, and has every name between two asterisks", () => {
    for (const id of ids) {
      const { see = [], says } = answers[id];
      expect(see, id).not.toContain(id);
      for (const text of says.flat()) expect(text.split("*").length % 2, text).toBe(1);
    }
  });

  it("is short", () => {
    for (const id of ids) {
      const words = answers[id].says.flat().join(" ").split(" ");
      expect(words.length, id).toBeLessThanOrEqual(150);
    }
  });

  it("is found by the words Priya would type, whatever their order and accents", () => {
    expect(idsFound("junk mail")[0]).toBe("nothing-came");
    expect(idsFound("duplicate")).toEqual(["two-accounts"]);
    expect(idsFound("password FORGOT")).toContain("forgot-password");
    expect(idsFound("gdpr")).toEqual(["privacy"]);
    expect(idsFound("fírewall")).toContain("live");
    expect(idsFound("oneroster")).toEqual(["mis"]);
    expect(idsFound("print slips")).toEqual(expect.arrayContaining(["mis", "hand-over-password"]));
    expect(idsFound("become Owner")).toContain("no-owner");
    expect(idsFound("recovery addresses change")).toContain("who-can-what");
  });

  it("shows all of it to whoever types nothing, and nothing for what is not in it", () => {
    expect(idsFound(" ")).toEqual(ids);
    expect(found("zeppelin")).toEqual([]);
  });

  it("takes names out of their asterisks", () => {
    expect(piecesOf("Press *Undo* now")).toEqual([
      { text: "Press ", isName: false },
      { text: "Undo", isName: true },
      { text: " now", isName: false },
    ]);
  });

  it("lists who may do what as the rules have it", () => {
    const may = (act: string) => {
      const row = allRows().find((one) => one.act.startsWith(act));
      return (["viewer", "editor", "admin", "owner"] as const).map((role) => row?.may(role));
    };
    expect(may("See their school")).toEqual([true, true, true, true]);
    expect(may("Change who is in the groups")).toEqual([false, true, true, true]);
    expect(may("Invite somebody")).toEqual([false, false, true, true]);
    expect(may("Decide what of the MIS")).toEqual([false, false, true, true]);
    expect(may("Invite an Owner")).toEqual([false, false, false, true]);
    expect(may("Change or deactivate an Owner")).toEqual([false, false, false, true]);
    expect(may("Change the e-mail address or password of an Admin")).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });
});
