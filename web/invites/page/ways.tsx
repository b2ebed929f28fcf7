import { A } from "@solidjs/router";
import ListPlus from "lucide-solid/icons/list-plus";
import type { PublicInvite } from "#domain/invites";
import { FeedButton } from "../../activity/feed.tsx";
import { usePlace } from "../../place.ts";
import type { Column } from "../../ui/lists/column.ts";
import { CsvButton } from "../../ui/lists/csv-button.tsx";
import type { Shown } from "./shown.ts";

/** What else one may do here, where a phone's head has no room for it. */
export function Ways(props: { shown: Shown; columns: readonly Column<PublicInvite>[] }) {
  const { school } = usePlace();
  return (
    <>
      <FeedButton />
      <CsvButton
        name="invites"
        list={props.shown.list}
        columns={props.columns}
        rest={props.shown.restOfFile}
      />
      <A class="button" href={`/s/${school.id}/invite-list`}>
        <ListPlus size={16} aria-hidden="true" />
        Invite a list
      </A>
    </>
  );
}
