import { atDesk, isPhone, of, press, whole } from "./screen.ts";

/** What is of the whole school, and what stands around every page. */
const ofSchool = of("priya", {
  overview: ["", whole],
  activity: ["activity"],
  "activity, scrolled": ["activity", { act: (page) => page.mouse.wheel(0, 1500) }],
  "activity, nothing found": ["activity?from=2020-01-01&to=2020-01-01"],
  settings: ["settings", whole],
  access: ["access", whole],
  account: ["account", whole],
  help: ["help", whole],
  "help, found": ["help?q=password", whole],
  "no such page": ["rubbish"],
  "my menu": [
    "",
    { act: (page) => page.locator(isPhone(page) ? "nav button" : ".me-button").click() },
  ],
  offline: ["invites", { act: (page) => page.context().setOffline(true) }],
  "dialog keys": [
    "users",
    {
      act: atDesk(async (page) => {
        await page.locator("[data-id] :is(a, button)").first().focus();
        await page.keyboard.press("?");
        await page.getByRole("dialog").waitFor();
      }),
    },
  ],
});

/** The same as others see it: every role, a crowded school and one on its first day. */
const asOthersSeeIt = [
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

export const ofSchools = [...ofSchool, ...asOthersSeeIt];
