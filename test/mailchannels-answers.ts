/** How one request is answered; `cut` breaks off in the middle of the answer, `garbled` is taken and says so in no words. */
export type Answer =
  | "sent"
  | "failed"
  | "bad"
  | "forbidden"
  | "too large"
  | "limited"
  | "broken"
  | "gateway"
  | "hang"
  | "reset"
  | "cut"
  | "garbled";

/** Answers with a status and a body; the others misbehave below them. */
export const answers: Record<
  Exclude<Answer, "hang" | "reset" | "cut" | "garbled">,
  [status: number, body: unknown]
> = {
  sent: [
    202,
    {
      request_id: "r1",
      results: [{ index: 0, message_id: "<m1@mailchannels.example>", status: "sent" }],
    },
  ],
  failed: [
    202,
    {
      request_id: "r1",
      results: [{ index: 0, status: "failed", reason: "mailbox does not exist" }],
    },
  ],
  bad: [400, { errors: ["personalizations.0.to.0.email is invalid"] }],
  forbidden: [403, { errors: ["domain lockdown"] }],
  "too large": [413, { errors: ["message exceeds 30 MB"] }],
  limited: [429, { errors: ["slow down"] }],
  broken: [500, { errors: ["internal error"] }],
  gateway: [502, { errors: ["bad gateway"] }],
};
