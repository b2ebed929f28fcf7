import ClipboardPaste from "lucide-solid/icons/clipboard-paste";
import FileUp from "lucide-solid/icons/file-up";
import { createSignal, For, Show } from "solid-js";
import { HelpLink } from "../ui/help-link.tsx";
import { listIn } from "./file.ts";
import type { SheetText } from "./sheets.ts";

/** Where a list comes from: it is pasted, dropped, or chosen as a file. */
export function Paste(props: { take: (text: string) => void }) {
  const [text, setText] = createSignal("");
  const [problem, setProblem] = createSignal("");
  const [sheets, setSheets] = createSignal<SheetText[]>([]);
  const [isOver, setOver] = createSignal(false);

  return (
    <form
      class="card paste"
      classList={{ over: isOver() }}
      onSubmit={read}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void drop(event.dataTransfer);
      }}
    >
      <label class="label" for="pasted-list">
        Paste your list
      </label>
      <p id="pasted-hint" class="muted">
        Anything with addresses in it: from Outlook or Gmail, one on each line, or columns of a
        spreadsheet with names, roles and staff types. An Excel or CSV file can be dropped here,
        too. Nothing is sent yet: you see every line first.{" "}
        <HelpLink to="invite-list" isApart>
          How a list is read
        </HelpLink>
      </p>
      <textarea
        id="pasted-list"
        class="input"
        rows={10}
        spellcheck={false}
        autocomplete="off"
        aria-describedby="pasted-hint pasted-problem"
        aria-invalid={problem() !== ""}
        placeholder={
          "Okafor, Joy <j.okafor@oakfield.example>;\nYusuf Demir, y.demir@oakfield.example, Admin"
        }
        value={text()}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setProblem("");
        }}
      />
      <p id="pasted-problem" class="field-note bad" role="alert">
        {problem()}
      </p>
      <Show when={sheets().length > 0}>
        <fieldset class="paste-sheets">
          <legend>Several sheets of this workbook have addresses. Which one?</legend>
          <For each={sheets()}>
            {(sheet) => (
              <button type="button" class="button" onClick={() => props.take(sheet.text)}>
                {sheet.name}{" "}
                <span class="muted">
                  {sheet.addresses === 1 ? "1 address" : `${sheet.addresses} addresses`}
                </span>
              </button>
            )}
          </For>
        </fieldset>
      </Show>
      <div class="paste-foot">
        <label class="button file-button">
          <FileUp size={16} aria-hidden="true" />
          Choose a file
          <input
            type="file"
            class="visually-hidden"
            accept=".xlsx,.csv,.tsv,.txt,text/csv,text/plain"
            onChange={(event) => {
              void take(event.currentTarget.files?.[0]);
              // The same file may be chosen again once it is put right.
              event.currentTarget.value = "";
            }}
          />
        </label>
        <button type="submit" class="button primary">
          <ClipboardPaste size={16} aria-hidden="true" />
          Read the list
        </button>
      </div>
      <Show when={isOver()}>
        <p class="paste-over">Drop the file here</p>
      </Show>
    </form>
  );

  function read(event: SubmitEvent): void {
    event.preventDefault();
    if (text().trim()) props.take(text());
    else setProblem("Paste some addresses first, or choose a file.");
  }

  async function drop(dropped: DataTransfer | null): Promise<void> {
    const file = dropped?.files[0];
    const words = dropped?.getData("text/plain");
    if (file) await take(file);
    else if (words?.trim()) props.take(words);
  }

  async function take(file: File | undefined): Promise<void> {
    if (!file) return;
    const found = await listIn(file);
    if ("text" in found) return props.take(found.text);
    setProblem("problem" in found ? found.problem : "");
    setSheets("sheets" in found ? found.sheets : []);
  }
}
