import Download from "lucide-solid/icons/download";
import type { Column } from "./column.ts";
import { csvOf, saveFile } from "./csv.ts";
import type { List, Listed } from "./list.ts";

interface CsvButtonProps<T extends Listed> {
  name: string;
  list: Pick<List<T>, "ids" | "byId">;
  columns: readonly Column<T>[];
}

/** What the list shows, in its order, as a file. */
export function CsvButton<T extends Listed>(props: CsvButtonProps<T>) {
  return (
    <button type="button" class="button shrinking" onClick={save}>
      <Download size={16} aria-hidden="true" />
      <span>Download CSV</span>
    </button>
  );

  function save(): void {
    const rows = props.list.ids().flatMap((id) => props.list.byId().get(id) ?? []);
    saveFile(`${props.name}.csv`, csvOf(props.columns, rows));
  }
}
