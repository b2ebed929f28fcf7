import { cameAndWent } from "../groups/words.ts";
import { fullName } from "../names.ts";
import type { Words } from "../noun.ts";
import type { PublicPupil } from "../pupils.ts";
import type { PupilEvent } from "./event.ts";

export const pupilWords: Words<PupilEvent> = {
  sentence(event, { somebody: subject, by }) {
    const { kind, pupil } = event;
    const who = pupilName(pupil);
    switch (kind) {
      case "pupil.added":
        return { subject, verb: `added ${who}`, detail: pupil.yearGroup ?? "", tone: "plain", by };
      case "pupil.changed":
        return { subject, verb: `changed ${who}`, detail: changed(event), tone: "plain", by };
      case "pupil.deactivated":
        return { subject, verb: `deactivated ${who}`, detail: "", tone: "faded", by };
      case "pupil.reactivated":
        return { subject, verb: `reactivated ${who}`, detail: "", tone: "good", by };
      case "pupil.erased":
        return {
          subject,
          verb: "erased a pupil who had left",
          detail: "Nothing is kept but that there was one",
          tone: "faded",
          by,
        };
      default:
        return kind satisfies never;
    }
  },
};

/** How a pupil is called in a sentence. Whoever has been erased has no name. */
export function pupilName(pupil: Pick<PublicPupil, "givenName" | "familyName">): string {
  return fullName(pupil) ? `the pupil ${fullName(pupil)}` : "a pupil whose details were erased";
}

const fieldNames: Record<string, string> = {
  givenName: "first name",
  familyName: "surname",
  upn: "UPN",
};

function changed({ changes }: PupilEvent): string {
  const year = changes?.yearGroup?.map((one) => one ?? "no year group").join(" → ");
  const groups = changes?.groups && `Groups: ${cameAndWent(changes, "groups")}`;
  const named = Object.keys(fieldNames).flatMap((field) =>
    changes?.[field] ? (fieldNames[field] ?? []) : [],
  );
  return [named.join(", "), year, groups].filter(Boolean).join(" · ");
}
