import { createSignal, For, Show } from "solid-js";
import { isEmail } from "#domain/emails";
import { can } from "#domain/roles";
import { Problem, sentenceOf } from "../api.ts";
import { due } from "../due.ts";
import { note } from "../notes.ts";
import { addressesOf, createRecovery, type ShownAddress } from "../stores/recovery.ts";
import { usePlace } from "../stores/school.ts";
import { TextField } from "./text-field.tsx";

/** Where a recovery is confirmed: everybody who looks after the school sees it, Owners change it. */
export function RecoveryAddresses() {
  const { me, school } = usePlace();
  const addresses = () => addressesOf(school.school(), school.clock.minute());
  return (
    <section class="card" aria-labelledby="recovery-addresses">
      <h2 id="recovery-addresses">Recovery addresses</h2>
      <p class="muted">
        If no Owner can sign in, we ask here by mail whether the school needs a new Owner. Choose addresses that stay with the
        school when a person leaves. A change counts after 14 days, and we tell the old address.
      </p>
      <Show when={can(me.role, "changeRecoveryAddresses")} fallback={<Listed addresses={addresses()} />}>
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
  const [typed, setTyped] = createSignal<Partial<Record<ShownAddress["field"], string>>>({});
  const [slips, setSlips] = createSignal<Record<string, string>>({});
  const [problem, setProblem] = createSignal("");
  const [isBusy, setBusy] = createSignal(false);
  const value = ({ field, email }: ShownAddress) => typed()[field] ?? email ?? "";
  const changed = () => props.addresses.filter((address) => value(address).trim() !== (address.email ?? ""));

  return (
    <form novalidate onSubmit={(event) => void save(event)}>
      <For each={props.addresses.map(({ field }) => field)}>
        {(field) => {
          const address = () => props.addresses.find((one) => one.field === field) as ShownAddress;
          return (
            <TextField
              label={address().label}
              value={value(address())}
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
      <button type="submit" class="button primary" disabled={isBusy() || changed().length === 0}>
        Save addresses
      </button>
    </form>
  );

  function type(field: ShownAddress["field"], text: string): void {
    setTyped((all) => ({ ...all, [field]: text }));
    setSlips((all) => ({ ...all, [field]: "" }));
  }

  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const wrong = changed().filter((address) => value(address).trim() !== "" && !isEmail(value(address)));
    setSlips(Object.fromEntries(wrong.map(({ field }) => [field, "This does not look like an e-mail address."])));
    setProblem("");
    if (wrong.length > 0) return;
    setBusy(true);
    try {
      const change = Object.fromEntries(changed().map((address) => [address.field, value(address).trim() || null]));
      await createRecovery(school).setAddresses(change);
      setTyped({});
      void note({ text: "The recovery addresses are saved.", tone: "good" });
    } catch (error) {
      if (error instanceof Problem) setSlips(error.fields);
      setProblem(sentenceOf(error));
    }
    setBusy(false);
  }
}

/** A change that does not count yet. */
function Wait(props: { address: ShownAddress }) {
  const { school } = usePlace();
  const zone = () => school.school()?.timeZone ?? "Europe/London";
  return (
    <Show when={props.address.countsFrom}>
      {(from) => (
        <p class="recovery-wait">
          Counts from {due(from(), zone())}. Until then{" "}
          <span class="breakable">{props.address.inUse ? `${props.address.inUse} is used.` : "there is none."}</span>
        </p>
      )}
    </Show>
  );
}
