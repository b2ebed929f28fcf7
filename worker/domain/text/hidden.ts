// Scripts in which a joiner decides how letters are written: Persian names need one where Latin ones hide one.
const joining =
  "\\p{sc=Arab}\\p{sc=Syrc}\\p{sc=Mong}\\p{sc=Deva}\\p{sc=Beng}\\p{sc=Guru}\\p{sc=Gujr}\\p{sc=Orya}\\p{sc=Taml}\\p{sc=Telu}\\p{sc=Knda}\\p{sc=Mlym}\\p{sc=Sinh}\\p{sc=Khmr}\\p{sc=Mymr}";

const hidden = /[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu;
const hiddenOrJoiner = new RegExp(
  `([${joining}][\\u200c\\u200d](?=[${joining}]))|${hidden.source}`,
  "gu",
);

/**
 * The same without characters that nobody can see: zero-width ones, soft hyphens, marks of direction and what else
 * Unicode has no picture for (UAX 44, Default_Ignorable_Code_Point). For text that is compared.
 */
export function withoutHidden(text: string): string {
  return text.replace(hidden, "");
}

/** A line to be shown: nothing hidden but the joiners that its script needs, white space folded, composed (NFC). */
export function tidyLine(text: string): string {
  return (
    text
      .replace(hiddenOrJoiner, "$1")
      .normalize("NFC")
      // Unicode counts the Braille pattern without dots as a sign; it is a blank.
      .replace(/[\s\p{Cc}\u2800]+/gu, " ")
      .trim()
  );
}
