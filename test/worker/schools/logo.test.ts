import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DomainError } from "#domain/errors";
import type { PublicSchool } from "#domain/schools";
import { mostLogoBytes } from "#domain/schools/logo";
import { readPicture } from "#worker/schools/logo/picture";
import {
  bytesOf,
  jpeg,
  jpegSegment,
  png,
  pngChunk,
  webp,
  webpChunk,
} from "../../files/pictures.ts";
import { historyIsWhole } from "../../history.ts";
import { justBefore } from "../../just-before.ts";
import { ask, bindings, type Cast, cast, origin, type Somebody } from "../../people.ts";
import { watch } from "../../watching.ts";

let people: Cast;
beforeEach(async () => {
  people = await cast();
});
afterEach(() => {
  vi.restoreAllMocks();
});

const words = (text: string) => new Uint8Array(new TextEncoder().encode(text));

function put(by: Somebody, file: Uint8Array<ArrayBuffer>, type = "image/png", school = by.school) {
  const headers = { "Content-Type": type };
  return by.ask(`/api/schools/${school}/logo`, { method: "PUT", body: file, headers });
}

async function schoolIn(answer: Promise<Response>): Promise<PublicSchool> {
  return ((await (await answer).json()) as { school: PublicSchool }).school;
}

async function urlOf(answer: Promise<Response>): Promise<string> {
  return (await schoolIn(answer)).logo?.url ?? "";
}

const pictures = bindings.DB.prepare("select count(*) as n from logos where school_id = ?");

/** The sentence that a picture is refused with. */
async function refusal(answer: Response): Promise<[number, string, string]> {
  const { code, fields } = (await answer.json()) as { code: string; fields?: { logo: string } };
  return [answer.status, code, fields?.logo ?? ""];
}

const good: Record<string, [string, () => Uint8Array<ArrayBuffer>]> = {
  "a PNG": ["image/png", png],
  "a PNG of 4,096 pixels each way": ["image/png", () => png(4096, 4096)],
  "a JPEG": ["image/jpeg", jpeg],
  "a lossy WebP": ["image/webp", webp.lossy],
  "a lossless WebP": ["image/webp", webp.lossless],
  "a transparent WebP": ["image/webp", webp.transparent],
};

