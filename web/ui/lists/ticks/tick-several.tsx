import ListChecks from "lucide-solid/icons/list-checks";
import type { List, Listed } from "../list.ts";

/** On phones rows have boxes to tick once somebody wants them. */
export function TickSeveral<T extends Listed>(props: { list: Pick<List<T>, "phone"> }) {
  const { phone } = props.list;
  return (
    <button type="button" class="button" onClick={() => phone.tick((isTicking) => !isTicking)}>
      <ListChecks size={16} aria-hidden="true" />
      {phone.isTicking() ? "Stop ticking" : "Tick several"}
    </button>
  );
}
