import type { Page } from "playwright-core";
import type { Cast, State } from "./state.ts";

/** A screen: who sees it where, and what they have done there. */
export interface Screen {
  name: string;
  who: keyof Cast | null;
  /** Of the site, or of the school of whoever looks. */
  at: (state: State) => string;
  act?: (page: Page) => Promise<unknown>;
  /** All of the page is of interest, not only what is in view. */
  isWhole?: boolean;
}

type More = Omit<Screen, "name" | "who" | "at">;
type At = string | ((state: State) => string);

const press = (name: string | RegExp) => (page: Page) =>
  page.getByRole("button", { name }).first().click();
const inDialog = (name: string | RegExp) => (page: Page) =>
  page.getByRole("dialog").getByRole("button", { name }).first().click();
const tick = (page: Page, n: number) =>
  page.locator("tr[data-id] input[type=checkbox]").nth(n).check({ force: true });
const whole: More = { isWhole: true };

function of(who: Screen["who"], screens: Record<string, [At, More?]>): Screen[] {
  return Object.entries(screens).map(([name, [at, more]]) => ({
    name: `${who ?? "stranger"} ${name}`,
    who,
    at: typeof at === "string" ? () => at : at,
    ...more,
  }));
}

const strangers = of(null, {
  "sign-in": ["/sign-in"],
  "sign-in, session ended": ["/sign-in?why=ended"],
  "sign-in, wrong": [
    "/sign-in",
    {
      act: async (page) => {
        await page.getByLabel("Username").fill("nobody");
        await page.getByLabel("Password", { exact: true }).fill("wrong");
        await press("Sign in")(page);
        await page.getByRole("alert").waitFor();
      },
    },
  ],
  forgotten: ["/forgotten"],
  register: ["/register"],
  "register, wrong": [
    "/register",
    {
      act: async (page) => {
        await page.getByLabel("School name").fill("Elm");
        await page.getByLabel("Postcode").fill("nowhere");
        await page.getByLabel("E-mail address").fill("head@elm.example");
        await press("Send me the link")(page);
      },
    },
  ],
  "set-up": [({ link }) => `/accept/${link("pending")}`, whole],
  "link expired": [({ link }) => `/accept/${link("expired")}`, whole],
  "link expired, asked": [({ link }) => `/accept/${link("asked")}`, whole],
  "link withdrawn": [({ link }) => `/accept/${link("revoked")}`, whole],
  "link replaced": [({ link }) => `/accept/${link("replaced", true)}`, whole],
  "link used": [({ link }) => `/accept/${link("accepted")}`, whole],
  "link forged": ["/accept/forged"],
  "new password": [({ resetLink }) => `/reset/${resetLink}`],
  "no such page": ["/rubbish"],
  help: ["/help", whole],
  "help, nothing found": ["/help?q=zeppelin"],
  mailbox: ["/dev/mail"],
  "mail previews": ["/dev/mail/previews", whole],
});

const dashboard = of("priya", {
  overview: ["", whole],
  invites: ["invites"],
  "invites, scrolled": ["invites", { act: (page) => page.mouse.wheel(0, 500) }],
  "invites, asking": ["invites?show=asking"],
  "invites, nothing found": ["invites?q=zeppelin"],
  "invites, feed": ["invites", { act: press(/Happening now|Feed/) }],
  "invites, row menu": ["invites", { act: press(/^More for/) }],
  "invites, ticked": [
    "invites",
    {
      act: async (page) => {
        for (const n of [0, 1, 2]) await tick(page, n);
      },
    },
  ],
  ...Object.fromEntries(
    [
      "long",
      "opened",
      "bounced",
      "unnoticed",
      "asked",
      "expired",
      "revoked",
      "accepted",
      "spent",
    ].map(
      (name) =>
        [`invite, ${name}`, [({ invites }) => `invites/${invites[name]}`]] as [string, [At]],
    ),
  ),
  "invite, no such": ["invites/00000000-0000-4000-8000-000000000000"],
  "dialog invite": ["invites/new"],
  "dialog invite, wrong": [
    "invites/new",
    {
      act: async (page) => {
        await page.getByLabel("E-mail address").fill("no address");
        await inDialog(/^(Send|Invite)/)(page);
      },
    },
  ],
  "dialog resend": [({ invites }) => `invites/${invites.pending}`, { act: inDialog("Resend") }],
  "dialog change": [
    ({ invites }) => `invites/${invites.pending}`,
    { act: inDialog("Change role") },
  ],
  "dialog fix": [({ invites }) => `invites/${invites.bounced}`, { act: inDialog("Fix address") }],
  "dialog withdraw": [
    ({ invites }) => `invites/${invites.pending}`,
    { act: inDialog(/^Withdraw/) },
  ],
  "list, empty": ["invite-list"],
  "list, read": [
    "invite-list",
    {
      act: async (page) => {
        await page
          .getByLabel("Paste your list")
          .fill(
            "Okafor, Joy <j.okafor@oakfield.example>;\nYusuf Demir, y.demir@oakfeild.example, Admin\nnobody\nl.brand@oakfield.example\npending.person@oakfield.example",
          );
        await press("Read the list")(page);
      },
    },
  ],
  users: ["users"],
  "users, inactive": ["users?show=inactive"],
  "users, nothing found": ["users?q=zeppelin"],
  "users, ticked": ["users", { act: (page) => tick(page, 0) }],
  "user, long": [({ users }) => `users/${users.long}`],
  "user, duplicate": [({ users }) => `users/${users.james}`],
  "user, inactive": [({ users }) => `users/${users.gone}`],
  "user, new": ["users/new"],
  "dialog merge": [({ users }) => `users/${users.james}`, { act: inDialog("Merge") }],
  "dialog deactivate": [({ users }) => `users/${users.mills}`, { act: inDialog("Deactivate") }],
  "dialog password": [({ users }) => `users/${users.rahman}`, { act: inDialog("Set password") }],
  "dialog password mail": [
    ({ users }) => `users/${users.brand}`,
    { act: inDialog("Send password email") },
  ],
  groups: ["groups"],
  group: [({ group }) => `groups/${group}`],
  "group, new": ["groups/new"],
  pupils: ["pupils"],
  "pupils, nothing found": ["pupils?q=zeppelin"],
  imports: ["mis", whole],
  activity: ["activity"],
  "activity, nothing found": ["activity?from=2020-01-01&to=2020-01-01"],
  settings: ["settings", whole],
  access: ["access", whole],
  account: ["account", whole],
  help: ["help", whole],
  "help, found": ["help?q=password", whole],
  "no such page": ["rubbish"],
  "my menu": ["", { act: (page) => page.locator(".me-button").click() }],
  offline: ["invites", { act: (page) => page.context().setOffline(true) }],
});

const others = [
  ...of("tom", {
    access: ["access", whole],
    "dialog recovery": ["access", { act: press("Ask for recovery") }],
  }),
  ...of("lena", {
    home: ["", whole],
    account: ["account"],
    members: ["", { act: press(/^Change members/) }],
  }),
  ...of("rene", { home: ["", whole] }),
  ...of("crowded", {
    overview: ["", whole],
    invites: ["invites"],
    users: ["users"],
    activity: ["activity"],
  }),
  ...of("fresh", {
    overview: ["", whole],
    invites: ["invites"],
    users: ["users"],
    groups: ["groups"],
    activity: ["activity"],
  }),
];

/** Every page, dialog and state. */
export const screens: readonly Screen[] = [...strangers, ...dashboard, ...others];
