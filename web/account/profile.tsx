import { createSignal, Show } from "solid-js";
import { titles } from "#domain/names";
import { usePlace } from "../place.ts";
import { isRefusal, Problem, sentenceOf } from "../replica/api.ts";
import { useSession } from "../replica/session.ts";
import { TextField } from "../ui/forms/text-field.tsx";
import { note } from "../ui/notes.tsx";
import type { OwnAccount } from "./account.ts";

type Field = "title" | "givenName" | "middleName" | "familyName" | "phone";
/** How often a change is put on top of somebody else's before giving up. */
const mostTries = 4;
const fields: Field[] = ["title", "givenName", "middleName", "familyName", "phone"];

/** Names and phone, as their holder wants them. What has not been typed in follows what others change. */
export function AccountProfile(props: { account: OwnAccount }) {
  const { me } = usePlace();
  const session = useSession();
  const [typed, setTyped] = createSignal<Partial<Record<Field, string>>>({});
  /** What stood in a field before it was typed in. */
  const [bases, setBases] = createSignal<Partial<Record<Field, string>>>({});
  const [problems, setProblems] = createSignal<Record<string, string>>({});
  const [isBusy, setBusy] = createSignal(false);
  const user = () => session.answer()?.user;
  const saved = (field: Field) => user()?.[field] ?? "";
  const changed = () =>
    fields.filter((field) => (typed()[field] ?? saved(field)).trim() !== saved(field));
  const about = (field: Field) => ({
    get value() {
      return typed()[field] ?? saved(field);
    },
    get problem() {
      return problems()[field];
    },
    setValue: (value: string) => {
      if (typed()[field] === undefined) setBases({ ...bases(), [field]: saved(field) });
      setTyped({ ...typed(), [field]: value });
      setProblems({});
    },
  });

  return (
    <section class="card" aria-labelledby="account-profile">
      <h2 id="account-profile">Profile</h2>
      <form novalidate onSubmit={(event) => void save(event)}>
        <div class="account-names">
          <TextField
            label="Title"
            isOptional
            maxLength={20}
            suggestions={titles}
            {...about("title")}
          />
          <TextField label="First name" maxLength={80} {...about("givenName")} />
          <TextField label="Middle name" isOptional maxLength={80} {...about("middleName")} />
          <TextField label="Surname" maxLength={80} {...about("familyName")} />
        </div>
        <TextField label="Phone" isOptional type="tel" maxLength={30} {...about("phone")} />
        <Show when={problems().form}>
          {(words) => (
            <p class="problem" role="alert">
              {words()}
            </p>
          )}
        </Show>
        <button type="submit" class="button primary" disabled={isBusy() || changed().length === 0}>
          {isBusy() ? "Saving…" : "Save profile"}
        </button>
      </form>
      <dl class="details account-fixed">
        <div>
          <dt>Username</dt>
          <dd>{user()?.username}</dd>
        </div>
        <div>
          <dt>E-mail</dt>
          <dd>{user()?.email ?? "None"}</dd>
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
    </section>
  );

  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (isBusy() || changed().length === 0) return;
    // What others changed may have come in by itself.
    if (clashing().length > 0) return void setProblems(theirs());
    setBusy(true);
    try {
      await send();
      setTyped({});
      note({ text: "Your profile is saved.", tone: "good" });
    } catch (error) {
      setProblems(
        isRefusal(error, "changed") && clashing().length > 0 ? theirs() : problemsOf(error),
      );
    }
    setBusy(false);
  }

  /** On top of what others changed meanwhile, unless they changed the same [C2]. */
  async function send(tries = 1): Promise<void> {
    try {
      await props.account.saveProfile(
        Object.fromEntries(changed().map((field) => [field, typed()[field]?.trim()])),
      );
    } catch (error) {
      if (!isRefusal(error, "changed") || clashing().length > 0 || tries === mostTries) throw error;
      if (changed().length > 0) await send(tries + 1);
    }
  }

  function clashing(): Field[] {
    return changed().filter((field) => saved(field) !== bases()[field]);
  }

  /** What others made of the same fields. Who has seen it may save again. */
  function theirs(): Record<string, string> {
    const found = clashing().map((field) => [
      field,
      `Somebody else has just made this “${saved(field)}”. Save again to have yours.`,
    ]);
    setBases({
      ...bases(),
      ...Object.fromEntries(clashing().map((field) => [field, saved(field)])),
    });
    return Object.fromEntries(found);
  }
}

function problemsOf(error: unknown): Record<string, string> {
  if (error instanceof Problem && fields.some((field) => error.fields[field])) return error.fields;
  return { form: sentenceOf(error) };
}
