import * as z from "zod/mini";

/** The most bytes of a logo [S2]. */
export const mostLogoBytes = 256 * 1024;

/** The most pixels of a logo each way: decoded, such a picture takes 64 MB in every window that shows it. */
export const mostLogoPixels = 4_096;

/** What a logo may be. SVG is a document, which can carry scripts, and many mail programs do not show it. */
export const logoTypes = ["image/png", "image/jpeg", "image/webp"] as const;
export type LogoType = (typeof logoTypes)[number];

/** Where anybody finds a school's logo: another picture has another address. */
export const PublicLogo = z.object({ url: z.string() });
export type PublicLogo = z.infer<typeof PublicLogo>;

/** A school's logo as it is told of; null for none. */
export function publishedLogo({ logoId }: { logoId: string | null }): PublicLogo | null {
  return logoId === null ? null : { url: `/logos/${logoId}` };
}
