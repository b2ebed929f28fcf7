import { A } from "@solidjs/router";
import { can } from "#domain/roles";
import { usePlace } from "../place.ts";
import { usePageTitle } from "../ui/page-title.ts";
import { PageTop } from "../ui/page-top.tsx";

/** An address of the school's at which nothing stands: said, with where to go. */
export default function NoSuchPage() {
  const { me, school } = usePlace();
  usePageTitle(() => "There is no such page");
  return (
    <>
      <PageTop title="There is no such page" />
      <div class="panel">
        <p>
          Nothing stands at this address. It may be mistyped, or cut off where it was copied. What
          you look for may be in the list of pages.
        </p>
        <A class="button primary" href={`/s/${school.id}`}>
          {can(me.role, "seeInvites") ? "Go to Overview" : "Go to Home"}
        </A>
        <A href={`/s/${school.id}/help`}>Look in the help</A>
      </div>
    </>
  );
}
