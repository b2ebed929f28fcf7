import { Show } from "solid-js";
import type { PublicGroup } from "#domain/groups";
import { groupCells } from "#domain/groups/csv";
import { ActivePill } from "../ui/lists/active-pill.tsx";
import type { Column } from "../ui/lists/column.ts";
import { PresenceMark } from "../ui/presence/mark.tsx";
import { OnItsWay } from "../ui/waiting/on-its-way.tsx";

const csv = (name: keyof typeof groupCells) => ({ [name]: groupCells[name] });

/** What the list says of a group. */
export function groupColumns(hrefOf: (id: string) => string): Column<PublicGroup>[] {
  return [
    {
      key: "name",
      heading: "Name",
      width: "minmax(0, 2fr)",
      cell: (group) => (
        <>
          <a ref={keepPlace} href={hrefOf(group().id)} tabindex={-1} title={group().name}>
            {group().name}
          </a>
          <Show when={group().source === "mis"}>
            <span class="sub">from your MIS</span>
          </Show>
          <PresenceMark id={group().id} />
        </>
      ),
      csv: csv("Name"),
    },
    {
      key: "yearGroup",
      heading: "Year group",
      width: "minmax(0, 1fr)",
      cell: (group) => group().yearGroup ?? "–",
      csv: csv("Year group"),
    },
    {
      key: "staff",
      heading: "Staff",
      width: "5rem",
      cell: (group) => group().staff,
      csv: csv("Staff"),
    },
    {
      key: "pupils",
      heading: "Pupils",
      width: "5rem",
      cell: (group) => group().pupils,
      csv: csv("Pupils"),
    },
    {
      key: "status",
      heading: "Status",
      width: "6.5rem",
      cell: (group, { isOnItsWay }) => (
        <>
          <ActivePill status={group().status} />
          <Show when={isOnItsWay()}>
            <OnItsWay />
          </Show>
        </>
      ),
      csv: csv("Status"),
    },
  ];
}

/** The panel opens beside the list: nothing scrolls. */
function keepPlace(link: HTMLAnchorElement): void {
  link.setAttribute("noscroll", "");
}
