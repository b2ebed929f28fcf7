import type { NewPupil, PublicPupil, PupilChange, PupilStatus } from "#domain/pupils";
import { api, keyed, onVersion } from "../replica/api.ts";
import { changed, expectUntil } from "../replica/rows.ts";
import type { School } from "../replica/school.ts";
import { rosterOf } from "./roster.ts";

const pupils = api.schools[":school"].pupils;

/** What one may ask about a school's pupils. Each puts the answer into the roster, and throws a `Problem` when refused. */
export function createPupilCommands(school: School) {
  const param = { school: school.id };
  const { rows } = rosterOf(school);

  return { add, change, deactivate, reactivate };

  async function add(json: NewPupil, key: string): Promise<PublicPupil> {
    return keepAnswer(await pupils.$post({ param, json, ...keyed(key) }));
  }

  async function change(id: string, version: number, json: PupilChange): Promise<PublicPupil> {
    const asked = { param: { ...param, id }, json, ...onVersion(version) };
    return keepAnswer(await pupils[":id"].$patch(asked));
  }

  function deactivate(id: string): Promise<PublicPupil> {
    const answer = pupils[":id"].deactivation.$put({ param: { ...param, id } }).then(keepAnswer);
    return expectUntil(rows.expect(id, withStatus("inactive")), answer);
  }

  function reactivate(id: string): Promise<PublicPupil> {
    const answer = pupils[":id"].deactivation.$delete({ param: { ...param, id } }).then(keepAnswer);
    return expectUntil(rows.expect(id, withStatus("active")), answer);
  }

  async function keepAnswer(answer: {
    json(): Promise<{ pupil: PublicPupil }>;
  }): Promise<PublicPupil> {
    const { pupil } = await answer.json();
    rows.took(pupil);
    return pupil;
  }
}

function withStatus(status: PupilStatus) {
  return changed<PublicPupil>({ status });
}
