import type { Env } from "#worker/env";
import { asked } from "../interleaved.ts";
import { bindings } from "../people.ts";

/** Where a Worker may die: ahead of a round trip to D1, of sending what it has claimed, or of the answer to that. */
export const moments = ["trip", "send", "answer"] as const;
export type Moment = (typeof moments)[number];

/** A Worker that is gone for good at the nth moment of a kind, with all that it was about. */
export class MortalWorker {
  /** Where it died; null while it lives. */
  diedAt: Moment | null = null;
  readonly env: Env;
  readonly death: Promise<void>;
  #die: () => void = () => undefined;
  #left: number;

  constructor(
    private readonly end: { at: Moment; nth: number } | null,
    deployment: Partial<Env>,
  ) {
    this.#left = end?.nth ?? 0;
    this.death = new Promise((resolve) => {
      this.#die = resolve;
    });
    const { DB } = asked(() => this.reaches("trip"));
    this.env = { ...bindings, ...deployment, DB };
  }

  get isDead(): boolean {
    return this.diedAt !== null;
  }

  /** Lives on from here, or never comes back. */
  async reaches(moment: Moment): Promise<void> {
    if (moment === this.end?.at && --this.#left === 0) {
      this.diedAt = moment;
      this.#die();
    }
    if (this.isDead) await new Promise<never>(() => undefined);
  }
}
