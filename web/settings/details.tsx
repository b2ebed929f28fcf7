import { For, Show } from "solid-js";
import type { PublicSchool } from "#domain/schools";
import { isWhole } from "#domain/users/seen";
import { usePlace } from "../place.ts";
import { usePresence } from "../presence/use-presence.ts";
import { api, onVersion } from "../replica/api.ts";
import { Clashes } from "../ui/forms/clashes.tsx";
import { FormFoot } from "../ui/forms/form-foot.tsx";
import { createRowDraft } from "../ui/forms/save-over.ts";
import { createSubmit } from "../ui/forms/submit.ts";
import { TextArea } from "../ui/forms/text-area.tsx";
import { TextField } from "../ui/forms/text-field.tsx";
import { createUnsavedChanges } from "../ui/forms/unsaved-changes.ts";
import { note } from "../ui/notes.tsx";
import { PresenceLine } from "../ui/presence/line.tsx";
import {
  type Detail,
  type Details,
  detailNames,
  detailsOf,
  schoolChangeOf,
  slipsIn,
  suggestedDomains,
  tidied,
} from "./edit.ts";

const timeZones = ["Europe/London", "Europe/Jersey", "Europe/Guernsey", "Europe/Isle_of_Man"];

/** The school's details [S2], edited together: what others save meanwhile is taken in [C2]. */
export function SchoolDetails() {
  const { school } = usePlace();
  const known = school.school;
  const draft = createRowDraft<PublicSchool, Details>(detailsOf(known()), {
    seen: known(),
    known,
    fieldsOf: detailsOf,
    keep: school.tookSchool,
    tidy: tidied,
  });
  const form = createSubmit({
    fields: Object.keys(detailNames),
    check: () => slipsIn(draft.changed()),
    send: () => draft.saveOver(send),
    done: (saved) => {
      if (saved) note({ text: "The school’s details are saved.", tone: "good" });
    },
  });
  const unsaved = createUnsavedChanges(() => !form.isPending() && draft.isDirty(), {
    name: "school details",
    typed: draft.typed,
    restore: draft.resume,
  });
  usePresence().attend(() => ({ id: school.id, isEditing: draft.isDirty() }));
  const about = (field: Detail) => ({
    label: detailNames[field],
    get value() {
      return draft.edited[field];
    },
    get problem() {
      return form.problems()[field];
    },
    setValue: (text: string) => {
      draft.set(field, text);
      form.clear(field);
    },
  });
  const suggestions = () =>
    suggestedDomains(
      school.users.all().map((user) => (isWhole(user) ? user.email : null)),
      draft.edited.mailDomains,
    );

  return (
    <section class="card" aria-labelledby="school-details">
      <h2 id="school-details">School</h2>
      <form novalidate onSubmit={(event) => void form.submit(event)}>
        <PresenceLine id={school.id} />
        <Clashes
          id={school.id}
          clashes={draft.clashes()}
          choose={draft.choose}
          what="the school’s details"
          names={detailNames}
          valueName={(_, text) => text || "Nothing"}
        />
        <TextField {...about("name")} maxLength={80} hint="It stands in every mail we send." />
        <div class="field-pair">
          <TextField {...about("postcode")} maxLength={10} isCode />
          <TextField {...about("phone")} isOptional type="tel" maxLength={30} />
        </div>
        <TextArea {...about("address")} isOptional rows={3} maxLength={300} />
        <TextField
          {...about("contactEmail")}
          isOptional
          type="email"
          maxLength={300}
          hint="Shown to people whose set-up link no longer works."
        />
        <TextField
          {...about("mailDomains")}
          isOptional
          isCode
          maxLength={2_000}
          hint="Where your colleagues’ addresses are, such as oakfield.sch.uk. It helps to find slips."
        />
        <Show when={suggestions().length > 0}>
          <p class="settings-suggestions">
            From your people’s addresses:
            <For each={suggestions()}>
              {(domain) => (
                <button type="button" class="button small" onClick={() => addDomain(domain)}>
                  Add {domain}
                </button>
              )}
            </For>
          </p>
        </Show>
        <TextField {...about("timeZone")} maxLength={60} suggestions={timeZones} isCode />
        <FormFoot
          form={form}
          unsaved={unsaved}
          state={draft.isUndecided() ? "Choose at the top" : ""}
          confirm={form.isPending() ? "Saving…" : "Save details"}
          isIdle={!draft.isDirty()}
        />
      </form>
    </section>
  );

  function addDomain(domain: string): void {
    const named = draft.edited.mailDomains.trim();
    about("mailDomains").setValue(named ? `${named}, ${domain}` : domain);
  }

  async function send(changed: Partial<Details>, version: number): Promise<PublicSchool> {
    const route = api.schools[":school"];
    const answer = await route.$patch({
      param: { school: school.id },
      json: schoolChangeOf(changed),
      ...onVersion(version),
    });
    return (await answer.json()).school;
  }
}
