import { createMemo, For, Show } from "solid-js";
import { fullName } from "#domain/names";
import { canManage } from "#domain/roles";
import type { PublicUser } from "#domain/users";
import { likelyDuplicates, likenessInWords } from "#domain/users/likeness";
import { isWhole } from "#domain/users/seen";
import type { Ask } from "../../actions/open-dialog.ts";
import { usePlace } from "../../place.ts";

/** Says that somebody may have two accounts here, and offers to make them one [A13]. */
export function UserLikeness(props: { user: PublicUser; ask: Ask }) {
  const { me, school } = usePlace();
  const alike = createMemo(() => {
    const everybody = school.users.all().filter(isWhole);
    return (likelyDuplicates(everybody).get(props.user.id) ?? []).flatMap(({ id, signs }) => {
      const other = school.users.at(id);
      return isWhole(other) ? [{ other, signs }] : [];
    });
  });
  const mergeable = () =>
    alike().filter(
      ({ other }) => canManage(me.role, other.role) && canManage(me.role, props.user.role),
    );
  return (
    <Show when={mergeable().length > 0}>
      <section class="likeness" aria-label="Likely the same person">
        <For each={mergeable()}>
          {({ other, signs }) => (
            <p>
              <span>
                <strong>{fullName(other)}</strong> (<span translate="no">{other.username}</span>) is
                likely the same person: {likenessInWords(signs)}.
              </span>
              <button
                type="button"
                class="button"
                onClick={() => props.ask({ dialog: "merge", ids: [props.user.id, other.id] })}
              >
                Merge
              </button>
            </p>
          )}
        </For>
      </section>
    </Show>
  );
}
