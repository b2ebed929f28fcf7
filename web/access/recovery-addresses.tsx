import { createEffect, createSignal, For, on, Show } from "solid-js";
import { isEmail } from "#domain/emails";
import { can } from "#domain/roles";
import type { PublicSchool } from "#domain/schools";
import { usePlace } from "../place.ts";
import { Problem, sentenceOf } from "../replica/api.ts";
import { due } from "../ui/due.ts";
import { Clashes, focusChoice } from "../ui/forms/clashes.tsx";
import { createDraft } from "../ui/forms/draft.ts";
import { createFooting, save } from "../ui/forms/save-over.ts";
import { TextField } from "../ui/forms/text-field.tsx";
import { note } from "../ui/notes.tsx";
import { addressesOf, createRecovery, recoveryLabels, type ShownAddress } from "./recovery.ts";

/** Where a recovery is confirmed: everybody who looks after the school sees it, Owners change it. */
export function RecoveryAddresses() {
  const { me, school } = usePlace();
  const addresses = () => addressesOf(school.school(), school.clock.minute());
  return (
    <section class="card" aria-labelledby="recovery-addresses">
      <h2 id="recovery-addresses">Recovery addresses</h2>
      <p class="muted">
        If no Owner can sign in, we ask here by mail whether the school needs a new Owner. Choose
        addresses that stay with the school when a person leaves. A change counts after 14 days, and
        we tell the old address.
      </p>
      <Show
        when={can(me.role, "changeRecoveryAddresses")}
        fallback={<Listed addresses={addresses()} />}
      >
        <Form addresses={addresses()} />
      </Show>
    </section>
  );
}

function Listed(props: { addresses: ShownAddress[] }) {
  return (
    <>
      <dl class="details">
        <For each={props.addresses}>
          {(address) => (
            <div>
              <dt>{address.label}</dt>
              <dd class="breakable">
                {address.email ?? "None"}
                <Wait address={address} />
              </dd>
            </div>
          )}
        </For>
      </dl>
      <p class="muted">Only an Owner can change them.</p>
    </>
  );
}

function Form(props: { addresses: ShownAddress[] }) {
  const { school } = usePlace();
  const draft = createDraft(typedOf(school.school()), { tidy: tidied });
  const footing = createFooting(draft, school.school(), typedOf);
  const [slips, setSlips] = createSignal<Record<string, string>>({});
  const [problem, setProblem] = createSignal("");
  const [isBusy, setBusy] = createSignal(false);
  // Another Owner may save while this stands open.
  createEffect(on(school.school, footing.takeIn));

  return (
    <form novalidate onSubmit={(event) => void submit(event)}>
      <Clashes
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
              setValue={(text) => type(field, text)}
              problem={slips()[field]}
              type="email"
              isOptional
              maxLength={300}
              note={(id) => (
                <div id={id} class="field-note" aria-live="polite">
                  <Show when={slips()[field]} fallback={<Wait address={address()} />}>
                    {(slip) => <span class="recovery-slip">{slip()}</span>}
                  </Show>
                </div>
              )}
            />
          );
        }}
      </For>
      <Show when={problem()}>
        <p class="problem" role="alert">
          {problem()}
        </p>
      </Show>
      <button type="submit" class="button primary" disabled={isBusy() || !draft.isDirty()}>
        Save addresses
      </button>
    </form>
  );

  function type(field: ShownAddress["field"], text: string): void {
    draft.set(field, text);
    setSlips((all) => ({ ...all, [field]: "" }));
  }

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const wrong = Object.entries(draft.changed()).filter(
      ([, email]) => email !== "" && !isEmail(email),
    );
    setSlips(
      Object.fromEntries(
        wrong.map(([field]) => [field, "This does not look like an e-mail address."]),
      ),
    );
    setProblem("");
    if (wrong.length > 0 || isBusy()) return;
    setBusy(true);
    try {
      const saved = await save({ draft, ask, takeIn });
      if (saved) note({ text: "The recovery addresses are saved.", tone: "good" });
      else if (draft.isUndecided()) focusChoice();
    } catch (error) {
      if (error instanceof Problem) setSlips(error.fields);
      setProblem(sentenceOf(error));
    }
    setBusy(false);
  }

  function ask(): Promise<PublicSchool> {
    const changes = Object.entries(draft.changed()).map(([field, email]) => [field, email || null]);
    return createRecovery(school).setAddresses(footing.version(), Object.fromEntries(changes));
  }

  function takeIn(row: PublicSchool): void {
    school.tookSchool(row);
    footing.takeIn(row);
  }
}

type Typed = Record<ShownAddress["field"], string>;

function typedOf(school: PublicSchool | null): Typed {
  return {
    headteacherEmail: school?.headteacherEmail ?? "",
    deputyEmail: school?.deputyEmail ?? "",
  };
}

function tidied({ headteacherEmail, deputyEmail }: Typed): Typed {
  return { headteacherEmail: headteacherEmail.trim(), deputyEmail: deputyEmail.trim() };
}

/** A change that does not count yet. */
function Wait(props: { address: ShownAddress }) {
  const { school } = usePlace();
  return (
    <Show when={props.address.countsFrom}>
      {(from) => (
        <p class="recovery-wait">
          Counts from {due(from(), school.timeZone())}. Until then{" "}
          <span class="breakable">
            {props.address.inUse ? `${props.address.inUse} is used.` : "there is none."}
          </span>
        </p>
      )}
    </Show>
  );
}
