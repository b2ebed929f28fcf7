import type { PublicInvite } from "#domain/invites";
import { usePlace } from "../../place.ts";
import { PostsDialog } from "../../users/many/posts-dialog.tsx";
import { changeMany } from "./commands.ts";
import { isPossible, lineOf, many } from "./words.ts";

interface ChangeManyProps {
  ids: string[];
  /** Something was done. */
  done?: (() => void) | undefined;
  close: () => void;
}

/** Makes every ticked invite be to another role or staff type [I15]; their links stay the same. */
export default function ChangeManyDialog(props: ChangeManyProps) {
  const { me, school } = usePlace();
  // Rows may change while the dialog stands; what was asked must not.
  const invites = props.ids.flatMap((id) => school.invites.at(id) ?? []);
  return (
    <PostsDialog
      rows={invites}
      name="ticked invites"
      many={many}
      nameOf={({ email }) => email}
      whyNot={whyNot}
      listLabel="What is changed"
      guidance={() => "Their links stay the same."}
      send={(rows, change, key) => changeMany(school, rows, change, key)}
      verdictTitle={(done, all) => (done === 0 ? "None was changed." : `${done} of ${many(all)}`)}
      verdictLine={(verdict) => lineOf(school, verdict, "is changed.")}
      done={props.done}
      close={props.close}
    />
  );

  function whyNot(invite: PublicInvite): string | null {
    if (isPossible(me.role, "change", invite)) return null;
    return invite.status === "pending"
      ? "only an Owner changes an invite to become an Owner"
      : "not pending, so it stays as it is";
  }
}
