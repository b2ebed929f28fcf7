import { For, Show } from "solid-js";
import { emailSlip, readEmail } from "#domain/emails";
import type { PublicSchool } from "#domain/schools";
import { usePlace } from "../place.ts";
import { Clashes } from "../ui/forms/clashes.tsx";
import { FormFoot } from "../ui/forms/form-foot.tsx";
import { createRowDraft } from "../ui/forms/save-over.ts";
import { createSubmit } from "../ui/forms/submit.ts";
import { TextField } from "../ui/forms/text-field.tsx";
import { createUnsavedChanges } from "../ui/forms/unsaved-changes.ts";
import { note } from "../ui/notes.tsx";
import { AddressWait } from "./address-wait.tsx";
import { createRecovery, recoveryLabels, type ShownAddress } from "./recovery.ts";

type Typed = Record<ShownAddress["field"], string>;

/** The recovery addresses, for an Owner to change. */
export function AddressesForm(props: { addresses: ShownAddress[] }) {
  const { school } = usePlace();
  const draft = createRowDraft<PublicSchool, Typed>(typedOf(school.school()), {
    seen: school.school(),
    known: school.school,
    fieldsOf: typedOf,
    keep: school.tookSchool,
    tidy: asRead,
  });
  const form = createSubmit({
    fields: Object.keys(recoveryLabels),
    check: slips,
    send: () => draft.saveOver(send),
    done: (saved) => {
      if (saved) note({ text: "The recovery addresses are saved.", tone: "good" });
    },
  });
  const unsaved = createUnsavedChanges(() => !form.isPending() && draft.isDirty(), {
    name: "recovery addresses",
    typed: draft.typed,
    restore: draft.resume,
  });

  return (
    <form novalidate onSubmit={(event) => void form.submit(event)}>
      <Clashes
        id={school.id}
        clashes={draft.clashes()}
        choose={draft.choose}
        what="the recovery addresses"
        names={recoveryLabels}
        valueName={(_, email) => email || "None"}
      />
      <For each={props.addresses.map(({ field }) => field)}>
        {(field) => {
          const address = () => props.addresses.find((one) => one.field === field) as ShownAddress;
          return (
            <TextField
              label={address().label}
              value={draft.edited[field]}
              setValue={(text) => {
                draft.set(field, text);
                form.clear(field);
              }}
              problem={form.problems()[field]}
              type="email"
              isOptional
              maxLength={300}
              note={(id) => (
                <div id={id} class="field-note" aria-live="polite">
                  <Show
                    when={form.problems()[field]}
                    fallback={<AddressWait address={address()} />}
                  >
                    {(slip) => <span class="recovery-slip">{slip()}</span>}
                  </Show>
                </div>
              )}
            />
          );
        }}
      </For>
      <FormFoot form={form} unsaved={unsaved} confirm="Save addresses" isIdle={!draft.isDirty()} />
    </form>
  );

  function slips(): Record<string, string> {
    return Object.fromEntries(
      Object.entries(draft.changed()).flatMap(([field, email]) => {
        const slip = email && emailSlip(email);
        return slip ? [[field, slip]] : [];
      }),
    );
  }

  function send(changed: Partial<Typed>, version: number): Promise<PublicSchool> {
    // An emptied one is removed.
    const changes = Object.entries(changed).map(([field, email]) => [field, email || null]);
    return createRecovery(school).setAddresses(version, Object.fromEntries(changes));
  }
}

function typedOf(school: PublicSchool | null): Typed {
  return {
    headteacherEmail: school?.headteacherEmail ?? "",
    deputyEmail: school?.deputyEmail ?? "",
  };
}

function asRead({ headteacherEmail, deputyEmail }: Typed): Typed {
  return { headteacherEmail: readEmail(headteacherEmail), deputyEmail: readEmail(deputyEmail) };
}
