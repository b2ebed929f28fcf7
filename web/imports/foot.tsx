import { createSignal, Show } from "solid-js";
import { countOf, openIn, type PublicImport } from "#domain/imports";
import { usePlace } from "../place.ts";
import { ApplyDialog } from "./apply-dialog.tsx";
import { several } from "./words.ts";

/** What has been decided, what applying will do, and where it takes a second admin. */
export function ImportFoot(props: { made: PublicImport }) {
  const { me } = usePlace();
  const [isAsked, setAsked] = createSignal(false);
  const accepted = () => countOf(props.made.counts, "accepted");
  const ignored = () => countOf(props.made.counts, "ignored") + countOf(props.made.counts, "never");
  const asker = () => props.made.askedBy;
  const isMine = () => asker()?.id === me.id;
  return (
    <footer class="mis-foot">
      <p>
        <strong>
          {`${accepted().toLocaleString("en-GB")} accepted, ${ignored().toLocaleString("en-GB")} ignored, ${openIn(props.made.counts).toLocaleString("en-GB")} open.`}
        </strong>{" "}
        <span class="muted">{effect(props.made)}</span>
      </p>
      <p class="mis-brake" role="status">
        <Show
          when={asker()}
          fallback={<span class="muted">Above 10% leavers a day, a second admin must agree</span>}
        >
          {(person) => (
            <strong class="mis-warn">
              {isMine()
                ? "Over 10% would leave within a day. Ask a second Admin or Owner to press Apply here, too."
                : `Over 10% would leave within a day. ${person().name} asks you to agree.`}
            </strong>
          )}
        </Show>
      </p>
      <button
        type="button"
        class="button primary"
        disabled={accepted() === 0 || isMine()}
        onClick={() => setAsked(true)}
      >
        {isMine()
          ? "Waiting for a second admin"
          : `${asker() ? "Agree and apply" : "Apply"} ${several(accepted(), "change", "changes")}…`}
      </button>
      <Show when={isAsked()}>
        <ApplyDialog made={props.made} effect={effect(props.made)} close={() => setAsked(false)} />
      </Show>
    </footer>
  );
}

/** What applying what is accepted will do, in words. */
function effect({ counts }: PublicImport): string {
  const accepted = (kind: keyof typeof counts) => counts[kind].accepted;
  const said = [
    [accepted("joiner"), "adds or invites", "joiner", "joiners"],
    [accepted("details"), "changes", "account", "accounts"],
    [accepted("leaver"), "deactivates", "leaver", "leavers"],
    [accepted("group"), "changes", "group", "groups"],
    [accepted("member"), "updates members of", "group", "groups"],
    [accepted("pupil"), "changes", "pupil", "pupils"],
    [accepted("identity"), "links", "question’s answer", "questions’ answers"],
  ] as const;
  const words = said.flatMap(([count, verb, one, many]) =>
    count > 0 ? [`${verb} ${several(count, one, many)}`] : [],
  );
  return words.length > 0 ? `Applying ${words.join(", ")}.` : "Accept what shall be applied.";
}
