import { Show } from "solid-js";
import { fullName } from "#domain/names";
import { pupilCells } from "#domain/pupils/csv";
import { isTemporary } from "#domain/pupils/upn";
import { ActivePill } from "../ui/lists/active-pill.tsx";
import type { Column } from "../ui/lists/column.ts";
import { PresenceMark } from "../ui/presence/mark.tsx";
import { OnItsWay } from "../ui/waiting/on-its-way.tsx";
import type { PupilRow } from "./list.ts";

/** What the list says of a pupil. */
export function pupilColumns(
  hrefOf: (id: string) => string,
  groupName: (id: string) => string | undefined,
): Column<PupilRow>[] {
  const cells = pupilCells(groupName);
  const csv = (...names: string[]) =>
    Object.fromEntries(names.flatMap((name) => (cells[name] ? [[name, cells[name]]] : [])));
  return [
    {
      key: "upn",
      heading: "UPN",
      width: "9.5rem",
      cell: (pupil) => (
        <Show when={pupil().upn} fallback={<span class="muted">No UPN</span>}>
          {(upn) => (
            <>
              <span class="code" translate="no">
                {upn()}
              </span>
              <Show when={isTemporary(upn())}>
                <span class="sub"> temporary</span>
              </Show>
            </>
          )}
        </Show>
      ),
      csv: csv("sourcedId", "UPN"),
    },
    {
      key: "name",
      heading: "Name",
      isFixed: true,
      width: "minmax(0, 2.4fr)",
      cell: (pupil) => (
        <>
          <a ref={keepPlace} href={hrefOf(pupil().id)} tabindex={-1} title={fullName(pupil())}>
            <bdi>{fullName(pupil())}</bdi>
          </a>
          <PresenceMark id={pupil().id} />
        </>
      ),
      csv: csv("Given name", "Family name"),
    },
    {
      key: "yearGroup",
      heading: "Year group",
      width: "6rem",
      cell: (pupil) => pupil().yearGroup ?? "–",
      csv: csv("Year group"),
    },
    {
      key: "groups",
      heading: "Groups",
      from: 640,
      width: "minmax(0, 1.5fr)",
      cell: (pupil) => (
        <span title={pupil().groups.join(", ")}>{pupil().groups.join(", ") || "–"}</span>
      ),
      csv: csv("Groups"),
    },
    {
      key: "status",
      heading: "Status",
      width: "6.5rem",
      cell: (pupil, { isOnItsWay }) => (
        <>
          <ActivePill status={pupil().status} />
          <Show when={isOnItsWay()}>
            <OnItsWay />
          </Show>
        </>
      ),
      csv: csv("Status", "Staffroom ID"),
    },
  ];
}

/** The panel opens beside the list: nothing scrolls. */
function keepPlace(link: HTMLAnchorElement): void {
  link.setAttribute("noscroll", "");
}
