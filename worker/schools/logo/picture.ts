import { DomainError } from "#domain/errors";
import { type LogoType, mostLogoPixels } from "#domain/schools/logo";
import type { Found } from "./bytes.ts";
import { isJpeg, readJpeg } from "./jpeg.ts";
import { isPng, readPng } from "./png.ts";
import { isWebp, readWebp } from "./webp.ts";

/** A picture that may be shown to anybody. */
export interface Picture extends Found {
  type: LogoType;
}

const formats = [
  { type: "image/png", name: "PNG", isIt: isPng, read: readPng },
  { type: "image/jpeg", name: "JPEG", isIt: isJpeg, read: readJpeg },
  { type: "image/webp", name: "WebP", isIt: isWebp, read: readWebp },
] as const;

const most = mostLogoPixels.toLocaleString("en-GB");

/**
 * The picture that a file holds, judged by what is in it and not by what it is called, and without whatever the picture can do
 * without. Refuses with `invalid` anything but one still PNG, JPEG or WebP of at most 4,096 pixels each way.
 */
export function readPicture(bytes: Uint8Array): Picture {
  if (bytes.length === 0) return refuse("Choose a picture.");
  const format = formats.find(({ isIt }) => isIt(bytes));
  if (!format)
    return refuse("This is no PNG, JPEG or WebP picture. Save it as one of these and choose that.");
  const { type, name, read } = format;
  const found = read(bytes);
  if (!found)
    return refuse(
      `This ${name} file is damaged, moves, or holds more than one picture. Open it in a picture program, save it again, and choose that.`,
    );
  const { width, height } = found;
  if (width === 0 || height === 0) return refuse("This picture is empty. Choose another one.");
  if (width > mostLogoPixels || height > mostLogoPixels)
    return refuse(
      `This picture has ${width.toLocaleString("en-GB")} × ${height.toLocaleString("en-GB")} pixels. Make it ${most} at most each way.`,
    );
  return { type, ...found };
}

function refuse(sentence: string): never {
  throw new DomainError("invalid", { fields: { logo: sentence } });
}
