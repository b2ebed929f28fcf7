/** What is answered, by topic, as it is listed. The ids are the answers' anchors, so they outlive their wording. */
export const topics = {
  inviting: [
    "nothing-came",
    "junk",
    "dead-link",
    "wrong-address",
    "invite-list",
    "undo",
    "mail-stopped",
  ],
  signingIn: [
    "forgot-password",
    "hand-over-password",
    "cannot-sign-in",
    "shared-computers",
    "no-owner",
  ],
  people: ["who-can-what", "two-accounts", "somebody-left", "groups"],
  school: ["first-day", "settings", "mis", "pupils", "school-year", "live", "privacy"],
} as const;

export type Topic = keyof typeof topics;

/** The answers of a topic. */
export type AnswerOf<T extends Topic> = (typeof topics)[T][number];

/** An answer of the help, by its anchor. */
export type AnswerId = AnswerOf<Topic>;

export const topicNames: Record<Topic, string> = {
  inviting: "Inviting",
  signingIn: "Signing in",
  people: "People",
  school: "Your school",
};

/** Where an answer stands: on the page that everybody reaches, or inside a school's. */
export function helpAt(id: AnswerId, school?: string): string {
  return school === undefined ? `/help#${id}` : `/s/${school}/help#${id}`;
}
