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
          ...(changes?.headteacherEmail || changes?.deputyEmail
            ? {
                verb: "changed a recovery address",
                detail: "Access says from when it counts",
              }
            : { verb: "changed the school's details", detail: school.name }),
          tone: "plain",
          by,
        };
      default:
        return kind satisfies never;
    }
  },
};
