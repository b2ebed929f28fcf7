import { checkLetter } from "#domain/pupils/upn";
import { rosterZip } from "../../rosters/oneroster.ts";
import {
  lena,
  mei,
  smallPackage,
  user,
  users,
  priya as wherePriya,
  yusuf,
} from "../../rosters/small.ts";
import type { Stage, Window } from "../stage.ts";

const newPupils = {
  mia: { givenName: "Mia", familyName: "Cole", yearGroup: "Year 7", upn: upn("123456789012") },
  long: {
    givenName: "Anastasia-Wilhelmina",
    familyName: "Featherstonehaugh-Cholmondeley-Marjoribanks",
    yearGroup: "Year 11",
  },
  gone: { givenName: "Gus", familyName: "Gone", yearGroup: "Year 9" },
};

/** Pupils of the school of whoever asks, by what they are there for. */
export async function enrolled(stage: Stage, { page }: Window): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [name, details] of Object.entries(newPupils)) {
    const made = await stage.call<{ pupil: { id: string } }>(page, "POST", "/pupils", details);
    found[name] = made.body.pupil.id;
  }
  await stage.call(page, "PUT", `/pupils/${found.gone}/deactivation`);
  return found;
}

/** The school's MIS tells something of everything: some of it is accepted, or all of it applied. */
export async function told(stage: Stage, { page }: Window, isApplied: boolean): Promise<void> {
  const id = await uploaded(page, rosterZip(file()));
  const decide = (all: string) =>
    stage.call(page, "PUT", `/imports/${id}/differences/states`, { all, state: "accepted" });
  const kinds = ["identity", "group", "joiner", "pupil", "details", "member", "leaver"];
  for (const kind of isApplied ? kinds : ["details", "group"]) await decide(kind);
  if (!isApplied) return;
  await stage.call(page, "POST", `/imports/${id}/application`, {});
  for (let tries = 0; tries < 50; tries++) {
    const { body } = await stage.call<{ import: { status: string } }>(
      page,
      "GET",
      `/imports/${id}`,
    );
    if (body.import.status === "applied") return;
    await page.waitForTimeout(200);
  }
}

function file(): Record<string, string> {
  const staff = [
    wherePriya,
    lena,
    user(["m1", "teacher", "Joy", "Okafor"], { email: "j.okafor@oakfield.example" }),
    user(["m2", "teacher", "Gwendolen-Marguerite", "Featherstonehaugh-Cholmondeley"], {
      phone: "0115 496 0101",
    }),
    user(["m3", "aide", "Cerys", "Bevan"], { phone: "0115 496 0102" }),
    user(["m4", "teacher", "Lena", "Brandt"], { email: "no address" }),
  ];
  return smallPackage({ "users.csv": users([...staff, mei, yusuf]) });
}

/** Uploads a file as the page does; the import's id. */
async function uploaded(page: Window["page"], zip: Uint8Array): Promise<string> {
  return page.evaluate(
    async (bytes) => {
      const form = new FormData();
      form.set("file", new File([new Uint8Array(bytes)], "oakfield-autumn.zip"));
      const school = location.pathname.split("/")[2];
      const answer = await fetch(`/api/schools/${school}/imports`, { method: "POST", body: form });
      if (!answer.ok) throw new Error(await answer.text());
      return ((await answer.json()) as { import: { id: string } }).import.id;
    },
    [...zip],
  );
}

function upn(digits: string): string {
  return `${checkLetter(digits)}${digits}`;
}
