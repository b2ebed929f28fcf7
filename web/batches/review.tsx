import Send from "lucide-solid/icons/send";
import { createMemo, createSignal, For, onCleanup, Show } from "solid-js";
import type { ReadList } from "#domain/lists/read";
import { LeaveQuestion } from "../ui/forms/leave-question.tsx";
import type { createSubmit } from "../ui/forms/submit.ts";
import type { UnsavedChanges } from "../ui/forms/unsaved-changes.ts";
import { createPrinting } from "../ui/lists/printing.ts";
import { createVirtualRows } from "../ui/lists/virtual/virtual-rows.ts";
import { createNarrow } from "../ui/narrow-screen.ts";
import { RoleChoice, StaffTypeChoice } from "./choices.tsx";
import type { ListDraft } from "./draft.ts";
import { LineRow } from "./line-row.tsx";
import { type Concern, concerns } from "./lines.ts";
import { stayOut } from "./words.ts";

const names: Record<Concern | "all", string> = {
  all: "All",
  fix: "To fix",
  here: "Already here",
  pending: "Invited already",
  twice: "Twice",
  ready: "Ready",
};

const looks: Record<ReadList["looksLike"], string> = {
  outlook: "They look like addresses from Outlook.",
  addresses: "They look like a list of addresses.",
  table: "They look like rows of a table.",
  nothing: "We found no address in them.",
};

interface ReviewProps {
  draft: ListDraft;
  read: ReadList;
  form: ReturnType<typeof createSubmit>;
  unsaved: UnsavedChanges;
  leave: () => void;
}

/** In pixels. */
const rowHeight = { desk: 44, tablet: 62, phone: 148 };
/** A line stands in two up to this width, in rem, as `batches.css` has it. */
const twoLinesTo = 60;

/** Every line with its verdict, to put right before anything is sent. */
export function Review(props: ReviewProps) {
  const { draft } = props;
  const [shown, setShown] = createSignal<Concern | "all">("all");
  const [current, setCurrent] = createSignal<string>();
  const isNarrow = createNarrow();
  const ids = createMemo(() => {
    const concern = shown();
    if (concern === "all") return draft.order();
    // What is put right stays where it is while one looks at it.
    return draft.order().filter((id) => kept().has(id));
  });
  const kept = createMemo(() => {
    const concern = shown();
    return new Set(draft.order().filter((id) => draft.verdicts().get(id)?.concern === concern));
  });
  const places = createMemo(() => new Map(ids().map((id, i) => [id, i])));
  const [isWide, setWide] = createSignal(true);
  const widths = new ResizeObserver(([form]) =>
    setWide((form?.contentRect.width ?? 0) > twoLinesTo * remInPixels()),
  );
  onCleanup(() => widths.disconnect());
  const rows = createVirtualRows({
    ids,
    current: () => places().get(current() ?? ""),
    rowHeight: () => rowHeight[isNarrow() ? "phone" : isWide() ? "desk" : "tablet"],
    gap: () => (isNarrow() ? 8 : 0),
    isPrinting: createPrinting(),
  });
  const ready = () => draft.counts().ready;
  const figures = () => ({ all: draft.lines.length, ...draft.counts() });

  return (
    <form
      ref={(form) => widths.observe(form)}
      class="review"
      onSubmit={props.form.submit}
      novalidate
    >
      <div class="card review-top">
        <p>
          <strong>{`${props.read.lines.length} lines read.`}</strong>{" "}
          <span class="muted">
            {looks[props.read.looksLike]} Those we could not read are below, too.
          </span>
        </p>
        <fieldset class="review-defaults">
          <legend>Where the list says nothing</legend>
          <RoleChoice
            label="Role"
            value={draft.defaults().role}
            set={(role) => draft.setDefaults({ ...draft.defaults(), role })}
          />
          <StaffTypeChoice
            label="Staff type"
            value={draft.defaults().staffType}
            set={(staffType) => draft.setDefaults({ ...draft.defaults(), staffType })}
          />
        </fieldset>
      </div>
      <fieldset class="tabs review-tabs">
        <legend class="visually-hidden">Show</legend>
        <For each={["all", ...concerns] as const}>
          {(concern) => (
            <Show when={concern === "all" || concern === "ready" || figures()[concern] > 0}>
              <button
                type="button"
                class="tab"
                aria-pressed={shown() === concern}
                onClick={() => {
                  draft.sort();
                  setShown(concern);
                }}
              >
                {names[concern]} <span class="tab-count">{figures()[concern]}</span>
              </button>
            </Show>
          )}
        </For>
      </fieldset>
      <table
        class="list lines"
        classList={{ "in-flow": rows.isInFlow() }}
        aria-label="Your list"
        aria-rowcount={ids().length + 1}
      >
        <thead>
          <tr>
            <th scope="col">Line</th>
            <th scope="col">Name</th>
            <th scope="col">E-mail address</th>
            <th scope="col">Role</th>
            <th scope="col">Staff type</th>
            <th scope="col">Verdict</th>
            <th scope="col">
              <span class="visually-hidden">Take out</span>
            </th>
          </tr>
        </thead>
        <tbody
          ref={rows.setList}
          style={{ "--height": `${rows.virtualizer()?.height() ?? 0}px` }}
          onFocusIn={(event) =>
            setCurrent(event.target.closest<HTMLElement>("[data-id]")?.dataset.id)
          }
        >
          <For each={rows.ids()}>
            {(id) => (
              <LineRow
                id={id}
                draft={draft}
                index={places().get(id) ?? 0}
                start={rows.virtualizer()?.startOf(id) ?? 0}
                virtualizer={rows.virtualizer()}
                isInFlow={rows.isInFlow()}
              />
            )}
          </For>
        </tbody>
      </table>
      <div class="review-foot">
        <Show
          when={props.unsaved.onward()}
          fallback={
            <>
              <p role="status">
                <strong>
                  {ready() === 1 ? "1 will be invited." : `${ready()} will be invited.`}
                </strong>{" "}
                <span class="muted">{stayOut(draft.counts())}</span>
                <Show when={props.form.problem()}>
                  {(words) => <span class="field-note bad">{words()}</span>}
                </Show>
              </p>
              <button type="button" class="button" onClick={() => props.leave()}>
                Another list
              </button>
              <button
                type="submit"
                class="button primary"
                disabled={ready() === 0 || props.form.isPending()}
              >
                <Send size={16} aria-hidden="true" />
                {props.form.isPending()
                  ? "Sending…"
                  : `Send ${ready() === 1 ? "1 invite" : `${ready()} invites`}`}
              </button>
            </>
          }
        >
          {(onward) => <LeaveQuestion unsaved={props.unsaved} leave={onward()} />}
        </Show>
      </div>
    </form>
  );
}

function remInPixels(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}
