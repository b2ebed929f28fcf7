import { of, press, whole } from "./screen.ts";

/** What is seen by whoever is not signed in. */
export const strangers = of(null, {
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
