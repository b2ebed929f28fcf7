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
          ...changed(changes, school.name),
          tone: "plain",
          by,
        };
      default:
        return kind satisfies never;
    }
  },
};

function changed(changes: Changes | null, name: string): { verb: string; detail: string } {
  if (changes?.headteacherEmail || changes?.deputyEmail)
    return { verb: "changed a recovery address", detail: "Access says from when it counts" };
  if (changes?.logo) {
    const [before, after] = changes.logo;
    const did = after === null ? "removed" : before === null ? "set" : "changed";
    return { verb: `${did} the school's logo`, detail: name };
  }
  if (changes?.misSource) {
    const isSet = changes.misSource[1] !== null;
    return {
      verb: isSet ? "set where the MIS is asked" : "had the MIS asked no more",
      detail: name,
    };
  }
  return { verb: "changed the school's details", detail: name };
}
