import { afterEach, expect, test, vi } from "vitest";
import type { PublicInvite } from "#domain/invites";
import { createCommands, newSending } from "../../../web/invites/commands.ts";
import { createSchool } from "../../../web/replica/school.ts";
import type { Source } from "../../../web/replica/school-api.ts";
import { createUserCommands } from "../../../web/users/commands.ts";
import { at, invite, user } from "../rows.ts";

afterEach(() => vi.unstubAllGlobals());

const nobody = {} as Source;
const priya = { id: "priya", name: "Priya Shah" };
const joy = { email: "joy@oakfield.example", role: "editor", staffType: "teacher" } as const;

type Asked = {
  method: string;
  path: string;
  key: string | null;
  match: string | null;
  body: string;
};

/** A replica with a server that answers as told, each time the next. */
function oakfield(...answers: ((asked: Asked) => [status: number, body: unknown])[]) {
  const school = createSchool("oak", nobody);
  const asked: Asked[] = [];
  vi.stubGlobal("navigator", { onLine: true });
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    const headers = new Headers(init.headers);
    const [key, match] = [headers.get("Idempotency-Key"), headers.get("If-Match")];
    const question = {
      method: init.method ?? "GET",
      path,
      key,
      match,
      body: String(init.body ?? ""),
    };
    asked.push(question);
    const answer = answers[Math.min(asked.length, answers.length) - 1];
    if (!answer) throw new TypeError("no network");
    const [status, body] = answer(question);
    return Response.json(body, { status });
  });
  return { school, asked };
}

const refusal = (code: string) => (): [number, unknown] => [409, { code, detail: code }];
const answered =
  (row: Partial<PublicInvite> = {}) =>
  (): [number, unknown] => [200, { invite: invite({ version: 2, ...row }) }];

test("[C2] an invite is there before the server has answered, and nothing doubles when it has", async () => {
  const { school, asked } = oakfield(({ body }) => [
    201,
    { invite: invite({ ...JSON.parse(body), version: 1 }) },
  ]);
  const sending = newSending(joy);
  const answer = createCommands(school).send(sending, priya);
  expect(school.invites.all()).toMatchObject([
    { ...joy, id: sending.details.id, status: "pending", invitedBy: priya },
  ]);
  expect(school.invites.known()).toEqual([]);
  await answer;
  expect(school.invites.all()).toEqual(school.invites.known());
  expect(school.invites.all().length).toBe(1);
  expect(asked[0]).toMatchObject({ method: "POST", key: sending.key });
  expect(asked[0]?.path).toMatch(/\/invites\?hold=8$/);
});

test("[C2] a refused invite is gone again, and the same once more has the same id and key", async () => {
  const { school, asked } = oakfield(refusal("busy"), ({ body }) => [
    201,
    { invite: invite({ ...JSON.parse(body), version: 1 }) },
  ]);
  const sending = newSending(joy);
  const { send } = createCommands(school);
  await expect(send(sending, priya)).rejects.toMatchObject({ code: "busy" });
  expect(school.invites.all()).toEqual([]);
  await send(sending, priya);
  expect(asked.map(({ key, body }) => [key, body])).toEqual(
    Array(2).fill([sending.key, JSON.stringify(sending.details)]),
  );
  expect(school.invites.all().length).toBe(1);
});

test("[C2] a resend and a change show at once and are as before when refused", async () => {
  const { school, asked } = oakfield(refusal("no_resends_left"), refusal("not_pending"));
  school.invites.took(invite());
  const { resend, change } = createCommands(school);
  const resending = resend("joy", "a-key");
  expect(school.invites.at("joy")).toMatchObject({
    resends: 1,
    resendsLeft: 2,
    delivery: "queued",
  });
  await expect(resending).rejects.toMatchObject({ code: "no_resends_left" });
  expect(school.invites.at("joy")).toEqual(invite());
  expect(asked[0]?.key).toBe("a-key");
  const changing = change("joy", 1, { role: "admin" });
  expect(school.invites.at("joy")?.role).toBe("admin");
  await expect(changing).rejects.toMatchObject({ code: "not_pending" });
  expect(school.invites.at("joy")).toEqual(invite());
  expect(asked[1]?.match).toBe('"1"');
});

test("[C6] thinking better of an invite too late kills its link all the same", async () => {
  const { school, asked } = oakfield(
    refusal("too_late"),
    answered({ status: "revoked", revokedAt: at(0) }),
  );
  school.invites.took(invite());
  const cancelling = createCommands(school).cancel("joy");
  expect(school.invites.at("joy")?.status).toBe("revoked");
  expect(await cancelling).toEqual({ hasLeft: true });
  expect(asked.map(({ method, path }) => [method, path.split("/invites")[1]])).toEqual([
    ["DELETE", "/joy"],
    ["PUT", "/joy/revocation"],
  ]);
});

test("[C6] of two who undo at once the slower sees no error, unless the row has gone another way", async () => {
  const quicker = oakfield(refusal("too_late"), answered({ status: "pending" }));
  quicker.school.invites.took(invite({ status: "revoked" }));
  expect(await createCommands(quicker.school).restore("joy")).toMatchObject({ status: "pending" });
  const twice = oakfield(
    refusal("too_late"),
    refusal("not_pending"),
    answered({ status: "revoked", delivery: "queued" }),
  );
  twice.school.invites.took(invite());
  expect(await createCommands(twice.school).cancel("joy")).toEqual({ hasLeft: false });
  const accepted = oakfield(
    refusal("too_late"),
    refusal("not_pending"),
    answered({ status: "accepted" }),
  );
  accepted.school.invites.took(invite());
  await expect(createCommands(accepted.school).cancel("joy")).rejects.toMatchObject({
    code: "not_pending",
  });
  expect(accepted.school.invites.at("joy")?.status).toBe("accepted");
});

test("[C2] an edit and a deactivation show at once, and are as before when refused", async () => {
  const { school } = oakfield(refusal("email_taken"), refusal("last_owner"));
  school.users.took(user());
  const { change, deactivate } = createUserCommands(school);
  const changing = change("lena", 1, { givenName: "Helena", permissions: { setTargets: true } });
  expect(school.users.at("lena")).toMatchObject({
    givenName: "Helena",
    permissions: { setTargets: true, editHistory: false },
  });
  await expect(changing).rejects.toMatchObject({ code: "email_taken" });
  expect(school.users.at("lena")).toEqual(user());
  const leaving = deactivate("lena");
  expect(school.users.at("lena")).toMatchObject({ status: "inactive" });
  await expect(leaving).rejects.toMatchObject({ code: "last_owner" });
  expect(school.users.at("lena")).toEqual(user());
});
