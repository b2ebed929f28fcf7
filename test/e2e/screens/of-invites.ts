import { type At, after, atDesk, inDialog, of, press, tick } from "./screen.ts";

/** Invites and lists of them. */
export const ofInvites = of("priya", {
  invites: ["invites"],
  "invites, scrolled": ["invites", { act: (page) => page.mouse.wheel(0, 500) }],
  "invites, to do": ["invites?show=todo"],
  "invites, nothing found": ["invites?q=zeppelin"],
  "invites, feed": ["invites", { act: atDesk(press(/Happening now|Feed/)) }],
  "invites, row menu": ["invites", { act: atDesk(press(/^More for/)) }],
  "invites, filter": ["invites", { act: press(/^Filter/) }],
  "invites, ticked": ["invites", { act: tick("pending.person", "opened.person", "spent.person") }],
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
  "dialog resend ticked": [
    "invites",
    { act: after(tick("pending.person", "opened.person"), press(/^Resend 2/)) },
  ],
  "dialog withdraw ticked": [
    "invites",
    { act: after(tick("pending.person", "opened.person"), press(/^Withdraw 2/)) },
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
});
