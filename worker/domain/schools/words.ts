import type { Changes } from "../facts.ts";
import type { Words } from "../noun.ts";
import type { SchoolEvent } from "./event.ts";

export const schoolWords: Words<SchoolEvent> = {
  sentence({ kind, school, changes }, { somebody: subject, by }) {
    switch (kind) {
      case "school.registered":
        return {
          subject: school.name,
          verb: "joined Staffroom",
          detail: school.postcode,
          tone: "plain",
          by: null,
        };
      case "school.changed":
        return {
          subject,
          tone: "plain",
          ...changed(changes, school.name),
          by,
        };
      default:
        return kind satisfies never;
    }
  },
};

interface Changed {
  verb: string;
  detail: string;
  tone?: "good" | "bad";
}

/** How the MIS is asked, and how that goes. */
const asked: Record<string, Omit<Changed, "detail">> = {
  set: { verb: "set where the MIS is asked" },
  null: { verb: "had the MIS asked no more" },
  troubled: { verb: "could not ask the MIS", tone: "bad" },
  well: { verb: "could ask the MIS again", tone: "good" },
};

function changed(changes: Changes | null, name: string): Changed {
  if (changes?.headteacherEmail || changes?.deputyEmail)
    return { verb: "changed a recovery address", detail: "Access says from when it counts" };
  if (changes?.logo) {
    const [before, after] = changes.logo;
    const did = after === null ? "removed" : before === null ? "set" : "changed";
    return { verb: `${did} the school’s logo`, detail: name };
  }
  const words = changes?.misSource && asked[String(changes.misSource[1])];
  if (words) return { ...words, detail: words.tone === "bad" ? "MIS sync says why" : name };
  return { verb: "changed the school’s details", detail: name };
}
