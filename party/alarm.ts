/** While somebody is watching, the room looks this often whether it missed a ring or a farewell. */
export const lookEveryMs = 30_000;
/** What failed, or is still due after a try, is not tried again in the same instant. */
const retryAlarmMs = 5_000;

/** The room as its alarm needs it. */
interface Around {
  storage: DurableObjectStorage;
  isWatched(): boolean;
  /** When something of the school's is next due by D1, epoch milliseconds. */
  nextDue(): Promise<number | null>;
}

/** The room's one alarm, which serves all its clocks. */
export function createAlarm({ storage, isWatched, nextDue }: Around) {
  return { wakeBy, rearm };

  /** Sees that the alarm rings at that time, epoch milliseconds, or earlier. */
  async function wakeBy(time: number | null): Promise<void> {
    if (time === null) return;
    const set = await storage.getAlarm();
    if (set === null || time < set) await storage.setAlarm(time);
  }

  /** Sets the alarm by what D1 says is due. `isWell` is false after a failure. */
  async function rearm(isWell: boolean): Promise<void> {
    const now = Date.now();
    const watched = isWatched();
    const due = await nextDue().catch(() => now + lookEveryMs);
    const times = [due, watched ? now + lookEveryMs : null].filter((time) => time !== null);
    if (times.length === 0) return;
    const next = Math.min(...times);
    await wakeBy(isWell && next > now ? next : now + retryAlarmMs);
  }
}
