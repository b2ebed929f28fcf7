import type { Answer } from "./answer.ts";
import type { AnswerOf } from "./topics.ts";

export const school: Record<AnswerOf<"school">, Answer> = {
  "first-day": {
    asks: "We are new here. How do we begin?",
    says: [
      [
        "Put your school’s details and logo under *Settings*. Invitees see them, and whoever has a dead link finds your contact there.",
        "Set the recovery addresses under *Access*, so that the school gets back in if no Owner can.",
        "Invite a second Owner, then your ICT co-ordinator as Admin, then everybody else as a list.",
      ],
      "Under *Overview* you see how it goes, and what needs somebody.",
    ],
    alsoCalled: "start begin set up getting started first steps onboarding",
    see: ["invite-list", "who-can-what"],
  },
  settings: {
    asks: "Where do our settings show?",
    says: [
      [
        "*Name* and *logo*: beside every page, on the set-up page and in every mail.",
        "*Contact e-mail* and *phone*: on the page of a link that no longer works.",
        "*Own mail domains*: who invites an address elsewhere is asked whether it is meant.",
        "*Message of the day*: above every page of everybody at the school, until they press *Got it*, and again when it changes.",
      ],
    ],
    alsoCalled: "logo message of the day contact domain time zone name",
    see: ["first-day"],
  },
  mis: {
    asks: "How do we take over what our MIS says?",
    says: [
      "Under *MIS sync* upload what your MIS exports: a OneRoster zip, its CSV files, or a list of staff or pupils as CSV. Where it has a OneRoster server, *Set up…* has that asked each night instead.",
      [
        "Nothing is changed at first. You see each difference, before and after, and accept or ignore it; all admins see what is decided.",
        "What somebody here changed by hand is kept.",
        "What is *ignored for good* is not asked about again: the link above the list shows it, with *Undo*.",
        "*Apply* invites joiners who have an e-mail address. The others get an account, and *Print their slips…* makes their one-time passwords.",
        "Leavers can no longer sign in. Where more than 10% would leave within a day, a second admin must agree.",
      ],
      "Nobody becomes an Admin or Owner with all the others: accept those one by one.",
    ],
    alsoCalled: "import sync sims arbor bromcom roster export upload joiners leavers pull nightly",
    see: ["pupils", "hand-over-password", "somebody-left"],
  },
  pupils: {
    asks: "Who sees pupils, and how do they get here?",
    says: [
      [
        "Admins and Owners see all of them under *Pupils*. Editors see those of their own groups, by name, year group and group. Viewers see none.",
        "An Admin enters a pupil with *Add a pupil*. The UPN may be missing at first; a mistyped one is found by its check letter.",
        "Whoever leaves is made inactive, and erased when the time under *Settings* is over: 12 months unless you choose otherwise.",
      ],
      "Pupils have no accounts and get no mail. On no device is anything about them kept.",
    ],
    alsoCalled: "children students upn class roster erase leavers",
    see: ["mis", "school-year", "groups", "privacy"],
  },
  "school-year": {
    asks: "What happens when the school year begins?",
    says: [
      "On 26 August pupils go up a year by themselves, and those of the last year leave. The *Overview* says a week before what will happen.",
      [
        "Groups go up with their pupils, or are closed: you choose under *Settings*, *Pupils and the school year*, where the last year of your school stands, too.",
        "For a week it can be taken back on the *Overview*. What somebody has changed by hand since stays.",
      ],
    ],
    alsoCalled: "roll-over rollover august september new year move up promote",
    see: ["pupils", "groups"],
  },
  live: {
    asks: "What does “Live, every few seconds” mean?",
    says: [
      "Beside a page’s name stands whether it is up to date.",
      [
        "*Live*: what others do shows within a second.",
        "*Live, every few seconds*: your network lets no WebSocket through, as many school firewalls do. Everything works; news comes every five seconds. Your IT can allow WebSockets to this site (*wss*, port 443).",
        "*Connecting*, *Not reachable* or *Offline*: you see how things stood. It comes back by itself and catches up; you need not reload.",
        "*Paused*: you have many windows open, and this one has given way. *Follow again* takes it back.",
      ],
    ],
    alsoCalled: "websocket firewall proxy offline slow reconnecting connection network",
    see: ["shared-computers"],
  },
  privacy: {
    asks: "What do you keep about us?",
    says: [
      "What your school needs, and no more:",
      [
        "of a person: name, username, e-mail address and phone, role, staff type, groups, when they were last here, and where they are signed in;",
        "of a password: only a value by which it can be checked, never the password;",
        "of an invite: address, who sent it, and what became of its mail. Its link is not stored anywhere;",
        "of a pupil: name, UPN, year group and groups, erased some time after they leave;",
        "what was done, by whom and when, which nobody can change. It is usually kept for 24 months.",
      ],
      "Whoever leaves is deactivated, not deleted. To have somebody’s details erased, ask whoever runs this Staffroom.",
      "In your browser a copy of your school’s lists is kept only where you ticked *This is my own device*. Signing out erases it.",
      "Only your own school sees any of it. There are no trackers.",
    ],
    alsoCalled: "gdpr data protection retention delete erase cookies dpo personal data",
    see: ["shared-computers", "somebody-left"],
  },
};
