import { createSignal, createUniqueId, Show } from "solid-js";
import { logoTypes, mostLogoBytes } from "#domain/schools/logo";
import { usePlace } from "../place.ts";
import { FormFoot } from "../ui/forms/form-foot.tsx";
import { createSubmit } from "../ui/forms/submit.ts";
import { createUnsavedChanges } from "../ui/forms/unsaved-changes.ts";
import { note } from "../ui/notes.tsx";
import { SchoolMark } from "../ui/school-mark.tsx";
import { addressOf, createLogoCommands, slipOf } from "./logo.ts";

/** A file somebody has chosen, and how it looks. */
interface Choice {
  file: File;
  url: string;
}

/** Where the school's logo is chosen, looked at and removed [S2]. */
export function LogoCard() {
  const { school } = usePlace();
  const commands = createLogoCommands(school);
  const [choice, setChoice] = createSignal<Choice | null>(null);
  const logo = () => school.school()?.logo ?? null;
  const form = createSubmit({
    fields: ["logo"],
    fieldOf: { too_large: "logo" },
    check: (): Record<string, string> => {
      const slip = slipOf(choice()?.file ?? new File([], ""));
      return slip === null ? {} : { logo: slip };
    },
    send: () => commands.set((choice() as Choice).file),
    done: () => {
      forget();
      note({ text: "The school has its new logo.", tone: "good" });
    },
  });
  const removal = createSubmit({
    send: () => commands.remove(),
    done: () => note({ text: "The logo is removed." }),
    tell: (text) => note({ text, tone: "bad" }),
  });
  // A file is chosen anew after a session has ended: it is the browser's, not the page's.
  const unsaved = createUnsavedChanges(() => !form.isPending() && choice() !== null, null);
  const id = createUniqueId();
  let input: HTMLInputElement | undefined;

  return (
    <section class="card" aria-labelledby="school-logo">
      <h2 id="school-logo">Logo</h2>
      <p class="muted">
        It stands beside the school’s name, on set-up pages and in mails. A square one fits best.
      </p>
      <form novalidate onSubmit={(event) => void form.submit(event)}>
        <div class="settings-logo">
          <SchoolMark name={school.school()?.name ?? ""} logo={choice() ?? logo()} />
          <p class="muted">{shown()}</p>
        </div>
        <div class="field">
          <label class="label" for={id}>
            Picture
          </label>
          <input
            ref={input}
            id={id}
            class="input"
            type="file"
            accept={logoTypes.join(",")}
            aria-invalid={Boolean(form.problems().logo)}
            aria-describedby={`${id}-note`}
            onChange={(event) => void choose(event.currentTarget.files?.[0])}
          />
          <p
            id={`${id}-note`}
            class="field-note"
            classList={{ bad: Boolean(form.problems().logo) }}
          >
            {form.problems().logo ??
              `PNG, JPEG or WebP, ${mostLogoBytes / 1024} KB at most. Some mail programs show no WebP.`}
          </p>
        </div>
        <FormFoot
          form={form}
          unsaved={unsaved}
          others={
            <>
              <Show when={choice()}>
                <button type="button" class="button" onClick={forget}>
                  Keep as it is
                </button>
              </Show>
              <Show when={logo() && !choice()}>
                <button
                  type="button"
                  class="button"
                  disabled={removal.isPending()}
                  onClick={() => void removal.submit()}
                >
                  Remove logo
                </button>
              </Show>
            </>
          }
          confirm={form.isPending() ? "Saving…" : "Save logo"}
          isIdle={!choice()}
        />
      </form>
    </section>
  );

  function shown(): string {
    if (choice()) return "As it would look. Nobody else sees it yet.";
    return logo() ? "The school’s logo." : "The school has no logo, so its letters stand there.";
  }

  async function choose(file: File | undefined): Promise<void> {
    form.clear("logo");
    setChoice(file ? { file, url: await addressOf(file) } : null);
  }

  function forget(): void {
    form.clear("logo");
    setChoice(null);
    if (input) input.value = "";
  }
}