describe("the school's logo [S2]", () => {
  it.each(Object.keys(good))(
    "is %s, whatever it is said to be, and anybody sees it who has its address",
    async (name) => {
      const { tom, lena, oakfield } = people;
      const [type, make] = good[name] ?? ["", png];
      const answer = await put(tom, make(), "application/octet-stream");
      expect(answer.status).toBe(200);
      const { logo } = await schoolIn(Promise.resolve(answer));
      expect(await schoolIn(lena.get(""))).toMatchObject({ logo });
      expect(await schoolIn(lena.get("/logo"))).toMatchObject({ id: oakfield, logo });
      const shown = await ask(logo?.url ?? "");
      expect([shown.status, shown.headers.get("Content-Type")]).toEqual([200, type]);
      expect(new Uint8Array(await shown.arrayBuffer())).toEqual(make());
    },
  );

  it("is served so that it can be kept for a year, runs nothing and is shown in mail on other sites", async () => {
    const url = await urlOf(put(people.priya, png()));
    const { headers } = await ask(url);
    expect(headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
    expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(headers.get("Content-Security-Policy")).toMatch(/^default-src 'none'; sandbox;/);
    expect(headers.get("Content-Security-Policy")).not.toMatch(/self|unsafe|data:/);
    expect(headers.get("Cross-Origin-Resource-Policy")).toBe("cross-origin");
    expect(headers.get("Set-Cookie")).toBeNull();
    expect((await ask(`/logos/${crypto.randomUUID()}`)).status).toBe(404);
  });

  it("has another address when it is another one, and the one before is gone", async () => {
    const { priya, tom, oakfield } = people;
    const first = await urlOf(put(priya, png()));
    const second = await urlOf(put(tom, jpeg()));
    expect(second).not.toBe(first);
    expect((await ask(first)).status).toBe(404);
    expect((await ask(second)).status).toBe(200);
    expect(await pictures.bind(oakfield).first("n")).toBe(1);
  });

  it("is told live as the other settings are, and in the activity", async () => {
    const { priya, tom, lena } = people;
    const windows = [await watch(tom), await watch(lena)];
    const url = await urlOf(put(priya, png()));
    for (const window of windows) {
      await window.until((w) => w.events.some((event) => event.kind === "school.changed"));
      const event = window.events.find((event) => event.kind === "school.changed");
      expect((event as unknown as { school: PublicSchool }).school.logo).toEqual({ url });
      window.socket.close();
    }
    await historyIsWhole(priya);
  });

  it("is removed by Tom, and then nothing is left of it", async () => {
    const { tom, oakfield } = people;
    const url = await urlOf(put(tom, png()));
    const { version } = await schoolIn(tom.get(""));
    const removed = await schoolIn(tom.call("DELETE", "/logo"));
    expect([removed.logo, removed.version]).toEqual([null, version + 1]);
    expect((await ask(url)).status).toBe(404);
    expect(await pictures.bind(oakfield).first("n")).toBe(0);
    expect((await schoolIn(tom.call("DELETE", "/logo"))).version).toBe(version + 1);
  });

  it("is Priya's where Tom's comes in between, and both are told, one after the other", async () => {
    const { priya, tom, oakfield } = people;
    let between = "";
    justBefore('update "schools" set "logo_id"', async () => {
      between = await urlOf(put(tom, jpeg()));
    });
    const { logo, version } = await schoolIn(put(priya, png()));
    expect([logo?.url === between, version]).toEqual([false, 3]);
    expect((await ask(logo?.url ?? "")).headers.get("Content-Type")).toBe("image/png");
    expect((await ask(between)).status).toBe(404);
    expect(await pictures.bind(oakfield).first("n")).toBe(1);
    const { events } = (await (await priya.get("/events?since=0")).json()) as {
      events: { changes: { logo: [string | null, string] } }[];
    };
    const [his, hers] = events.map(({ changes }) => changes.logo);
    expect([his?.[0], hers?.[0]]).toEqual([null, his?.[1]]);
    await historyIsWhole(priya);
  });

  it("is neither Lena's to change nor Ngozi's, to whom there is no such school", async () => {
    const { priya, lena, rene, ngozi, oakfield } = people;
    const url = await urlOf(put(priya, png()));
    for (const person of [lena, rene]) {
      expect((await put(person, jpeg())).status).toBe(403);
      expect((await person.call("DELETE", "/logo")).status).toBe(403);
    }
    for (const method of ["GET", "PUT", "DELETE"]) {
      const init = { method, ...(method === "PUT" && { body: jpeg() }) };
      expect((await ngozi.ask(`/api/schools/${oakfield}/logo`, init)).status).toBe(404);
    }
    const elsewhere = { "Content-Type": "image/png", Origin: "https://elsewhere.example" };
    const foreign = { method: "PUT", body: jpeg(), headers: elsewhere };
    expect((await priya.ask(`/api/schools/${oakfield}/logo`, foreign)).status).toBe(403);
    expect(await urlOf(priya.get("/logo"))).toBe(url);
  });
});

const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
const page = words("<!doctype html><script>alert(1)</script>");

const bad: Record<string, [() => Uint8Array<ArrayBuffer>, RegExp]> = {
  "a text called a PNG": [() => words("This is a logo"), /no PNG, JPEG or WebP/],
  "an SVG": [() => words(svg), /no PNG, JPEG or WebP/],
  "a GIF": [() => words("GIF89a\u0001\u0000\u0001\u0000\u0000\u0000\u0000;"), /no PNG/],
  "a page before a picture": [() => bytesOf(page, png()), /no PNG, JPEG or WebP/],
  nothing: [() => new Uint8Array(), /Choose a picture/],
  "half a PNG": [() => png().slice(0, -20), /PNG file is damaged/],
  "half a JPEG": [() => jpeg().slice(0, -20), /JPEG file is damaged/],
  "half a WebP": [() => webp.lossy().slice(0, -10), /WebP file is damaged/],
  "a PNG without pixels": [() => bytesOf(png().slice(0, 33), png().slice(-12)), /PNG file/],
  "a PNG with a wrong checksum": [() => png().fill(1, 29, 30), /PNG file is damaged/],
  "a PNG with a page behind it": [() => bytesOf(png(), page), /PNG file is damaged/],
  "a JPEG with a zip behind it": [() => bytesOf(jpeg(), words("PK\u0003\u0004")), /JPEG file/],
  "a WebP with a page behind it": [() => bytesOf(webp.lossy(), page), /WebP file is damaged/],
  "a WebP that moves": [webp.moving, /moves/],
  "a PNG of 50,000 pixels": [() => png(50_000, 50_000), /50,000 × 50,000 pixels/],
  "a PNG of 4,097 pixels": [() => png(8, 4097), /8 × 4,097 pixels. Make it 4,096 at most/],
  "a PNG of no pixels": [() => png(0, 6), /empty/],
};

describe("a school's logo is refused, in a sentence,", () => {
  it.each(Object.keys(bad))("when it is %s", async (name) => {
    const { priya } = people;
    const [make, sentence] = bad[name] ?? [png, /never/];
    for (const type of ["image/png", "image/svg+xml", "text/html"])
      expect(await refusal(await put(priya, make(), type))).toEqual([
        422,
        "invalid",
        expect.stringMatching(sentence),
      ]);
    expect((await schoolIn(priya.get("/logo"))).logo).toBeNull();
  });

  it("when it has more than 256 KB, to the byte", async () => {
    const { priya } = people;
    const filled = (length: number) =>
      png(8, 6, [pngChunk("teXt", new Uint8Array(length - png().length - 12))]);
    expect(filled(mostLogoBytes)).toHaveLength(mostLogoBytes);
    expect((await put(priya, filled(mostLogoBytes))).status).toBe(200);
    expect(await refusal(await put(priya, filled(mostLogoBytes + 1)))).toEqual([
      413,
      "too_large",
      "Use a file of 256 KB at most.",
    ]);
    expect((await put(priya, new Uint8Array(1024 * 1024 + 1))).status).toBe(413);
  });
});

describe("what lies in a picture's file beside the picture", () => {
  const secret = words("GPS 52.95 N 1.15 W <script>alert(1)</script>");
  const dressed = {
    PNG: [png, png(8, 6, [pngChunk("tEXt", secret), pngChunk("eXIf", secret)])],
    JPEG: [jpeg, jpeg([jpegSegment(0xe1, secret), jpegSegment(0xfe, secret)])],
    WebP: [
      webp.transparent,
      webp.transparent(webpChunk("EXIF", secret), webpChunk("junk", secret)),
    ],
  } as const;

  it.each(Object.keys(dressed) as (keyof typeof dressed)[])(
    "is not shown to anybody: a %s",
    async (name) => {
      const [plain, given] = dressed[name];
      const shown = await ask(await urlOf(put(people.priya, given)));
      expect(new Uint8Array(await shown.arrayBuffer())).toEqual(plain());
    },
  );
});

describe("any file at all", () => {
  it("is a picture or is refused, and what is kept of a picture is one", () => {
    const seeds = [png(), jpeg(), webp.lossy(), webp.lossless(), webp.transparent()];
    const damaged = fc
      .tuple(
        fc.constantFrom(...seeds),
        fc.array(fc.tuple(fc.nat(600), fc.integer({ min: 0, max: 255 })), { maxLength: 6 }),
        fc.nat(600),
      )
      .map(([seed, changes, length]) => {
        const file = seed.slice(0, Math.max(length, 12));
        for (const [at, byte] of changes) if (at < file.length) file[at] = byte;
        return file;
      });
    fc.assert(
      fc.property(fc.oneof(damaged, fc.uint8Array({ maxLength: 100 })), (file) => {
        try {
          const { bytes, ...picture } = readPicture(new Uint8Array(file));
          expect(bytes.length).toBeLessThanOrEqual(file.length);
          expect(readPicture(bytes)).toEqual({ ...picture, bytes });
        } catch (error) {
          if (!(error instanceof DomainError)) throw error;
          expect(error.code).toBe("invalid");
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("a logo's address", () => {
  it("is on this site, and is the same for whoever reads it", async () => {
    const url = await urlOf(put(people.priya, png()));
    expect(new URL(url, origin).origin).toBe(origin);
    expect(url).toMatch(/^\/logos\/[\w-]{36}$/);
  });
});
