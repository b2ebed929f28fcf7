import type { Committed } from "#worker/events/committed";

/** What the Worker asks of a school's room. An interface, so that the two need not know each other. */
export interface Doorbell extends Rpc.DurableObjectBranded {
  fetch(request: Request): Promise<Response>;
  /** The Worker has committed something. */
  ring(news: Committed): Promise<void>;
  /** Sets the alarm by what D1 says is due. */
  arm(): Promise<void>;
  /** A session has ended. */
  dismiss(sessionId: string): Promise<void>;
  /** All sessions of somebody have ended, but the one that is kept. */
  dismissUser(userId: string, kept: string): Promise<void>;
  /** Mail was queued without news. */
  mailQueued(): Promise<void>;
}
