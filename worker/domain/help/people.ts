import type { Answer } from "./answer.ts";
import type { AnswerOf } from "./topics.ts";

export const people: Record<AnswerOf<"people">, Answer> = {
  "who-can-what": {
    asks: "Who can do what?",
    says: [
      "Everybody has one of four roles. A role may do all that the ones before it may, and nobody gives a role above their own. The staff type says what somebody does at the school, and allows nothing by itself.",
      "Admins and Owners change both under *Users*: in somebody’s row, or for several at once by ticking them and pressing *Change role or type*.",
    ],
    alsoCalled: "roles permissions rights owner admin editor viewer promote several bulk",
    hasRoles: true,
    see: ["groups", "no-owner"],
  },
  "two-accounts": {
    asks: "One person has two accounts",
    says: [
      "Under *Users* open one of them: where two look like one person the panel says so, and offers *Merge*.",
      [
        "You choose which account stays. It gets the other’s e-mail address if it has none, and its groups.",
        "The other one is deactivated, not deleted, and no longer signs in.",
      ],
      "Relatives share names, so ask before you merge. What a merge has joined is not taken apart by itself.",
    ],
    alsoCalled: "duplicate merge double twice same person",
    see: ["somebody-left"],
  },
  "somebody-left": {
    asks: "Somebody has left the school",
    says: [
      "Under *Users* open them and press *Deactivate*. Their windows close within a second, and they can no longer get in. Tick several to deactivate them together.",
      [
        "Nothing is deleted: what they did stays in *Activity*.",
        "You are asked about invites of theirs that are still pending. Those belong to the school and go on working unless you withdraw them.",
        "When they come back, *Reactivate* brings everything back as it was.",
      ],
      "A school keeps at least one active Owner: if the last one leaves, make somebody else Owner first.",
    ],
    alsoCalled: "leaver delete remove deactivate inactive reactivate returned maternity",
    see: ["undo", "no-owner"],
  },
  groups: {
    asks: "Who looks after groups?",
    says: [
      "A group is a class, a tutor group or a team. Admins create groups under *Groups* and put people in, from the group or from the person.",
      "Editors change who is in the groups they are in themselves, on their *Home*. Viewers see their groups there.",
      "A group that is no longer needed is made inactive. It keeps its members and can come back.",
    ],
    alsoCalled: "class classes tutor team members",
    see: ["who-can-what"],
  },
};
