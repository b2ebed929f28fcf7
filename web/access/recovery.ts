import { isOpen } from "#domain/recoveries";
import type { PublicSchool, SchoolChange } from "#domain/schools";
import { api, keyed, onVersion } from "../replica/api.ts";
import type { School } from "../replica/school.ts";

const routes = api.schools[":school"];

/** What one may ask about getting back in. Each puts the answer into the replica at once, and throws a `Problem` when refused. */
export function createRecovery(school: School) {
  const param = { school: school.id };

  return { ask, cancel, setAddresses };

  async function ask(key: string): Promise<void> {
    const answer = await routes.recoveries.$post({ param, ...keyed(key) });
    school.tookRecovery((await answer.json()).recovery);
  }

  async function cancel(id: string): Promise<void> {
    school.tookRecovery(
      (await (await routes.recoveries[":id"].cancellation.$put({ param: { ...param, id } })).json())
        .recovery,
    );
  }

  async function setAddresses(
    version: number,
    json: Pick<SchoolChange, "headteacherEmail" | "deputyEmail">,
  ): Promise<PublicSchool> {
    const { school: row } = await (
      await routes.$patch({ param, json, ...onVersion(version) })
    ).json();
    school.tookSchool(row);
    return row;
  }
}

/** The recovery that is under way, or null. */
export function openRecovery(school: School) {
  const recovery = school.recovery();
  return recovery && isOpen(recovery) ? recovery : null;
}

export const recoveryLabels = {
  headteacherEmail: "Headteacher’s recovery address",
  deputyEmail: "Deputy’s recovery address",
};

/** One recovery address as it is shown. */
export interface ShownAddress {
  field: "headteacherEmail" | "deputyEmail";
  label: string;
  email: string | null;
  /** From when on it counts, ISO 8601; null once it does. */
  countsFrom: string | null;
  /** The one that counts now, or null. */
  inUse: string | null;
}

/** The school's recovery addresses. `now` is epoch milliseconds. */
export function addressesOf(school: PublicSchool | null, now: number): ShownAddress[] {
  return (["headteacherEmail", "deputyEmail"] as const).map((field) => {
    const [email, from, before] = [
      school?.[field],
      school?.[`${field}CountsFrom`],
      school?.[`${field}Before`],
    ];
    const isWaiting = typeof from === "string" && now < Date.parse(from);
    return {
      field,
      label: recoveryLabels[field],
      email: email ?? null,
      countsFrom: isWaiting ? from : null,
      inUse: (isWaiting ? before : email) ?? null,
    };
  });
}
