import Download from "lucide-solid/icons/download";
import { note } from "../notes.tsx";
import type { Column } from "./column.ts";
import type { List, Listed } from "./list.ts";

interface CsvButtonProps<T extends Listed> {
  name: string;
  list: Pick<List<T>, "ids" | "byId">;
  columns: readonly Column<T>[];
  label?: string;
  /** Asks for what stands below the list, where that is not all there. */
  rest?: () => Promise<readonly T[]>;
}

/** What the list shows, in its order, as a file. */
export function CsvButton<T extends Listed>(props: CsvButtonProps<T>) {
  const label = () => props.label ?? "Download CSV";
  return (
    <button type="button" class="button shrinking" title={label()} onClick={() => void save()}>
      <Download size={16} aria-hidden="true" />
      <span>{label()}</span>
    </button>
  );

  async function save(): Promise<void> {
    try {
      const rest = (await props.rest?.()) ?? [];
      const shown = props.list.ids().flatMap((id) => props.list.byId().get(id) ?? []);
      const rows = [...shown, ...rest.filter(({ id }) => !props.list.byId().has(id))];
      const { csvOf, saveFile } = await import("./csv.ts");
      saveFile(`${props.name}.csv`, csvOf(props.columns, rows));
    } catch {
      note({ text: "The file could not be made.", detail: "Try again.", tone: "bad" });
    }
  }
}
