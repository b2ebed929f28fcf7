import { expect, test } from "vitest";
import type { PublicInvite } from "#domain/invites";
import { isOutgrown } from "../../../web/replica/outgrown.ts";
import { createRows } from "../../../web/replica/rows.ts";
import type { School } from "../../../web/replica/school.ts";
import { at, invite, noon } from "../rows.ts";

function holding(count: number, but: Partial<PublicInvite>) {
  const invites = createRows<PublicInvite>();
  invites.replace(Array.from({ length: count }, (_, n) => invite({ id: `${n}`, ...but })));
  return { invites, clock: { now: () => noon } } as unknown as School;
}

test("what a device has kept from day to day gives way to a snapshot once most of it is older than that", () => {
  const old = { status: "expired", sentAt: at(-24 * 200) } as const;
  expect(isOutgrown(holding(1_001, old))).toBe(true);
  expect(isOutgrown(holding(900, old))).toBe(false);
  expect(isOutgrown(holding(1_001, { status: "expired" }))).toBe(false);
});
