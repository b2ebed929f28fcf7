import type { Accessor } from "solid-js";
import type { PublicInvite } from "#domain/invites";
import type { Ask } from "../actions/open-dialog.ts";
import type { Column } from "../ui/lists/column.ts";
import { ActionsCell } from "./cells/actions-cell.tsx";
import { actionsColumn } from "./columns.tsx";

/** Whose menu is open, and what opened it. */
export interface OpenMenu {
  id: string;
  anchor: HTMLElement;
}

interface Acts {
  /** Whether somebody waits for a new link. */
  isAsking: (id: string) => boolean;
  ask: Ask;
  menu: Accessor<OpenMenu | null>;
  openMenu: (menu: OpenMenu) => void;
}

/** What may be done about an invite. */
export function inviteActions({ isAsking, ask, menu, openMenu }: Acts): Column<PublicInvite> {
  return {
    ...actionsColumn,
    cell: (invite, { isCurrent }) => (
      <ActionsCell
        invite={invite()}
        isCurrent={isCurrent()}
        ask={ask}
        isAsking={isAsking(invite().id)}
        isMenuOpen={menu()?.id === invite().id}
        openMenu={(anchor) => openMenu({ id: invite().id, anchor })}
      />
    ),
  };
}
