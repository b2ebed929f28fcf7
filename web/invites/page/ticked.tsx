import { createMemo, Show } from "solid-js";
import type { PublicInvite } from "#domain/invites";
import type { Ask } from "../../actions/open-dialog.ts";
import { usePlace } from "../../place.ts";
import type { Column } from "../../ui/lists/column.ts";
import { CsvButton } from "../../ui/lists/csv-button.tsx";
import type { Ticks } from "../../ui/lists/ticks/ticks.ts";
import { InviteBulkBar } from "../many/bulk-bar.tsx";

interface TickedProps {
  ticks: Ticks;
  columns: readonly Column<PublicInvite>[];
  ask: Ask;
  clear: () => void;
}

/** What may be done with the ticked invites together. */
export function TickedInvites(props: TickedProps) {
  const { school } = usePlace();
  const ticked = createMemo(() =>
    [...props.ticks.ticked()].flatMap((id) => school.invites.at(id) ?? []),
  );
  const byId = () => new Map(ticked().map((row) => [row.id, row]));
  return (
    <Show when={ticked().length > 0}>
      <InviteBulkBar
        invites={ticked()}
        outOfSight={props.ticks.outOfSight()}
        ask={props.ask}
        clear={props.clear}
      >
        <CsvButton
          name="invites"
          label="CSV"
          list={{ ids: () => ticked().map(({ id }) => id), byId }}
          columns={props.columns}
        />
      </InviteBulkBar>
    </Show>
  );
}
