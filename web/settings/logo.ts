import { type LogoType, logoTypes, mostLogoBytes } from "#domain/schools/logo";
import { api } from "../replica/api.ts";
import type { School } from "../replica/school.ts";

/** What one may do about the school's logo. Each puts the answer into the replica at once, and throws a `Problem` when refused. */
export function createLogoCommands(school: School) {
  const route = api.schools[":school"].logo;
  const param = { school: school.id };

  return { set, remove };

  async function set(file: File): Promise<void> {
    const init = { body: file, headers: { "Content-Type": file.type } };
    const answer = await route.$put({ param }, { init });
    school.tookSchool((await answer.json()).school);
  }

  async function remove(): Promise<void> {
    school.tookSchool((await (await route.$delete({ param })).json()).school);
  }
}

/** What can be seen to be wrong with a file before it is sent: a sentence, or null. What is in it the server judges. */
export function slipOf({ size, type }: Pick<File, "size" | "type">): string | null {
  if (!logoTypes.includes(type as LogoType)) return "Choose a PNG, JPEG or WebP picture.";
  if (size <= mostLogoBytes) return null;
  const had = Math.ceil(size / 1024).toLocaleString("en-GB");
  return `This file has ${had} KB. Use one of ${mostLogoBytes / 1024} KB at most.`;
}

/** A file as an address that an image on this page may show. */
export function addressOf(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
