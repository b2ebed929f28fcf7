import { createSignal, Show } from "solid-js";
import type { DifferenceKind, PublicImport } from "#domain/imports";
import { usePlace } from "../place.ts";
import { Dialog } from "../ui/forms/dialog.tsx";
import { createSubmit } from "../ui/forms/submit.ts";
import { createImportCommands } from "./commands.ts";
import { kindNames } from "./words.ts";

interface DecideAllProps {
  made: PublicImport;
  kind: DifferenceKind;
  state: "accepted" | "ignored";
  /** Some of the names. */
  samples: string[];
  close: () => void;
}

/** Asks before all of a kind are accepted or ignored, with names. */
export function DecideAll(props: DecideAllProps) {
  const { school } = usePlace();
  const commands = createImportCommands(school);
  const [isForGood, setForGood] = createSignal(false);
  // More may come while the question stands; what was asked must not change.
  const { made, kind, state, samples } = props;
  const { open, accepted, ignored } = made.counts[kind];
  const all = open + accepted + ignored;
  const decided = state === "accepted" ? ignored : accepted;
  const rest = all - samples.length;
  const form = createSubmit({
    send: () =>
      commands.decide(made.id, { all: kind }, state === "ignored" && isForGood() ? "never" : state),
    done: props.close,
  });
  return (
    <Dialog
      title={`${state === "accepted" ? "Accept" : "Ignore"} all ${all.toLocaleString("en-GB")}?`}
      words={
        <>
          <p>
            <strong>{kindNames[kind]}:</strong> {samples.join(", ")}
            {rest > 0 ? ` and ${rest.toLocaleString("en-GB")} more` : ""}.
          </p>
          <Show when={decided > 0}>
            <p>{`Among them are ${decided.toLocaleString("en-GB")} that were decided otherwise.`}</p>
          </Show>
          <Show when={state === "accepted" && kind === "joiner"}>
            <p>Nobody becomes an Admin or Owner by this: accept those one by one.</p>
          </Show>
          <Show when={state === "accepted"}>
            <p class="muted">Nothing is changed until you apply it. What is kept by hand stays.</p>
          </Show>
        </>
      }
      isSmall
      shut={props.close}
      form={form}
      close="Cancel"
      confirm={state === "accepted" ? "Accept all" : "Ignore all"}
      tone="primary"
    >
      <Show when={state === "ignored"}>
        <label class="mis-for-good">
          <input
            type="checkbox"
            checked={isForGood()}
            onChange={(event) => setForGood(event.currentTarget.checked)}
          />{" "}
          For good: do not ask again with the next file
        </label>
      </Show>
    </Dialog>
  );
}
