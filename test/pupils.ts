import type { PublicPupil } from "#domain/pupils";
import { checkLetter } from "#domain/pupils/upn";
import type { Somebody } from "./people.ts";

/** A pupil of somebody's school, entered by hand. */
export async function makePupil(by: Somebody, but: object = {}): Promise<PublicPupil> {
  const details = { givenName: "Mia", familyName: "Cole", yearGroup: "Year 7", ...but };
  return pupilOf(await by.call("POST", "/pupils", details));
}

export async function pupilOf(answer: Response): Promise<PublicPupil> {
  if (!answer.ok) throw new Error(`No pupil: ${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as { pupil: PublicPupil }).pupil;
}

/** A right number that nobody else has. */
export function newUpn(): string {
  const rest = String(crypto.getRandomValues(new Uint32Array(1))[0]).padStart(12, "8");
  return checkLetter(rest) + rest;
}
