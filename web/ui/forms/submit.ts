import { createSignal } from "solid-js";
import { Problem, sentenceOf } from "../../replica/api.ts";
import { newKey } from "../../replica/keys.ts";

/** A sentence for each field that is wrong, by its name; what concerns no field alone is `form`. */
export type Problems = Record<string, string>;

interface Submission<T> {
  /** What can be seen to be wrong before anything is sent. */
  check?: () => Problems;
  /** What is asked for: while it is the same, it is sent under the same key, so that it is done once. */
  wish?: () => unknown;
  /** `key` is an Idempotency-Key. Throws a `Problem` when refused. */
  send: (key: string) => T | Promise<T>;
  done?: (answer: T) => void;
  /** The fields that are shown: a problem of any other is the form's. */
  fields?: readonly string[];
  /** The field that a refusal is about. */
  fieldOf?: Partial<Record<Problem["code"], string>>;
  /** What was refused before, and is shown from the start. */
  refused?: Problem | undefined;
  /** Says what went wrong, where there is no form to say it in. */
  tell?: (sentence: string) => void;
}

/** Sends a form, once at a time: where it is refused, each sentence goes to its field, and the focus to the first. */
export function createSubmit<T>(submission: Submission<T>) {
  const [isPending, setPending] = createSignal(false);
  const [problems, setProblems] = createSignal<Problems>(
    submission.refused ? problemsOf(submission.refused, submission) : {},
  );
  let last: { wish: string; key: string } | null = null;

  return { isPending, problems, problem: () => problems().form, clear, submit };

  async function submit(event?: SubmitEvent): Promise<void> {
    event?.preventDefault();
    if (isPending()) return;
    const form = event?.currentTarget as HTMLFormElement | undefined;
    const slips = submission.check?.() ?? {};
    setProblems(slips);
    if (Object.keys(slips).length === 0) await send();
    if (form) focusWrong(form, event?.submitter);
  }

  async function send(): Promise<void> {
    setPending(true);
    try {
      const answer = await submission.send(keyOf(submission.wish?.()));
      last = null;
      submission.done?.(answer);
    } catch (error) {
      submission.tell?.(sentenceOf(error));
      setProblems(problemsOf(error, submission));
    }
    setPending(false);
  }

  /** Somebody types: what was said of this field, or of all, is not so any more. */
  function clear(field?: string): void {
    setProblems((all) => {
      const { form: _, ...rest } = all;
      if (!field) return {};
      delete rest[field];
      return rest;
    });
  }

  function keyOf(wanted: unknown): string {
    const wish = JSON.stringify(wanted) ?? "";
    if (last?.wish !== wish) last = { wish, key: newKey() };
    return last.key;
  }
}

/** What a form shows while and after it is sent. */
export type Submit = Omit<ReturnType<typeof createSubmit>, "clear">;

function problemsOf(
  error: unknown,
  { fields = [], fieldOf = {} }: Pick<Submission<unknown>, "fields" | "fieldOf">,
): Problems {
  if (!(error instanceof Problem)) return { form: sentenceOf(error) };
  const known = Object.entries(error.fields).filter(([field]) => fields.includes(field));
  if (known.length > 0) return Object.fromEntries(known);
  return { [fieldOf[error.code] ?? "form"]: error.detail };
}

/** Leads to a choice that is still open, or to the first field that is wrong; a button that was away gets the focus back. */
function focusWrong(form: HTMLFormElement, submitter: HTMLElement | null | undefined): void {
  const wrong = form.querySelector<HTMLElement>(
    ".clash:not(:has(:checked)) input, [aria-invalid=true], [data-wrong] :checked",
  );
  const isLost = document.activeElement === document.body || document.activeElement === null;
  (wrong ?? (isLost ? submitter : null))?.focus();
}
