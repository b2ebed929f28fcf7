import FileUp from "lucide-solid/icons/file-up";
import { createSignal, For, Show } from "solid-js";
import { openIn } from "#domain/imports";
import type { AskedColumns, AskedSchool, Choices, Remark } from "#domain/rosters/roster";
import { usePlace } from "../place.ts";
import { Problem } from "../replica/api.ts";
import { createSubmit } from "../ui/forms/submit.ts";
import { HelpLink } from "../ui/help-link.tsx";
import { note } from "../ui/notes.tsx";
import { AskColumns } from "./ask-columns.tsx";
import { AskSchool } from "./ask-school.tsx";
import { createImportCommands } from "./commands.ts";
import { oneFile } from "./files.ts";
import { several } from "./words.ts";

/** Where a file of the MIS comes from: dropped or chosen, several of them as one. What a list does not say of itself is asked. */
export function Upload(props: { done?: () => void }) {
  const { school } = usePlace();
  const commands = createImportCommands(school);
  const [file, setFile] = createSignal<File | null>(null);
  const [choices, setChoices] = createSignal<Choices>({});
  const [isWhole, setWhole] = createSignal(false);
  const [isOver, setOver] = createSignal(false);
  const [reasons, setReasons] = createSignal<Remark[]>([]);
  const [asked, setAsked] = createSignal<AskedColumns | AskedSchool | null>(null);
  const form = createSubmit({
    wish: () => [file()?.name, file()?.size, file()?.lastModified, choices()],
    async send(key) {
      setReasons([]);
      try {
        return await commands.upload(file() as File, choices(), key);
      } catch (error) {
        const { reasons, asked } = told(error);
        setReasons(reasons);
        setAsked(asked);
        throw error;
      }
    },
    done(made) {
      setAsked(null);
      const text = openIn(made.counts)
        ? `${several(openIn(made.counts), "difference", "differences")} to look at.`
        : "Nothing differs from what stands here.";
      note({ about: made.id, text, detail: "Nothing is changed until you apply.", tone: "good" });
      props.done?.();
    },
  });

  return (
    <section
      class="card mis-upload"
      classList={{ over: isOver() }}
      aria-labelledby="mis-upload"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void take([...(event.dataTransfer?.files ?? [])]);
      }}
    >
      <h2 id="mis-upload">What does your MIS say?</h2>
      <p class="muted">
        Drop its OneRoster export here (the zip, or its CSV files), or a staff or pupil list as CSV.
        You see every difference first; nothing is changed until you apply it.{" "}
        <HelpLink to="mis">How it works</HelpLink>
      </p>
      <Show when={form.isPending()}>
        <p role="status">{`Reading ${file()?.name ?? "the file"}…`}</p>
        <progress class="on-way-bar" aria-label="Reading the file" />
      </Show>
      <Show when={!form.isPending() && !asked() && (form.problem() || reasons().length > 0)}>
        <div class="mis-reasons" role="alert">
          <p class="bad">{`${file()?.name ?? "The file"} was not read, and nothing is changed.`}</p>
          <Show when={reasons().length > 0} fallback={<p>{form.problem()}</p>}>
            <ul>
              <For each={reasons().slice(0, 5)}>
                {(reason) => (
                  <li>
                    <span class="muted">
                      {reason.line ? `${reason.file}, line ${reason.line}: ` : `${reason.file}: `}
                    </span>
                    {reason.text}
                  </li>
                )}
              </For>
            </ul>
          </Show>
        </div>
      </Show>
      <Show when={!form.isPending() && askedSchool()}>
        {(several) => (
          <AskSchool
            name={file()?.name ?? ""}
            schools={several().schools}
            reason={reasons()[0]?.text ?? ""}
            answer={(school) => {
              setChoices({ school, ...wholeness() });
              void form.submit();
            }}
          />
        )}
      </Show>
      <Show when={!form.isPending() && askedColumns()}>
        {(columns) => (
          <AskColumns
            name={file()?.name ?? ""}
            asked={columns()}
            reason={reasons()[0]?.text ?? ""}
            answer={(answered) => {
              setChoices({ ...answered, ...wholeness() });
              void form.submit();
            }}
          />
        )}
      </Show>
      <label class="mis-for-good">
        <input
          type="checkbox"
          checked={isWhole()}
          disabled={form.isPending()}
          onChange={(event) => setWhole(event.currentTarget.checked)}
        />{" "}
        This list is complete: whoever came from your MIS or an earlier list and is not on it has
        left
      </label>
      <div class="paste-foot">
        <label class="button file-button" classList={{ primary: !asked() }}>
          <FileUp size={16} aria-hidden="true" />
          {asked() || reasons().length > 0 ? "Choose another file" : "Choose a file"}
          <input
            type="file"
            multiple
            class="visually-hidden"
            accept=".zip,.csv,.txt,.tsv,application/zip,text/csv,text/plain"
            disabled={form.isPending()}
            onChange={(event) => {
              void take([...(event.currentTarget.files ?? [])]);
              event.currentTarget.value = "";
            }}
          />
        </label>
      </div>
      <Show when={isOver()}>
        <p class="paste-over">Drop the file here</p>
      </Show>
    </section>
  );

  function askedSchool(): AskedSchool | null {
    const question = asked();
    return question && "schools" in question ? question : null;
  }

  function askedColumns(): AskedColumns | null {
    const question = asked();
    return question && !("schools" in question) ? question : null;
  }

  function wholeness(): Choices {
    return isWhole() ? { isWhole: true } : {};
  }

  async function take(files: File[]): Promise<void> {
    const one = await oneFile(files);
    if (!one || form.isPending()) return;
    setFile(one);
    setChoices(wholeness());
    setAsked(null);
    await form.submit();
  }
}

/** What a refusal says beyond its sentence: each reason with its place, and what is to be answered first. */
function told(error: unknown): { reasons: Remark[]; asked: AskedColumns | AskedSchool | null } {
  const more = error instanceof Problem ? error.more : {};
  const asked = (more.asked ?? null) as AskedColumns | AskedSchool | null;
  const reasons = (more.reasons ?? []) as Remark[];
  const sentence = error instanceof Problem ? error.fields.file : undefined;
  return {
    asked,
    reasons:
      reasons.length > 0 || !sentence ? reasons : [{ file: "File", line: null, text: sentence }],
  };
}
