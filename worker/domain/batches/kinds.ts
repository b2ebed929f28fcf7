/** What may happen to a list of invites. Each invite of it has events of its own. */
export const batchKinds = ["batch.sent"] as const;
