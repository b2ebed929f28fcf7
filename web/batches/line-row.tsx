import X from "lucide-solid/icons/x";
import { createEffect, createSignal, Show } from "solid-js";
import type { Virtualizer } from "../ui/lists/virtual/virtualizer.ts";
import { RoleChoice, StaffTypeChoice } from "./choices.tsx";
import type { ListDraft } from "./draft.ts";
import { VerdictCell } from "./verdict-cell.tsx";

interface LineRowProps {
  id: string;
  draft: ListDraft;
  /** Its place in the list, from 0, and in pixels. */
  index: number;
  start: number;
  virtualizer: Virtualizer | undefined;
  isInFlow: boolean;
}

/** A line of the list, to be put right where it stands. Whoever stays out has nothing to choose. */
export function LineRow(props: LineRowProps) {
  const { draft } = props;
  const [element, setElement] = createSignal<HTMLTableRowElement>();
  const verdict = () => draft.verdicts().get(props.id);
  const isOpen = () => verdict()?.concern === "ready" || verdict()?.concern === "fix";
  createEffect(() => {
    const row = element();
    if (row && !props.isInFlow) props.virtualizer?.measure(row);
  });

  return (
    <Show when={draft.at(props.id)}>
      {(line) => (
        <tr
          ref={setElement}
          data-id={props.id}
          data-index={props.index}
          data-concern={verdict()?.concern}
          aria-rowindex={props.index + 2}
          style={{ top: `${props.start}px` }}
        >
          <td class="line-number">
            <span class="on-phone">Line </span>
            {line().line}
          </td>
          <td class="line-name" title={line().text}>
            {[line().givenName, line().familyName].filter(Boolean).join(" ") ||
              (line().email ? "" : line().text)}
          </td>
          <td class="line-email">
            <input
              type="email"
              class="input"
              aria-label={`E-mail address of line ${line().line}`}
              aria-invalid={verdict()?.outcome === "invalid" || Boolean(verdict()?.suggestion)}
              autocomplete="off"
              spellcheck={false}
              maxLength={1000}
              value={line().email}
              onInput={(event) => draft.edit(props.id, { email: event.currentTarget.value })}
            />
          </td>
          <td class="line-role">
            <Show when={isOpen()}>
              <RoleChoice
                label={`Role of line ${line().line}`}
                value={line().role ?? draft.defaults().role}
                set={(role) => draft.edit(props.id, { role })}
              />
            </Show>
          </td>
          <td class="line-type">
            <Show when={isOpen()}>
              <StaffTypeChoice
                label={`Staff type of line ${line().line}`}
                value={line().staffType ?? draft.defaults().staffType}
                set={(staffType) => draft.edit(props.id, { staffType })}
              />
            </Show>
          </td>
          <td class="line-verdict">
            <Show when={verdict()}>
              {(found) => <VerdictCell line={line()} verdict={found()} draft={draft} />}
            </Show>
          </td>
          <td class="line-out">
            <button
              type="button"
              class="icon-button"
              aria-label={`Take line ${line().line} out`}
              onClick={() => draft.remove(props.id)}
            >
              <X size={16} aria-hidden="true" />
            </button>
          </td>
        </tr>
      )}
    </Show>
  );
}
