import Check from "lucide-solid/icons/check";
import FileText from "lucide-solid/icons/file-text";
import { createSignal, For, Show } from "solid-js";
import type { PublicImport, Warning } from "#domain/imports";
import { usePlace } from "../place.ts";
import { sentenceOf } from "../replica/api.ts";
import { Dialog } from "../ui/forms/dialog.tsx";
import { note } from "../ui/notes.tsx";
import { moment } from "../ui/times.ts";
import { createImportCommands } from "./commands.ts";
import { HandOver } from "./hand-over.tsx";
import { several } from "./words.ts";

/** Which file this is, whose, and what was odd about it. */
export function FileCard(props: { made: PublicImport }) {
  const { me, school } = usePlace();
  const commands = createImportCommands(school);
  const [oddities, setOddities] = createSignal<Warning[] | null>(null);
  const name = () => props.made.name ?? "What the MIS said";
  const who = () => (props.made.by?.id === me.id ? "you" : props.made.by?.name);
  const when = () => moment(props.made.at, school.clock.minute(), school.timeZone());
  const words = () =>
    props.made.source === "pull"
      ? `Fetched from the MIS ${when()}`
      : `Uploaded by ${who() ?? "somebody"} ${when()}`;
  return (
    <section class="card mis-file" aria-label="The file">
      <span class="mis-file-sign" aria-hidden="true">
        <FileText size={16} />
      </span>
      <div class="mis-file-words">
        <strong class="breakable">{name()}</strong>
        <span class="sub">
          {words()}
          <Show when={props.made.warningCount > 0}>
            {" "}
            <span class="at-desk">· </span>
            <button type="button" class="link-button" onClick={() => void look()}>
              {`${several(props.made.warningCount, "oddity", "oddities")} in the file`}
            </button>
          </Show>
        </span>
      </div>
      <p class="muted mis-file-state">
        <Check size={14} aria-hidden="true" />
        {props.made.status === "applied"
          ? "Applied as far as it was accepted"
          : "Nothing is changed until you apply"}
      </p>
      <HandOver isOffered={props.made.status !== "applying"} />
      <Show when={oddities()}>
        {(all) => (
          <Dialog title="Oddities in the file" shut={() => setOddities(null)} close="Close">
            <p class="muted">
              All of these were read as well as could be. Put them right in your MIS.
            </p>
            <ul class="mis-oddities">
              <For each={all()}>
                {({ file, line, text }) => (
                  <li>
                    <span class="muted">{line ? `${file}, line ${line}` : file}</span>
                    <span>{text}</span>
                  </li>
                )}
              </For>
            </ul>
          </Dialog>
        )}
      </Show>
    </section>
  );

  async function look(): Promise<void> {
    try {
      setOddities((await commands.whole(props.made.id)).warnings);
    } catch (error) {
      note({ text: "The oddities did not load.", detail: sentenceOf(error), tone: "bad" });
    }
  }
}
