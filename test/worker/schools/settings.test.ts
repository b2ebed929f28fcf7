import { beforeEach, describe, expect, it } from "vitest";
import type { PublicSchool } from "#domain/schools";
import { historyIsWhole } from "../../history.ts";
import { type Cast, cast, type Somebody } from "../../people.ts";

let people: Cast;
beforeEach(async () => {
  people = await cast();
});

const patch = (by: Somebody, body: object, version?: number) =>
  by.call("PATCH", "", body, version === undefined ? {} : { "If-Match": `"${version}"` });

const schoolSeenBy = async (by: Somebody) =>
  ((await (await by.get("")).json()) as { school: PublicSchool }).school;

describe("the school's settings [S2]", () => {
  it("are changed by Tom field by field, are seen by all, and an emptied one holds nothing", async () => {
    const { tom, lena } = people;
    const answer = await patch(tom, {
      phone: "0115 496 0000",
      address: "Wollaton Road \r\n\r\n Nottingham",
      contactEmail: "office@oakfield.example",
      mailDomains: ["@Oakfield.example", "oakfield.example", "staff.oakfield.example"],
    });
    expect(answer.status).toBe(200);
    const expected = {
      name: "Oakfield High",
      phone: "0115 496 0000",
      address: "Wollaton Road\nNottingham",
      contactEmail: "office@oakfield.example",
      mailDomains: ["oakfield.example", "staff.oakfield.example"],
    };
    expect(await schoolSeenBy(lena)).toMatchObject(expected);
    await patch(tom, { phone: "", address: null, contactEmail: null, mailDomains: [] });
    expect(await schoolSeenBy(lena)).toMatchObject({
      phone: null,
      address: null,
      contactEmail: null,
      mailDomains: [],
    });
  });

  it("tell in the activity that phone, address and contact changed, never what they are", async () => {
    const { tom, priya } = people;
    await patch(tom, {
      phone: "0115 496 0999",
      address: "Secret Lane",
      mailDomains: ["a.example"],
    });
    const text = await (await priya.get("/activity")).text();
    const { items } = JSON.parse(text) as { items: { changes: object }[] };
    expect(items[0]?.changes).toEqual({
      phone: [null, null],
      address: [null, null],
      mailDomains: [[], ["a.example"]],
    });
    await historyIsWhole(priya);
  });

  it("write nothing when nothing differs, and refuse a stale version with what is there", async () => {
    const { tom, priya } = people;
    const { version } = await schoolSeenBy(tom);
    await patch(tom, { name: "Oakfield High", mailDomains: [] }, version);
    expect((await schoolSeenBy(tom)).version).toBe(version);
    expect((await patch(priya, { phone: "0115 496 0001" }, version)).status).toBe(200);
    const late = await patch(tom, { phone: "0115 496 0002" }, version);
    expect(late.status).toBe(412);
    expect(((await late.json()) as { current: PublicSchool }).current.phone).toBe("0115 496 0001");
  });

  it("are refused in words where they make no sense, and are not Lena's or Ngozi's to change", async () => {
    const { tom, lena, ngozi, oakfield } = people;
    const wrong: [object, string][] = [
      [{ phone: "call me" }, "phone"],
      [{ contactEmail: "office" }, "contactEmail"],
      [{ mailDomains: ["not a domain"] }, "mailDomains"],
      [{ mailDomains: Array.from({ length: 21 }, (_, i) => `d${i}.example`) }, "mailDomains"],
      [{ address: "x".repeat(301) }, "address"],
      [{ address: Array.from({ length: 9 }, (_, i) => `line ${i}`).join("\n") }, "address"],
    ];
    for (const [body, field] of wrong) {
      const answer = await patch(tom, body);
      expect(answer.status, JSON.stringify(body).slice(0, 60)).toBe(422);
      const fields = Object.keys(((await answer.json()) as { fields: object }).fields);
      expect(fields.every((name) => name.startsWith(field))).toBe(true);
    }
    expect((await patch(lena, { phone: "0115 496 0000" })).status).toBe(403);
    const foreign = await ngozi.ask(`/api/schools/${oakfield}`, {
      method: "PATCH",
      body: JSON.stringify({ phone: "0115 496 0000" }),
      headers: { "Content-Type": "application/json" },
    });
    expect(foreign.status).toBe(404);
  });
});
