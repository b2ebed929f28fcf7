import { For } from "solid-js";
import { Dialog } from "../../forms/dialog.tsx";

/** What came of one ticked row: its name, and the words that go on after that. */
export interface VerdictLine {
  name: string;
  words: string;
  isDone: boolean;
}

interface VerdictsProps {
  title: string;
  lines: readonly VerdictLine[];
  close: () => void;
}

/** What became of each ticked row, whatever was refused first. */
export function Verdicts(props: VerdictsProps) {
  const refusedFirst = () =>
    [...props.lines].sort((one, other) => Number(one.isDone) - Number(other.isDone));
  return (
    <Dialog
      title={props.title}
      words={
        <ul class="names">
          <For each={refusedFirst()}>
            {({ name, words }) => (
              <li>
                <strong translate="no">{name}</strong> {words}
              </li>
            )}
          </For>
        </ul>
      }
      isQuestion
      shut={props.close}
      close="Close"
    />
  );
}
