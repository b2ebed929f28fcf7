import { DomainError } from "#domain/errors";
import { edit, type Known, type PublicUser, publishedUser } from "#domain/users";
import type { ManyChange, Ticked } from "#domain/users/acts";
import type { PersonAct } from "../act.ts";
import type { OnEach } from "../events/act-on-many.ts";
import { differenceOf } from "./difference.ts";
import { findUsers } from "./known.ts";
import { guardedWrites } from "./writes.ts";

/** Gives many people another role or staff type, each as one call alone would: `changed` for whose version is another. */
export function changing(
  ticked: readonly Ticked[],
  change: ManyChange,
): OnEach<PersonAct, Known, PublicUser> {
  const versions = new Map(ticked.map(({ id, version }) => [id, version]));
  return {
    read: findUsers,
    step({ env, actor }, known, id) {
      if (publishedUser(known).version !== versions.get(id)) throw new DomainError("changed");
      const next = edit(actor, known, change);
      if (!next) return null;
      const changes = differenceOf(known, next);
      return {
        change: guardedWrites(env, known, next),
        fact: { kind: "user.changed", subjectId: id, changes },
      };
    },
    keyOf: ({ account }) => account.id,
    published: publishedUser,
    rowIn: (event) => ("user" in event && "status" in event.user ? event.user : null),
  };
}
