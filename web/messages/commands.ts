import type { NewMessage, PublicMessage } from "#domain/messages";
import { api } from "../replica/api.ts";
import type { School } from "../replica/school.ts";

/** What one may do about the message of the day. Each puts the answer into the replica at once, and throws a `Problem` when refused. */
export function createMessageCommands(school: School) {
  const route = api.schools[":school"].message;
  const param = { school: school.id };

  return { set, remove };

  async function set(json: NewMessage): Promise<PublicMessage> {
    const { message } = await (await route.$put({ param, json })).json();
    school.messages.took(message);
    return message;
  }

  /** Its row goes when the event comes. */
  async function remove(): Promise<void> {
    await route.$delete({ param });
  }
}
