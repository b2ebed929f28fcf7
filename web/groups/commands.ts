import type { GroupChange, GroupStatus, NewGroup, PublicGroup } from "#domain/groups";
import { isWhole } from "#domain/users/seen";
import { api, keyed, onVersion } from "../replica/api.ts";
import { changed, type Expectation, expectUntil } from "../replica/rows.ts";
import type { School } from "../replica/school.ts";

const groups = api.schools[":school"].groups;
const groupsOf = api.schools[":school"].users[":id"].groups;

/** Who goes into a group and who out of it, or which groups of a person, by their ids. */
export interface MemberChanges {
  add: string[];
  remove: string[];
}

/**
 * What one may ask about a school's groups. Each puts the answer into the replica, and throws a `Problem` when refused. A change of
 * status shows at once; who is in a group shows as soon as its event is heard.
 */
export function createGroupCommands(school: School) {
  const param = { school: school.id };

  return { add, change, close, reopen, changeMembers, changeGroupsOf };

  async function add(json: NewGroup, key: string): Promise<PublicGroup> {
    return keepAnswer(await groups.$post({ param, json, ...keyed(key) }));
  }

  async function change(id: string, version: number, json: GroupChange): Promise<PublicGroup> {
    const asked = { param: { ...param, id }, json, ...onVersion(version) };
    return keepAnswer(await groups[":id"].$patch(asked));
  }

  /** Puts a group away. */
  function close(id: string): Promise<PublicGroup> {
    const answer = groups[":id"].deactivation.$put({ param: { ...param, id } }).then(keepAnswer);
    return expectUntil(school.groups.expect(id, withStatus("inactive")), answer);
  }

  function reopen(id: string): Promise<PublicGroup> {
    const answer = groups[":id"].deactivation.$delete({ param: { ...param, id } }).then(keepAnswer);
    return expectUntil(school.groups.expect(id, withStatus("active")), answer);
  }

  async function changeMembers(id: string, json: MemberChanges): Promise<PublicGroup> {
    return keepAnswer(await groups[":id"].members.$patch({ param: { ...param, id }, json }));
  }

  async function changeGroupsOf(id: string, json: MemberChanges): Promise<void> {
    const { user } = await (await groupsOf.$patch({ param: { ...param, id }, json })).json();
    // The directory's rows have no versions: of theirs only an event says which is newer.
    if (isWhole(user)) school.users.took(user);
  }

  async function keepAnswer(answer: {
    json(): Promise<{ group: PublicGroup }>;
  }): Promise<PublicGroup> {
    const { group } = await answer.json();
    school.groups.took(group);
    return group;
  }
}

function withStatus(status: GroupStatus): Expectation<PublicGroup> {
  return changed<PublicGroup>({ status });
}
