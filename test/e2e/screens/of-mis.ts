import type { Page } from "playwright-core";
import { after, of, press, whole } from "./screen.ts";

const upload = (name: string, text: string) => async (page: Page) => {
  await press("Upload a file")(page);
  const file = { name, mimeType: "text/csv", buffer: Buffer.from(text) };
  await page.locator(".mis-upload input[type=file]").setInputFiles(file);
};

/** What the MIS says otherwise: first a school where none is known, then one that decides, then one that has applied. */
export const ofMis = [
  ...of("fresh", { mis: ["mis", whole] }),
  ...of("priya", {
    mis: ["mis", whole],
    ...Object.fromEntries(
      ["identity", "group", "pupil", "details", "member", "leaver"].map(
        (kind) => [`mis, ${kind}`, [`mis/${kind}`]] as [string, [string]],
      ),
    ),
    "mis, upload": ["mis", { act: press("Upload a file") }],
    "mis, broken file": ["mis", { act: upload("broken.zip", "PK\u0003\u0004 not a zip") }],
    "mis, asked of columns": ["mis", { act: upload("liste.csv", "Nachname;Vorname\nKay;Jo\n") }],
    "mis, ignore menu": ["mis/joiner", { act: press(/^Ignore: /) }],
    "dialog oddities": ["mis", { act: press(/in the file$/) }],
    "dialog accept all": ["mis/joiner", { act: press(/^Accept (all|\d)/) }],
    "dialog ignore all": ["mis/joiner", { act: press(/^Ignore all/) }],
    "dialog apply": ["mis", { act: press(/^Apply /) }],
    "dialog mis server": ["mis", { act: press("Set up…") }],
  }),
  ...of("crowded", {
    "mis, applied": ["mis", whole],
    "dialog slips": ["mis", { act: press("Print their slips…") }],
    "mis, applied, upload": ["mis", { act: after(press("Upload a file")) }],
  }),
];
