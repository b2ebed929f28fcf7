import { Show } from "solid-js";
import { titles } from "#domain/names";
import { tidyLine } from "#domain/text/hidden";
import { usePlace } from "../place.ts";
import { useSession } from "../replica/session.ts";
import { Clashes } from "../ui/forms/clashes.tsx";
import { FormFoot } from "../ui/forms/form-foot.tsx";
import { createRowDraft } from "../ui/forms/save-over.ts";
import { createSubmit } from "../ui/forms/submit.ts";
import { TextField } from "../ui/forms/text-field.tsx";
import { createUnsavedChanges } from "../ui/forms/unsaved-changes.ts";
import { note } from "../ui/notes.tsx";
import type { OwnAccount, OwnUser } from "./account.ts";

const names = {
  title: "Title",
  givenName: "First name",
  middleName: "Middle name",
  familyName: "Surname",
  phone: "Phone",
};
type Field = keyof typeof names;
type Profile = Record<Field, string>;
const fields = Object.keys(names) as Field[];

/** Names and phone, as their holder wants them. What has not been typed in follows what others change. */
export function AccountProfile(props: { account: OwnAccount }) {
  const session = useSession();
  const known = () => session.answer()?.user;
  const draft = createRowDraft<OwnUser, Profile>(profileOf(known()), {
    seen: known(),
    known,
    fieldsOf: profileOf,
    tidy: trimmed,
  });
  const form = createSubmit({
    fields,
    send: () => draft.saveOver(props.account.saveProfile),
    done: () => {
      if (!draft.isUndecided()) note({ text: "Your profile is saved.", tone: "good" });
    },
  });
  const unsaved = createUnsavedChanges(() => !form.isPending() && draft.isDirty(), {
    name: "profile",
    typed: draft.typed,
    restore: draft.resume,
  });
  const about = (field: Field) => ({
    label: names[field],
    get value() {
      return draft.edited[field];
    },
    get problem() {
      return form.problems()[field];
    },
    setValue: (value: string) => {
      draft.set(field, value);
      form.clear();
    },
  });

  return (
    <section class="card" aria-labelledby="account-profile">
      <h2 id="account-profile">Profile</h2>
      <form novalidate onSubmit={(event) => void form.submit(event)}>
        <Clashes
          id={session.answer()?.user.id ?? ""}
          clashes={draft.clashes()}
          choose={draft.choose}
          what="your profile"
          names={names}
          valueName={(_, value) => value || "Nothing"}
        />
        <div class="account-names">
          <TextField {...about("title")} isOptional maxLength={20} suggestions={titles} />
          <TextField {...about("givenName")} maxLength={80} />
          <TextField {...about("middleName")} isOptional maxLength={80} />
          <TextField {...about("familyName")} maxLength={80} />
        </div>
        <TextField {...about("phone")} isOptional type="tel" maxLength={30} />
        <FormFoot
          form={form}
          unsaved={unsaved}
          confirm={form.isPending() ? "Saving…" : "Save profile"}
          isIdle={!draft.isDirty()}
        />
      </form>
      <Fixed />
    </section>
  );
}

/** What others change for them. */
function Fixed() {
  const { me } = usePlace();
  const session = useSession();
  const user = () => session.answer()?.user;
  return (
    <>
      <dl class="details account-fixed">
        <div>
          <dt>Username</dt>
          <dd translate="no">{user()?.username}</dd>
        </div>
        <div>
          <dt>E-mail</dt>
          <dd translate={user()?.email ? "no" : undefined}>{user()?.email ?? "None"}</dd>
        </div>
      </dl>
      <p class="muted">
        A username stays as it is.{" "}
        <Show
          when={me.role === "owner"}
          fallback={
            <>
              To change your <span class="unbroken">e-mail</span> address, ask an Admin or Owner of
              your school.
            </>
          }
        >
          Change your <span class="unbroken">e-mail</span> address on the Users page.
        </Show>
      </p>
    </>
  );
}

function profileOf(user: OwnUser | undefined): Profile {
  return Object.fromEntries(fields.map((field) => [field, user?.[field] ?? ""])) as Profile;
}

function trimmed(profile: Profile): Profile {
  return Object.fromEntries(fields.map((field) => [field, tidyLine(profile[field])])) as Profile;
}
