import type { Changes } from "../facts.ts";
import { countOf, type DifferenceKind, type PublicImport } from "../imports.ts";
import type { Words } from "../noun.ts";
import type { ImportEvent } from "./event.ts";

/** What differences of a kind are called, one and many. */
export const kindWords: Record<DifferenceKind, [one: string, many: string]> = {
  identity: ["question of who is who", "questions of who is who"],
  group: ["group", "groups"],
  joiner: ["joiner", "joiners"],
  pupil: ["pupil", "pupils"],
  details: ["changed detail", "changed details"],
  member: ["class list", "class lists"],
  leaver: ["leaver", "leavers"],
};

const decided: Record<string, string> = {
  open: "opened again",
  accepted: "accepted",
  ignored: "ignored for now",
  never: "ignored for good",
};

export const importWords: Words<ImportEvent> = {
  sentence(event, { somebody, by }) {
    const { kind, changes } = event;
    const subject = somebody;
    const tone = "plain" as const;
    switch (kind) {
      case "import.proposed":
        return {
          subject,
          verb: event.import.source === "pull" ? "fetched from the MIS" : "uploaded from the MIS",
          detail: foundIn(event.import),
          tone,
          by,
        };
      case "import.replaced":
        return { subject, verb: "put a newer import in place", detail: "", tone: "faded", by };
      case "import.decided":
        return { subject, ...decision(changes), tone, by };
      case "import.asked":
        return {
          subject,
          verb: "asked to apply the import",
          detail: "So many leavers take a second admin",
          tone,
          by,
        };
      case "import.started":
        return {
          subject,
          verb: "began to apply the import",
          detail: several(event.import.total, "difference", "differences"),
          tone,
          by,
        };
      case "import.advanced":
        return {
          subject,
          verb: "went on applying the import",
          detail: progress(event.import),
          tone,
          by,
        };
      case "import.applied":
        return {
          subject,
          verb: "applied the import",
          detail: progress(event.import),
          tone: "good",
          by,
        };
      case "import.stopped":
        return {
          subject,
          verb: "may no longer apply the import",
          detail: `${progress(event.import)}. What is left can be applied by somebody else`,
          tone: "bad",
          by,
        };
      default:
        return kind satisfies never;
    }
  },

  /** The bar shows how far it is. */
  isNews: ({ kind }) => kind === "import.proposed" || kind === "import.applied",
};

function foundIn({ counts }: PublicImport): string {
  const open = countOf(counts, "open");
  return open === 0
    ? "Nothing differs"
    : several(open, "difference to look at", "differences to look at");
}

function progress({ done, total }: PublicImport): string {
  return `${done.toLocaleString("en-GB")} of ${several(total, "difference", "differences")}`;
}

/** Of one its name, of many how many. */
function decision(changes: Changes | null): { verb: string; detail: string } {
  const [, state] = changes?.state ?? [];
  const [, kind] = changes?.kind ?? [];
  const [, count] = changes?.count ?? [];
  const [one, many] = kindWords[kind as DifferenceKind] ?? ["difference", "differences"];
  return {
    verb: `${decided[String(state)] ?? "looked at"} ${several(Number(count), one, many)}`,
    detail: "Of the import",
  };
}

function several(count: number, one: string, many: string): string {
  return `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;
}
