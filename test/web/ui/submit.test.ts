import { expect, test, vi } from "vitest";
import { Problem } from "../../../web/replica/api.ts";
import { createSubmit } from "../../../web/ui/forms/submit.ts";

/** An answer that comes, or fails, when it is told to. */
function answer() {
  let come = () => {};
  let fail = (_: unknown) => {};
  const promise = new Promise<void>((resolve, reject) => {
    come = resolve;
    fail = reject;
  });
  return { promise, come, fail };
}

test("a form that is sent twice at once is sent once", async () => {
  const one = answer();
  const send = vi.fn(() => one.promise);
  const done = vi.fn();
  const form = createSubmit({ send, done });
  const sent = [form.submit(), form.submit()];
  expect([form.isPending(), send.mock.calls.length]).toEqual([true, 1]);
  one.come();
  await Promise.all(sent);
  expect([form.isPending(), done.mock.calls.length]).toEqual([false, 1]);
});

test("what can be seen to be wrong is said, and nothing is sent", async () => {
  const send = vi.fn();
  const form = createSubmit({ check: () => ({ email: "Fill this in." }), send });
  await form.submit();
  expect([form.problems(), send.mock.calls.length]).toEqual([{ email: "Fill this in." }, 0]);
});

test("each refusal goes to its field, and what no field shows becomes the form's one sentence", async () => {
  const send = vi.fn();
  const form = createSubmit({
    send,
    fields: ["email", "role"],
    fieldOf: { email_taken: "email" },
  });
  const refused = async (error: unknown) => {
    send.mockRejectedValueOnce(error);
    await form.submit();
    return form.problems();
  };
  expect(
    await refused(new Problem("invalid", "Wrong.", { role: "Too high.", colour: "?" })),
  ).toEqual({ role: "Too high." });
  expect(await refused(new Problem("invalid", "Wrong.", { colour: "?" }))).toEqual({
    form: "Wrong.",
  });
  expect(await refused(new Problem("email_taken", "Taken."))).toEqual({ email: "Taken." });
  expect(await refused(new Error("a fault"))).toEqual({ form: "That did not work. Try again." });
  expect(form.problem()).toBe("That did not work. Try again.");
  form.clear();
  expect([form.problem(), form.isPending()]).toEqual([undefined, false]);
});

test("typing in one field leaves what is said of the others", async () => {
  const form = createSubmit({ check: () => ({ email: "a", role: "b", form: "c" }), send: vi.fn() });
  await form.submit();
  form.clear("email");
  expect(form.problems()).toEqual({ role: "b" });
});

test("the same wish keeps its key until it is granted; another gets another", async () => {
  let wish = { email: "joy@oakfield.example" };
  const send = vi.fn(async (_: string) => {});
  send.mockRejectedValueOnce(new Problem("unreachable", ""));
  send.mockRejectedValueOnce(new Problem("unreachable", ""));
  const form = createSubmit({ wish: () => wish, send });
  await form.submit();
  await form.submit();
  wish = { email: "sam@oakfield.example" };
  await form.submit();
  await form.submit();
  const keys = send.mock.calls.map(([key]) => key);
  expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
  expect(keys[1]).toBe(keys[0]);
  expect(new Set(keys).size).toBe(3);
});

test("what was refused before is said from the start; what has no form is told", async () => {
  const refused = new Problem("invite_pending", "Already invited.");
  const again = createSubmit({ refused, fieldOf: { invite_pending: "email" }, send: vi.fn() });
  expect(again.problems()).toEqual({ email: "Already invited." });
  const tell = vi.fn();
  const button = createSubmit({ send: vi.fn().mockRejectedValue(refused), tell });
  await button.submit();
  expect(tell).toHaveBeenCalledExactlyOnceWith("Already invited.");
});
