import Search from "lucide-solid/icons/search";
import { createSignal, For, Match, onCleanup, Show, Switch } from "solid-js";
import type { Decision, DifferenceKind, PublicDifference, PublicImport } from "#domain/imports";
import { tellRefusal } from "../actions/perform.ts";
import { usePlace } from "../place.ts";
import { usePresence } from "../presence/use-presence.ts";
import { createImportCommands } from "./commands.ts";
import { DecideAll } from "./decide-all.tsx";
import { DifferenceRow } from "./difference-row.tsx";
import { createDifferences } from "./differences.ts";
import { kindNames } from "./words.ts";

interface PanelProps {
  made: PublicImport;
  kind: DifferenceKind;
}

/** Who pauses so long while typing has finished a word, milliseconds. */
const typingPauseMs = 250;

/** The differences of a kind, before and after, to be decided one by one or all at once. */
export function DifferencesPanel(props: PanelProps) {
  const { me, school } = usePlace();
  const presence = usePresence();
  const commands = createImportCommands(school);
  const [typed, setTyped] = createSignal("");
  const [query, setQuery] = createSignal("");
  const [looked, setLooked] = createSignal<string | null>(null);
  const [all, setAll] = createSignal<"accepted" | "ignored" | null>(null);
  const counts = () => props.made.counts[props.kind];
  const [isPast, setPast] = createSignal(false);
  // Whoever has taken the last of them back sees all again.
  const state = () => (isPast() && counts().never > 0 ? "never" : null);
  const differences = createDifferences(
    {
      id: () => props.made.id,
      kind: () => props.kind,
      query,
      state,
      version: () => props.made.version,
    },
    commands.differences,
  );
  const isLocked = () => props.made.status === "applying";
  const undecided = () => counts().open + counts().accepted + counts().ignored;
  presence.attend(() => {
    const id = looked();
    return id === null ? null : { id, isEditing: false };
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));

  return (
    <section class="mis-panel" aria-labelledby="mis-panel">
      <header class="mis-panel-top">
        <div class="mis-panel-words">
          <h2 id="mis-panel">
            {kindNames[props.kind]}{" "}
            <span class="muted">{`${counts().open.toLocaleString("en-GB")} open`}</span>
          </h2>
          <Show when={counts().never > 0}>
            <button type="button" class="link-button" onClick={() => setPast(state() === null)}>
              {state() ? "Show all" : `${counts().never.toLocaleString("en-GB")} ignored for good`}
            </button>
          </Show>
        </div>
        <label class="mis-search">
          <Search size={16} aria-hidden="true" />
          <input
            type="search"
            class="input"
            aria-label="Search these"
            placeholder="Search these"
            value={typed()}
            onInput={(event) => {
              setTyped(event.currentTarget.value);
              clearTimeout(timer);
              timer = setTimeout(() => setQuery(typed().trim()), typingPauseMs);
            }}
          />
        </label>
        <Show when={undecided() > 1 && state() === null}>
          <button
            type="button"
            class="button"
            disabled={isLocked()}
            onClick={() => setAll("ignored")}
          >
            Ignore all…
          </button>
          <button
            type="button"
            class="button"
            disabled={isLocked()}
            onClick={() => setAll("accepted")}
          >
            {`Accept all ${undecided().toLocaleString("en-GB")}…`}
          </button>
        </Show>
      </header>
      <div class="diff-heads" aria-hidden="true">
        <span>{props.kind === "group" || props.kind === "member" ? "Group" : "Person"}</span>
        <span class="diff-side">
          <span>Field</span>
          <span>Before, in Staffroom</span>
          <span>After, from the MIS</span>
        </span>
      </div>
      <Switch fallback={<div class="bone list" aria-busy="true" />}>
        <Match when={differences.trouble()}>
          {(detail) => (
            <div class="mis-nothing">
              <p role="alert">{detail()}</p>
              <button type="button" class="button" onClick={() => void differences.load()}>
                Try again
              </button>
            </div>
          )}
        </Match>
        <Match when={differences.isLoaded() && differences.rows().length === 0}>
          <p class="mis-nothing muted">
            {query() ? "Nothing matches. Try another word." : "Nothing differs here."}
          </p>
        </Match>
        <Match when={differences.isLoaded()}>
          <ul class="diffs" aria-label={kindNames[props.kind]}>
            <For each={differences.rows()}>
              {(row) => (
                <DifferenceRow
                  row={row}
                  isLocked={isLocked()}
                  decide={(state) => void decide(row, state)}
                  look={(isLooking) => setLooked(isLooking ? row.id : null)}
                />
              )}
            </For>
          </ul>
          <Show when={differences.hasMore()}>
            <button type="button" class="button mis-more" onClick={() => differences.more()}>
              Show more
            </button>
          </Show>
        </Match>
      </Switch>
      <Show when={all()}>
        {(state) => (
          <DecideAll
            made={props.made}
            kind={props.kind}
            state={state()}
            samples={differences
              .rows()
              .filter((row) => row.state !== "never" && row.state !== "applied")
              .slice(0, 5)
              .map(({ subject }) => subject.name)}
            close={() => setAll(null)}
          />
        )}
      </Show>
    </section>
  );

  async function decide({ id, subject }: PublicDifference, state: Decision): Promise<void> {
    differences.expect([id], state, me);
    try {
      await commands.decide(props.made.id, { ids: [id] }, state);
    } catch (error) {
      void differences.load();
      const failed = `Nothing is decided about ${subject.name}.`;
      tellRefusal(
        { about: id, failed },
        error,
        () => void decide({ id, subject } as PublicDifference, state),
      );
    }
  }
}
