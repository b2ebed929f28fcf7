import { beforeAll, describe, expect, it } from "vitest";
import { open } from "#db/client";
import { mails } from "#db/schema";
import { filledIn, invite, submit, tokenOf } from "../../links.ts";
import { ask, bindings, type Cast, cast, origin } from "../../people.ts";

let people: Cast;
beforeAll(async () => {
  people = await cast();
});

const look = async (email: string) =>
  (await people.tom.get(`/addresses/${encodeURIComponent(email)}`)).json();

describe("[I16] addresses as people paste them", () => {
  it("are read by one reader, and one mailbox is invited once, whatever stands around it", async () => {
    const { priya, tom } = people;
    const sent = await invite(priya, { email: "Joy Okafor <Joy.Okafor@Oakfield.example>;" });
    expect(sent.email).toBe("Joy.Okafor@Oakfield.example");
    for (const email of [
      "joy.okafor@oakfield.example",
      "mailto:JOY.okafor@oakfield.example?subject=Hello",
      "'joy.okafor@oakfield.example'",
      "joy.\u200bokafor@oakfield.exam\u00adple.",
      "\u202ajoy.okafor@oakfield.example\u202c",
    ]) {
      const again = await tom.call("POST", "/invites", { email, role: "editor" });
      expect(again.status, email).toBe(409);
      expect(await again.json()).toMatchObject({ code: "invite_pending" });
      expect(await look(email), email).toMatchObject({ reason: "invite_pending" });
    }
    expect(await look("joy.okafor@oakfield.example, tom@oakfield.example")).toMatchObject({
      available: false,
      reason: "invalid",
      suggestion: null,
    });
  });

  it("are one mailbox in both spellings of its domain: one invite, one account, one reset", async () => {
    const { priya, tom, ngozi } = people;
    const [unicode, ascii] = ["Ana@Schüle.example", "ana@xn--schle-mva.example"];
    const sent = await invite(priya, { email: unicode });
    const twice = await tom.call("POST", "/invites", { email: ascii, role: "editor" });
    expect(await twice.json()).toMatchObject({ code: "invite_pending" });
    expect((await submit(tokenOf(sent), filledIn({ familyName: "Ana" }))).status).toBe(303);
    for (const spelling of [unicode, ascii, "ana@SCHU\u0308LE.example"])
      expect(await look(spelling), spelling).toMatchObject({ reason: "account_exists" });
    const added = await tom.call("POST", "/users", {
      username: `ng75pn_${crypto.randomUUID().slice(0, 8)}`,
      givenName: "Ana",
      familyName: "Again",
      role: "editor",
      staffType: "teacher",
      email: `Ana <${ascii}>`,
    });
    expect(await added.json()).toMatchObject({ code: "email_taken" });
    const asked = await ask("/api/password-resets", {
      method: "POST",
      body: JSON.stringify({ login: `<${ascii}>` }),
      headers: { "Content-Type": "application/json", Origin: origin },
    });
    expect(asked.status).toBe(202);
    const sentTo = (await open(bindings.DB).select().from(mails)).filter(
      ({ kind }) => kind === "reset",
    );
    expect(sentTo.map(({ recipient }) => recipient)).toEqual([ascii]);
    // Another school does not hear of it.
    expect((await ngozi.call("POST", "/invites", { email: ascii, role: "editor" })).status).toBe(
      201,
    );
  });

  it("say before sending what mail cannot reach, and offer a curly apostrophe straight", async () => {
    const { tom } = people;
    expect(await look("Sean <sean.o’neil@oakfield.example>")).toEqual({
      available: false,
      reason: "invalid",
      user: null,
      suggestion: "sean.o'neil@oakfield.example",
    });
    expect(await look("sean.o'neil@oakfield.example")).toMatchObject({
      available: true,
      suggestion: null,
    });
    for (const [email, words] of [
      ["sean.o’neil@oakfield.example", /Do you mean sean\.o'neil@oakfield\.example\?/],
      ["jörg@oakfield.example", /Mail cannot reach/],
    ] as const) {
      const refused = await tom.call("POST", "/invites", { email, role: "editor" });
      expect(refused.status).toBe(422);
      expect(await refused.json()).toMatchObject({
        code: "invalid",
        fields: { email: expect.stringMatching(words) },
      });
    }
  });

  it("[I11] suggest the school's own domain for a slip of it: the one in the settings, and those of its people", async () => {
    const { priya, tom, ngozi, lena } = people;
    expect(await look("joy@shcool.example")).toMatchObject({
      available: true,
      reason: null,
      suggestion: "joy@school.example",
    });
    expect(await look("joy@school.example")).toMatchObject({ suggestion: null });
    expect(await look("joy@oakfeild.sch.uk")).toMatchObject({ suggestion: null });
    const named = await priya.call("PATCH", "", { mailDomains: ["oakfield.sch.uk"] });
    expect(named.status).toBe(200);
    expect(await look("Joy <joy@oakfeild.sch.uk>")).toMatchObject({
      suggestion: "joy@oakfield.sch.uk",
    });
    expect(await look("joy@oakfield")).toMatchObject({
      reason: "invalid",
      suggestion: "joy@oakfield.sch.uk",
    });
    expect(await look("joy@gmial.com")).toMatchObject({ suggestion: "joy@gmail.com" });
    // Another school's domains are its own affair, and an Editor asks nothing.
    const fernhill = await ngozi.get("/addresses/joy%40oakfeild.sch.uk");
    expect(await fernhill.json()).toMatchObject({ suggestion: null });
    expect((await lena.get("/addresses/joy%40gmial.com")).status).toBe(403);
    expect((await ngozi.ask(`/api/schools/${tom.school}/addresses/a%40gmial.com`)).status).toBe(
      404,
    );
  });

  it("[I2] [I15] tell an inactive account from an active one", async () => {
    const { priya, rene } = people;
    const { user } = (await (await priya.get(`/users/${rene.id}`)).json()) as {
      user: { email: string };
    };
    expect(await look(user.email)).toMatchObject({ reason: "account_exists" });
    expect((await priya.call("PUT", `/users/${rene.id}/deactivation`)).status).toBe(200);
    expect(await look(user.email)).toMatchObject({
      available: false,
      reason: "account_inactive",
      user: { id: rene.id, name: "Rene Dubois" },
    });
  });
});
