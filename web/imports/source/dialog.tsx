import Check from "lucide-solid/icons/check";
import { createSignal, For, Show } from "solid-js";
import { createStore } from "solid-js/store";
import type { NewSource, PublicSource, SourceVersion } from "#domain/imports/source";
import { ChoiceField } from "../../ui/forms/choice-field.tsx";
import { Dialog } from "../../ui/forms/dialog.tsx";
import { PasswordField } from "../../ui/forms/password-field.tsx";
import { createSubmit } from "../../ui/forms/submit.ts";
import { TextField } from "../../ui/forms/text-field.tsx";
import { createUnsavedChanges } from "../../ui/forms/unsaved-changes.ts";
import { note } from "../../ui/notes.tsx";
import type { Source } from "./source.ts";

const versions = [
  ["1.1", "OneRoster 1.1"],
  ["1.2", "OneRoster 1.2"],
] as const satisfies readonly (readonly [SourceVersion, string])[];

type Typed = Required<{ [F in keyof NewSource]: NonNullable<NewSource[F]> }>;

/** Where the MIS is asked and by what name, with a try that says what is wrong. What is kept of id and secret is shown to nobody [S5]. */
export default function SourceDialog(props: { source: Source; close: () => void }) {
  const known = props.source.known() ?? null;
  const [typed, setTyped] = createStore(typedOf(known));
  const [isDirty, setDirty] = createSignal(false);
  const [verdict, setVerdict] = createSignal<{ trouble: string | null } | null>(null);
  const isKept = () => known !== null && typed.tokenUrl.trim() === known.tokenUrl;
  const fields = Object.keys(typed);
  const form = createSubmit({
    fields,
    send: () => props.source.set(wanted()),
    done: () => {
      note({ text: "Your MIS is asked each night.", tone: "good" });
      props.close();
    },
  });
  const trial = createSubmit({
    fields,
    send: async () => setVerdict({ trouble: await props.source.tryOut(wanted()) }),
  });
  const unsaved = createUnsavedChanges(() => !form.isPending() && isDirty(), {
    name: "MIS server",
    typed: () => (isDirty() ? { ...typed, clientId: "", secret: "" } : null),
    restore: (before) => change(before),
  });
  const problems = () => ({ ...trial.problems(), ...form.problems() });
  const problem = () => form.problem() ?? trial.problem() ?? verdict()?.trouble ?? undefined;
  const isPending = () => form.isPending() || trial.isPending();

  return (
    <Dialog
      title="Your MIS server"
      words={
        <p class="muted">
          Whoever runs your MIS can give you these. Staffroom only reads: it asks between two and
          five in the morning, and shows what differs for you to decide.
        </p>
      }
      shut={props.close}
      unsaved={unsaved}
      form={{ submit: form.submit, isPending, problem }}
      close="Cancel"
      confirm={form.isPending() ? "Saving…" : "Save"}
      others={
        <>
          <p class="mis-well" role="status">
            <Show when={verdict()?.trouble === null}>
              <Check size={16} aria-hidden="true" />
              The server lets Staffroom in, and has people.
            </Show>
          </p>
          <button type="button" class="button" disabled={isPending()} onClick={() => void tryOut()}>
            {trial.isPending() ? "Trying…" : "Try the connection"}
          </button>
        </>
      }
    >
      <ChoiceField
        label="It speaks"
        value={typed.version}
        setValue={(version) => change({ version })}
        options={versions}
      />
      <For each={lines(isKept)}>
        {({ field, ...line }) => {
          const Field = field === "secret" ? PasswordField : TextField;
          return (
            <Field
              {...line}
              hint={line.hint()}
              value={typed[field]}
              setValue={(text) => change({ [field]: text })}
              problem={problems()[field]}
            />
          );
        }}
      </For>
    </Dialog>
  );

  async function tryOut(): Promise<void> {
    setVerdict(null);
    form.clear();
    await trial.submit();
  }

  function change(changed: Partial<Typed>): void {
    setTyped(changed);
    setDirty(true);
    setVerdict(null);
    for (const field of Object.keys(changed)) {
      form.clear(field);
      trial.clear(field);
    }
  }

  /** What is left empty of id and secret stays as it is kept. */
  function wanted(): NewSource {
    const { clientId, secret, school, ...rest } = typed;
    return {
      ...rest,
      ...(clientId.trim() && { clientId: clientId.trim() }),
      ...(secret.trim() && { secret: secret.trim() }),
      school: school.trim() || null,
    };
  }
}

/** The fields to type in, from the top. */
function lines(isKept: () => boolean) {
  const kept = () => (isKept() ? "Kept, and shown to nobody. Type here only to change it." : "");
  return [
    {
      field: "baseUrl",
      label: "Address of the server",
      hint: () => "Such as https://mis.example.org",
      isCode: true,
      maxLength: 500,
    },
    {
      field: "tokenUrl",
      label: "Token address",
      hint: () => "Where it lets others in, such as https://mis.example.org/oauth/token",
      isCode: true,
      maxLength: 500,
    },
    { field: "clientId", label: "Client id", hint: kept, isCode: true, maxLength: 500 },
    {
      field: "secret",
      label: "Client secret",
      hint: kept,
      autocomplete: "new-password",
      maxLength: 500,
    },
    {
      field: "school",
      label: "School’s id there",
      hint: () => "Only where the server has several schools.",
      isOptional: true,
      isCode: true,
      maxLength: 255,
    },
  ] as const;
}

function typedOf(known: PublicSource | null): Typed {
  const { version = "1.2", baseUrl = "", tokenUrl = "", school } = known ?? {};
  return { version, baseUrl, tokenUrl, clientId: "", secret: "", school: school ?? "" };
}
