/** Somebody who may do what an Owner may, at a school of theirs. */
export interface Admin {
  call(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Response>;
}

/** Whoever would fill a stranger's mailbox, and what they can reach. */
export interface Flooder {
  /** At a school that has been here for long. */
  owner: Admin;
  /** The Owner of another school, registered just now. */
  newOwner(): Promise<Admin>;
  /** Registers a school, each time from another network. */
  register(email: string): Promise<Response>;
}

interface Person {
  id: string;
  version: number;
}

const elsewhere = () => `${crypto.randomUUID().slice(0, 8)}@elsewhere.example`;

/** Every way known in which mail can be made to go to a mailbox; each asks for more than one mailbox should get. */
export const ways: Record<string, (by: Flooder, mailbox: string) => Promise<void>> = {
  async "a user's e-mail moved to and fro, 60 edits"({ owner }, mailbox) {
    const person = await addPerson(owner);
    for (let i = 0; i < 30; i++) {
      await setEmail(owner, person, mailbox);
      await setEmail(owner, person, elsewhere());
    }
  },

  async "the deputy's address moved to and fro, 60 edits"({ owner }, mailbox) {
    for (let i = 0; i < 30; i++)
      for (const deputyEmail of [mailbox, elsewhere()])
        await owner.call("PATCH", "", { deputyEmail });
  },

  async "six accounts that take one address in turn"({ owner }, mailbox) {
    for (let i = 0; i < 6; i++) {
      const person = await addPerson(owner);
      await setEmail(owner, person, mailbox);
      for (let times = 0; times < 3; times++) await mailPasswords(owner, [person]);
      await setEmail(owner, person, elsewhere());
    }
  },

  async "four new schools that invite"({ newOwner }, mailbox) {
    for (let i = 0; i < 4; i++) await inviteEight(await newOwner(), mailbox);
  },

  async "a list of forty +tags"({ owner }, mailbox) {
    const rows = Array.from({ length: 40 }, (_, i) => ({
      email: tagged(mailbox, `list${i}`),
      role: "viewer",
    }));
    await owner.call("POST", "/invites/batches", { rows });
  },

  async "twelve registrations with +tags"({ register }, mailbox) {
    for (let i = 0; i < 12; i++) await register(tagged(mailbox, `school${i}`));
  },

  async "twelve accounts with +tags, mailed in one call"({ owner }, mailbox) {
    const people: Person[] = [];
    for (let i = 0; i < 12; i++) people.push(await addPerson(owner, tagged(mailbox, `user${i}`)));
    await mailPasswords(owner, people);
  },

  async "twenty invites with +tags"({ owner }, mailbox) {
    for (let i = 0; i < 20; i++)
      await owner.call("POST", "/invites", {
        email: tagged(mailbox, `invite${i}`),
        role: "viewer",
      });
  },
};

function tagged(mailbox: string, tag: string): string {
  return mailbox.replace("@", `+${tag}@`);
}

async function addPerson(owner: Admin, email?: string): Promise<Person> {
  const username = `flood_${crypto.randomUUID().slice(0, 12)}`;
  const details = { username, givenName: "Sam", familyName: "Flood", role: "viewer", email };
  const answer = await owner.call("POST", "/users", { ...details, staffType: "teacher" });
  if (answer.status !== 201) throw new Error(`Not added: ${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as { user: Person }).user;
}

async function setEmail(owner: Admin, person: Person, email: string): Promise<void> {
  const headers = { "If-Match": `"${person.version}"` };
  const answer = await owner.call("PATCH", `/users/${person.id}`, { email }, headers);
  if (answer.status !== 200) throw new Error(`Not moved: ${answer.status} ${await answer.text()}`);
  person.version = ((await answer.json()) as { user: Person }).user.version;
}

async function mailPasswords(owner: Admin, people: Person[]): Promise<void> {
  await owner.call("POST", "/password-emails", { userIds: people.map(({ id }) => id) });
}

/** What one school may send to one address in a day [I3]. */
async function inviteEight(owner: Admin, email: string): Promise<void> {
  for (let round = 0; round < 2; round++) {
    const answer = await owner.call("POST", "/invites", { email, role: "viewer" });
    if (answer.status !== 201) return;
    const { id } = ((await answer.json()) as { invite: { id: string } }).invite;
    for (let times = 0; times < 3; times++) await owner.call("POST", `/invites/${id}/resends`);
    await owner.call("PUT", `/invites/${id}/revocation`);
  }
}
