import { Show } from "solid-js";
import type { PublicSchool, SchoolChange } from "#domain/schools";
import { type GroupsAtRollOver, lastYears } from "#domain/years";
import { usePlace } from "../place.ts";
import { api, onVersion } from "../replica/api.ts";
import { ChoiceField } from "../ui/forms/choice-field.tsx";
import { Clashes } from "../ui/forms/clashes.tsx";
import { FormFoot } from "../ui/forms/form-foot.tsx";
import { createRowDraft } from "../ui/forms/save-over.ts";
import { createSubmit } from "../ui/forms/submit.ts";
import { TextField } from "../ui/forms/text-field.tsx";
import { createUnsavedChanges } from "../ui/forms/unsaved-changes.ts";
import { HelpLink } from "../ui/help-link.tsx";
import { note } from "../ui/notes.tsx";
import { createYears, dayInWords } from "../years/years.ts";

const names = {
  lastYear: "Last year of your school",
  groupsAtRollOver: "Groups",
  pupilsKeptMonths: "Months kept",
};
type Typed = Record<keyof typeof names, string>;

const groupsBecome: Record<GroupsAtRollOver, string> = {
  carry: "Go up; the last year’s are closed",
  close: "Close, where they have pupils or a year",
};

/** What happens when the school year begins, and how long pupils are kept after they leave [S6]. */
export function YearCard() {
  const { school } = usePlace();
  const known = school.school;
  const years = createYears(school);
  const draft = createRowDraft<PublicSchool, Typed>(typedOf(known()), {
    seen: known(),
    known,
    fieldsOf: typedOf,
    keep: school.tookSchool,
  });
  const form = createSubmit({
    fields: Object.keys(names),
    check: (): Record<string, string> =>
      isMonths(draft.now().pupilsKeptMonths) ? {} : { pupilsKeptMonths: "Use 1 to 84 months." },
    send: () => draft.saveOver(send),
    done: (saved) => {
      if (saved) note({ text: "Saved for the school year.", tone: "good" });
    },
  });
  const unsaved = createUnsavedChanges(() => !form.isPending() && draft.isDirty(), {
    name: "school year",
    typed: draft.typed,
    restore: draft.resume,
  });

  return (
    <section class="card" aria-labelledby="school-year">
      <h2 id="school-year" tabindex="-1">
        Pupils and the school year
      </h2>
      <p class="muted">
        On 26 August pupils go up a year, and those of the last year leave. It is announced on the
        overview a week before, and can be taken back there for a week.
        <Show when={years.known()?.next}>{(next) => ` Next on ${dayInWords(next().day)}.`}</Show>{" "}
        <HelpLink to="school-year" isApart>
          What happens then
        </HelpLink>
      </p>
      <form novalidate onSubmit={(event) => void form.submit(event)}>
        <Clashes
          id={school.id}
          clashes={draft.clashes()}
          choose={draft.choose}
          what="the school year"
          names={names}
          valueName={(_, value) => value || "By its pupils"}
        />
        <ChoiceField
          label={names.lastYear}
          value={draft.edited.lastYear}
          setValue={(value) => draft.set("lastYear", value)}
          options={[
            ["", "By the years of its pupils"],
            ...lastYears.map((year) => [year, year] as const),
          ]}
        />
        <ChoiceField
          label={names.groupsAtRollOver}
          value={draft.edited.groupsAtRollOver}
          setValue={(value) => draft.set("groupsAtRollOver", value)}
          options={Object.entries(groupsBecome)}
        />
        <TextField
          label="Months a pupil is kept after leaving"
          value={draft.edited.pupilsKeptMonths}
          setValue={(text) => {
            draft.set("pupilsKeptMonths", text);
            form.clear("pupilsKeptMonths");
          }}
          problem={form.problems().pupilsKeptMonths}
          hint="Then name, UPN and groups are erased for good."
          maxLength={2}
          isCode
        />
        <FormFoot
          form={form}
          unsaved={unsaved}
          state={draft.isUndecided() ? "Choose at the top" : ""}
          confirm={form.isPending() ? "Saving…" : "Save school year"}
          isIdle={!draft.isDirty()}
        />
      </form>
    </section>
  );

  async function send(changed: Partial<Typed>, version: number): Promise<PublicSchool> {
    const answer = await api.schools[":school"].$patch({
      param: { school: school.id },
      json: changeOf(changed),
      ...onVersion(version),
    });
    return (await answer.json()).school;
  }
}

function typedOf(school: PublicSchool | null): Typed {
  return {
    lastYear: school?.lastYear ?? "",
    groupsAtRollOver: school?.groupsAtRollOver ?? "carry",
    pupilsKeptMonths: String(school?.pupilsKeptMonths ?? 12),
  };
}

function changeOf({ lastYear, groupsAtRollOver, pupilsKeptMonths }: Partial<Typed>): SchoolChange {
  return {
    ...(lastYear !== undefined && { lastYear: lastYear || null }),
    ...(groupsAtRollOver !== undefined && {
      groupsAtRollOver: groupsAtRollOver as GroupsAtRollOver,
    }),
    ...(pupilsKeptMonths !== undefined && { pupilsKeptMonths: Number(pupilsKeptMonths) }),
  };
}

function isMonths(text: string): boolean {
  return /^\d{1,2}$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= 84;
}
