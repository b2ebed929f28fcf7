import { readLinkKeys, signLink } from "../../../worker/links.ts";
import { write } from "../../../worker/local/demo/seed.ts";
import { people, type Stage, type Window } from "../stage.ts";
import { crowdedStory, newStory } from "./crowds.ts";
import { enrolled, told } from "./roster-state.ts";

/** Who looks at a screen: their username, or nobody who is signed in. */
export interface Cast {
  priya: string;
  tom: string;
  lena: string;
  rene: string;
  crowded: string;
  fresh: string;
}

/** What the screens' addresses name. */
export interface State {
  cast: Cast;
  /** Oakfield's invites by what has become of them, users by surname, pupils, and the first group. */
  invites: Record<string, string>;
  users: Record<string, string>;
  pupils: Record<string, string>;
  group: string;
  /** The token of the newest link of an invite, or of an older one. */
  link(invite: string, older?: boolean): string;
  resetLink: string;
}

/** Puts Oakfield into every state there is, and beside it a crowded school and one on its first day. */
export async function prepare(stage: Stage, linkSecret: string): Promise<State> {
  const database = await stage.serving.database();
  const [crowded, fresh] = [crowdedStory(Date.now()), newStory(Date.now())];
  await write(database, [crowded.story, fresh.story], null);
  const priya = await stage.signedIn(people.priya);
  const invites = await invited(stage, priya);
  const users = await added(stage, priya);
  await stage.call(priya.page, "PUT", "/message", {
    text: "Fire drill at 11:00. Please take your registers with you.",
  });
  await stage.call(priya.page, "PATCH", "", {
    phone: "0115 496 0100",
    contactEmail: "office@oakfield.example",
  });
  const group = await database.prepare("select id from groups limit 1").first<{ id: string }>();
  await database
    .prepare("update users set reset_generation = 1, reset_expires_at = ? where username = ?")
    .bind(Date.now() + 3600_000, people.rene)
    .run();
  const rene = await database
    .prepare("select id from users where username = ?")
    .bind(people.rene)
    .first<{ id: string }>();
  const pupils = await enrolled(stage, priya);
  await told(stage, priya, false);
  await priya.page.context().close();
  const newton = await stage.signedIn(crowded.owner);
  await told(stage, newton, true);
  await newton.page.context().close();
  const [key, ...rest] = readLinkKeys(linkSecret);
  if (!key) throw new Error("No key.");
  return {
    cast: { ...people, crowded: crowded.owner, fresh: fresh.owner },
    invites,
    users,
    pupils,
    group: group?.id ?? "",
    link: (invite, older = false) =>
      signLink(
        [key, ...rest],
        "accept",
        invites[invite] ?? "",
        older ? 1 : (generations[invite] ?? 1),
      ),
    resetLink: signLink([key, ...rest], "reset", rene?.id ?? "", 1),
  };
}

const generations: Record<string, number> = { replaced: 2 };

const bounce = "There is no mailbox of that name at oakfeild.example.";
const long =
  "wolfeschlegelsteinhausenbergerdorff.maria-magdalena@staff.oakfield-high-school.example";

/** What is made of an invite that was sent, as SQL. */
const becomes: Record<string, string> = {
  pending: "delivery = 'delivered'",
  long: "delivery = 'sent', sent_at = sent_at - 3600000",
  unnoticed: "delivery = 'delivered', sent_at = sent_at - 5000000",
  opened: "delivery = 'delivered', opened_at = sent_at",
  bounced: `delivery = 'bounced', hard_bounced = 1, delivery_reason = '${bounce}'`,
  spam: "delivery = 'complained', delivery_reason = 'They marked it as spam.'",
  ending: "delivery = 'delivered', expires_at = unixepoch() * 1000 + 1500000",
  spent: "delivery = 'delivered', resends = 3",
  asked:
    "status = 'expired', delivery = 'delivered', sent_at = sent_at - 95400000, expires_at = sent_at - 9000000, requested_at = sent_at",
  expired:
    "status = 'expired', delivery = 'delivered', sent_at = sent_at - 93400000, expires_at = sent_at - 7000000",
  revoked: "status = 'revoked', revoked_at = unixepoch() * 1000 - 60000",
  replaced: "generation = 2, resends = 1",
};

async function invited(stage: Stage, priya: Window): Promise<Record<string, string>> {
  const database = await stage.serving.database();
  const found: Record<string, string> = {};
  for (const [name, sql] of Object.entries(becomes)) {
    const email = name === "long" ? long : `${name}.person@oakfield.example`;
    const { body } = await stage.call<{ invite: { id: string } }>(priya.page, "POST", "/invites", {
      email,
      role: name === "asked" ? "admin" : "editor",
      staffType: "teacher",
    });
    found[name] = body.invite.id;
    await database.prepare(`update invites set ${sql} where id = ?`).bind(body.invite.id).run();
  }
  const accepted = await database
    .prepare(
      "select id from invites where status = 'accepted' and school_id = (select school_id from invites where id = ?) limit 1",
    )
    .bind(found.pending)
    .first<{ id: string }>();
  return { ...found, accepted: accepted?.id ?? "" };
}

const newPeople = [
  { username: "ng75pn_james", givenName: "Kit", familyName: "James" },
  { username: "ng75pn_james.1", givenName: "Kit", familyName: "James" },
  { username: "ng75pn_gone", givenName: "Grace", familyName: "Gone" },
  { username: "ng75pn_rahman", givenName: "عبد الرحمن", familyName: "الخوارزمي" },
  {
    username: "ng75pn_long",
    givenName: "Maria-Magdalena",
    familyName: "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengew",
  },
];

async function added(stage: Stage, priya: Window): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const details of newPeople) {
    const { body } = await stage.call<{ user: { id: string } }>(priya.page, "POST", "/users", {
      ...details,
      role: "editor",
      staffType: "teacher",
    });
    found[details.username.replace("ng75pn_", "")] = body.user.id;
  }
  await stage.call(priya.page, "PUT", `/users/${found.gone}/deactivation`);
  const { body } = await stage.call<{ items: { id: string; username: string }[] }>(
    priya.page,
    "GET",
    "/users",
  );
  for (const { id, username } of body.items) found[username.replace("ng75pn_", "")] ??= id;
  return found;
}
