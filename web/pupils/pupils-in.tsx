import { For, Show } from "solid-js";
import { fullName } from "#domain/names";
import type { ListedPupil } from "#domain/pupils";
import { sorted } from "../ui/lists/order.ts";

/** The pupils of one group by surname, folded away; nothing until they are known. */
export function PupilsIn(props: { pupils: readonly ListedPupil[] | undefined }) {
  const inOrder = () => sorted(props.pupils ?? [], ({ familyName }) => familyName, false, fullName);
  return (
    <Show when={inOrder().length > 0}>
      <details class="pupils-in">
        <summary>{inOrder().length === 1 ? "1 pupil" : `${inOrder().length} pupils`}</summary>
        <ul class="names">
          <For each={inOrder()}>
            {(pupil) => (
              <li>
                <bdi>{fullName(pupil)}</bdi> <span class="sub">{pupil.yearGroup}</span>
              </li>
            )}
          </For>
        </ul>
      </details>
    </Show>
  );
}
