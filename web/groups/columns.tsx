import { Show } from "solid-js";
import type { PublicGroup } from "#domain/groups";
import type { Column } from "../ui/lists/column.ts";
import { PresenceMark } from "../ui/presence/mark.tsx";
import { OnItsWay } from "../ui/waiting/on-its-way.tsx";

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
      csv: { Name: ({ name }) => name },
    },
    {
      key: "yearGroup",
      heading: "Year group",
      width: "minmax(0, 1fr)",
      cell: (group) => group().yearGroup ?? "–",
      csv: { "Year group": ({ yearGroup }) => yearGroup ?? "" },
    },
    {
      key: "staff",
      heading: "Staff",
      width: "5rem",
      cell: (group) => group().staff,
      csv: { Staff: ({ staff }) => String(staff) },
    },
    {
      key: "pupils",
      heading: "Pupils",
      width: "5rem",
      cell: (group) => group().pupils,
      csv: { Pupils: ({ pupils }) => String(pupils) },
    },
    {
      key: "status",
      heading: "Status",
      width: "8.25rem",
      cell: (group, { isOnItsWay }) => (
        <>
          <GroupStatusPill status={group().status} />
          <Show when={isOnItsWay()}>
            <OnItsWay />
          </Show>
        </>
      ),
      csv: { Status: ({ status }) => statusNames[status] },
    },
  ];
}

const statusNames = { active: "Active", inactive: "Inactive" } as const;

/** Active or not, as a word, a colour and a shape of its own. */
export function GroupStatusPill(props: { status: PublicGroup["status"] }) {
  return (
    <span class="pill" data-status={props.status}>
      <span class="shape" aria-hidden="true" />
      {statusNames[props.status]}
    </span>
  );
}

/** The panel opens beside the list: nothing scrolls. */
function keepPlace(link: HTMLAnchorElement): void {
  link.setAttribute("noscroll", "");
}
