import { api } from "../replica/api.ts";
import type { School } from "../replica/school.ts";

const routes = api.schools[":school"];

/** What one may choose of the mails that leave by themselves. Throws a `Problem` when refused. */
export function createMailChoices(school: School) {
  const param = { school: school.id };

  return { setReminders, wantsDigest, setDigest };

  async function setReminders(reminders: boolean): Promise<void> {
    const answer = await routes.$patch({ param, json: { reminders } });
    school.tookSchool((await answer.json()).school);
  }

  async function wantsDigest(): Promise<boolean> {
    return (await (await routes.digest.$get({ param })).json()).digest.wanted;
  }

  async function setDigest(wanted: boolean): Promise<void> {
    await routes.digest.$put({ param, json: { wanted } });
  }
}
