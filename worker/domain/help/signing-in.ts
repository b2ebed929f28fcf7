import type { Answer } from "./answer.ts";
import type { AnswerOf } from "./topics.ts";

export const signingIn: Record<AnswerOf<"signingIn">, Answer> = {
  "forgot-password": {
    asks: "I forgot my password, or my username",
    says: [
      "Ask for a link with your username or your e-mail address. It comes to the e-mail address of your account, works once and for one hour, and its page shows your username.",
      "No mail? Look in Junk. If your account has no e-mail address, an admin of your school gives you a new password.",
    ],
    alsoCalled: "reset lost login new password",
    go: { href: "/forgotten", text: "Send me a link" },
    see: ["cannot-sign-in", "hand-over-password"],
  },
  "hand-over-password": {
    asks: "How do I hand over a password?",
    says: [
      "Somebody without an e-mail address gets a one-time password from an admin: when you add them, or later with *Set password* in their panel under *Users*.",
      [
        "It is shown once and kept nowhere, so print or copy its slip before you close the page.",
        "Give them the slip in person: where to sign in, username and password are on it. Do not put it in a group chat.",
        "At the first sign-in they choose their own. Until then their row says so.",
      ],
      "For all whom an import has added, *Print their slips…* under *MIS sync* makes them at once. If one is lost, set another. Whoever has an e-mail address gets a mail with a link instead: *Send password email*.",
    ],
    alsoCalled: "one-time temporary initial password print no email",
    see: ["forgot-password", "mis"],
  },
  "cannot-sign-in": {
    asks: "I cannot sign in any more",
    says: [
      "Staffroom answers the same whatever is wrong, so that nobody can find out who has an account. It may be:",
      [
        "a slip: capitals and spaces in the username do not matter, those in the password do;",
        "an old password: ask for a link to choose a new one;",
        "too many wrong tries: wait as long as the page says;",
        "that your school has deactivated your account. Then no password works, and only an admin there can reactivate it.",
      ],
      "If you do not know whom to ask, ask the school’s office.",
    ],
    alsoCalled: "locked out deactivated blocked wrong password inactive",
    go: { href: "/forgotten", text: "Choose a new password" },
    see: ["forgot-password", "somebody-left"],
  },
  "shared-computers": {
    asks: "How do I use a computer that others use, too?",
    says: [
      "Leave *This is my own device* empty when you sign in. Nothing of your school is then kept in the browser, and you stay signed in until it is closed, or for 8 hours without use. On a device that is yours alone, tick it: you stay signed in until 7 days without use, and for 30 days at most.",
      "When you leave, press your name and *Sign out*. Whatever you had open closes with it.",
      "Forgotten? Under *My account* you see where you are signed in, and sign out anywhere from there.",
    ],
    alsoCalled: "shared public pc library own device stay signed in sign out everywhere",
    see: ["privacy"],
  },
  "no-owner": {
    asks: "No Owner can sign in",
    says: [
      "An Owner who has only forgotten a password asks for a link on the sign-in page.",
      "If that does not help, an Admin asks for recovery under *Access*. Somebody at a recovery address confirms it by mail; 72 hours later a link to become Owner goes there. Any Owner who signs in meanwhile stops it.",
      "So set the recovery addresses while all is well. Only Owners can, and a change counts after 14 days.",
    ],
    alsoCalled: "recovery locked out owner left headteacher",
    see: ["forgot-password", "who-can-what"],
  },
};
