import { withoutHidden } from "./hidden.ts";

// Each letter with what stands for it: first those that carry no accent to be taken off, then Cyrillic, then Greek.
const letters = new Map(
  `đd ðd øo łl ħh ŧt ıi ɪi ĸq ŋng ßss æae œoe þth əe ɛe ɔo ɓb ɗd ɖd ƙk ƴy ɣg ƒf ǝe
  аa бb вv гg дd еe жzh зz иi кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch ъ ыy ь эe юyu яya
  іi єye ґg ђdj јj љlj њnj ћc џdz ѕdz әa өo үu ұu қk ңn һh ғg ҳh ҷj
  αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs ςs τt υy φf χch ψps ωo`
    .split(/\s+/)
    .map((entry) => [entry.slice(0, 1), entry.slice(1)]),
);

/** Every way an apostrophe is typed, the accents and letters used for one included. */
const apostrophes = /['`´‘’‚‛ʹʻʼʽʾʿ＇′]/g;

/**
 * Text as a keyboard without accents writes it, in lower case: no accents, apostrophes or hidden characters, `ø` as `o`,
 * Cyrillic and Greek in Latin letters. Letters of other scripts stay as they are.
 */
export function latin(text: string): string {
  return (
    withoutHidden(text)
      // An acute that stands alone is an apostrophe, and would come apart into a space.
      .replace(apostrophes, "")
      .normalize("NFKD")
      .toLowerCase()
      .normalize("NFKD")
      .replace(apostrophes, "")
      // The accents that all scripts share; the vowel signs of Hindi or Thai are letters of their own.
      .replace(/\p{sc=Zinh}/gu, "")
      .replace(/[^\0-\x7f]/gu, (letter) => letters.get(letter) ?? letter)
  );
}
