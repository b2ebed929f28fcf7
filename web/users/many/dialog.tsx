import { Show } from "solid-js";
import { fullName } from "#domain/names";
import { isAtLeast } from "#domain/roles";
import type { ManyChange } from "#domain/users/acts";
import { isWhole } from "#domain/users/seen";
import { usePlace } from "../../place.ts";
import { changeMany, type Verdict } from "./commands.ts";
import { PostsDialog } from "./posts-dialog.tsx";
import { many, verdictWords } from "./words.ts";

interface ManyDialogProps {
  ids: string[];
  /** Something was done. */
  done?: (() => void) | undefined;
  close: () => void;
}

/** Gives everybody who is ticked another role or staff type. */
export default function ManyDialog(props: ManyDialogProps) {
  const { me, school } = usePlace();
  // Rows may change while the dialog stands; what was asked must not.
  const people = props.ids.map((id) => school.users.at(id)).filter(isWhole);
  return (
    <PostsDialog
      rows={people}
      name="ticked users"
      many={many}
      nameOf={fullName}
      listLabel="Who is changed"
      guidance={({ staffType }) =>
        staffType
          ? "SLT and Headteacher bring the permissions for historical data and whole-school information; other staff types clear them."
          : "What you leave as it is stays each person’s own."
      }
      warning={(change) => (
        <Show when={isStepDown(change)}>
          <p class="problem">You are among them: what your new role does not allow ends at once.</p>
        </Show>
      )}
      send={(rows, change, key) => changeMany(school, rows, change, key)}
      verdictTitle={(done, all) =>
        done === 0 ? "Nobody was changed" : `${done} of ${many(all)} changed`
      }
      verdictLine={(verdict) => ({ name: nameIn(verdict), words: verdictWords(verdict) })}
      done={props.done}
      close={props.close}
    />
  );

  function isStepDown({ role }: ManyChange): boolean {
    return role !== undefined && !isAtLeast(role, me.role) && people.some(({ id }) => id === me.id);
  }

  function nameIn({ id, user }: Verdict): string {
    const known = user ?? school.users.at(id);
    return known ? fullName(known) : "Somebody";
  }
}
