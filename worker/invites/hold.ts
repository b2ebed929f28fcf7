import * as z from "zod/mini";

/** `?hold=8`: seconds for which the mail, not the command, waits, so that it can be thought better of [C6]. Milliseconds come out. */
export const Hold = z.object({
  hold: z.pipe(
    z.prefault(
      z.string().check(z.regex(/^(?:[0-7](?:\.\d{1,3})?|8(?:\.0{1,3})?)$/, "Use 0 to 8 seconds.")),
      "0",
    ),
    z.transform((seconds) => Number(seconds) * 1000),
  ),
});
