import type { Page } from "playwright-core";
import { after, inDialog, of, press, tick } from "./screen.ts";

const changeTicked = (role: string) => async (page: Page) => {
  await press("Change role or type")(page);
  await page.getByRole("dialog").getByLabel("Role").selectOption(role);
};

/** Users, groups and pupils. */
export const ofPeople = of("priya", {
  users: ["users"],
  "users, inactive": ["users?show=inactive"],
  "users, nothing found": ["users?q=zeppelin"],
  "users, ticked": ["users", { act: tick("Lena Brand", "Tom Mills", "Maria-Magdalena") }],
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
  "dialog password mail to ticked": [
    "users",
    { act: after(tick("Lena Brand", "Maria-Magdalena"), press("Send password emails")) },
  ],
  "dialog change ticked": [
    "users",
    { act: after(tick("Lena Brand", "Maria-Magdalena", "Priya Shah"), changeTicked("Editor")) },
  ],
  "dialog change ticked, leaving": [
    "users",
    {
      act: after(tick("Lena Brand"), changeTicked("Admin"), (page) =>
        page.keyboard.press("Escape"),
      ),
    },
  ],
  "dialog change ticked, refused": [
    "users",
    { act: after(tick("Priya Shah"), changeTicked("Editor"), inDialog("Change 1")) },
  ],
  "dialog deactivate ticked": [
    "users",
    { act: after(tick("Lena Brand", "Maria-Magdalena"), press("Deactivate")) },
  ],
  groups: ["groups"],
  group: [({ group }) => `groups/${group}`],
  "group, new": ["groups/new"],
  pupils: ["pupils"],
  pupil: [({ pupils }) => `pupils/${pupils.mia}`],
  "pupil, long": [({ pupils }) => `pupils/${pupils.long}`],
  "pupil, inactive": [({ pupils }) => `pupils/${pupils.gone}`],
  "pupil, new": ["pupils/new"],
  "pupil, new, wrong": [
    "pupils/new",
    {
      act: async (page) => {
        await page.getByRole("dialog").getByLabel("First name").fill("Mia");
        await page.getByRole("dialog").getByLabel("UPN").fill("B123456789012");
        await inDialog("Add pupil")(page);
      },
    },
  ],
  "pupils, inactive": ["pupils?show=inactive"],
  "pupils, nothing found": ["pupils?q=zeppelin"],
});
