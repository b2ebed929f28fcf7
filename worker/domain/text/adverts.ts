import { withoutLookalikes } from "./lookalikes.ts";

const endings =
  "com|net|org|uk|eu|io|ai|co|me|tv|cc|ly|gg|to|info|biz|xyz|ru|cn|de|fr|es|it|nl|pl|tk|ml|ga|cf|gq|pw|ws|su|in|us|ca|top|site|online|shop|store|club|live|win|vip|link|click|app|dev|page|web|blog|news|space|website|tech|zip|mov|work|world|fun|bid|loan|date|men|icu|buzz|cam|rest|bar|wang|email|support|help";
const webAddress = new RegExp(
  `:\\s*/\\s*/|\\bwww\\b|//|\\\\|(?<=[\\p{L}\\p{N}-])\\.(?:${endings})(?![\\p{L}\\p{N}-])|\\.xn--`,
  "iu",
);
// An ending that no list knows. `St.Mary's` and `C.E.Primary` lack a space, and mean no harm.
const unknownEnding =
  /(?<![\p{L}\p{N}.])(?!(?:st|ss|mt|dr|mr|mrs|ms|fr|sr|no)\.\p{Lu})[\p{L}\p{N}-]{2,}\.\p{L}{2}/iu;
// Some schools are called so: The Academy @ Worden.
const mailAddress = /\S@\S|@.*\./;
const numericAddress = /\d+(?:\.\d+){3}|[\da-f]*:[\da-f]*:[\da-f:]+/i;
const phoneNumber = /\p{Nd}(?:[\s().\-‐-―/]*\p{Nd}){6,}/u;
const price = /[£$€¥₹₿]\s*\d|\d\s*[£€]/;
const lure =
  /\b(?:click|tap|call|text|whatsapp|telegram) (?:here|now|me|us|this|on|\d)|\b(?:free|win|claim|get) (?:\w+ ){0,2}(?:gifts?|money|cash|iphones?|ipads?|laptops?|prizes?|vouchers?|trial|bitcoins?)\b|\b(?:gift ?cards?|special offer|limited offer|act now|verify your|confirm your|reset your|account (?:suspended|locked))\b/i;
// There are people called Casino, and U Won.
const goods =
  /\d\s*(?:%|percent)|!{2,}|\b(?:you|u)(?: have|'ve|’ve)? won\b|\b(?:bitcoins?|crypto|casino|viagra|cialis|pills|jackpot|lottery|payday|discount)\b/i;
const personsAddress =
  /:\s*\/\s*\/|\bwww\.|\/\/|\\|\.xn--|[\p{L}\p{N}-]{2,}\.(?:\p{L}{2,}\/|(?:com|net|org|uk|eu|info|biz|xyz)(?![\p{L}\p{N}-]))/iu;
// In small letters, as addresses are: `Md.Rahman`, `st.john` and `Jan.de Vries` lack a space, and mean no harm.
const smallAddress =
  /(?!(?:st|md|ma|dr)\.)[\p{L}\p{N}-]{2,}\.(?!(?:d\p{L}{1,2}|l[ae]|v[ao]n|b[ei]n|[ae]l|te[nr]?) )\p{Ll}{2,}(?![\p{L}\p{N}'’-])/u;

/** What in a name is no name but an address or an offer, as a sentence; null for an honest name. `name` is tidy. It stands in mail to strangers. */
export function advertIn(name: string): string | null {
  const seen = withoutLookalikes(name.normalize("NFKC"));
  if (mailAddress.test(seen))
    return "Leave out e-mail addresses: only the school’s name goes here.";
  if (numericAddress.test(seen) || webAddress.test(seen) || unknownEnding.test(seen))
    return "Leave out web addresses: only the school’s name goes here. After a full stop comes a space.";
  if (phoneNumber.test(seen)) return "Leave out phone numbers: only the school’s name goes here.";
  if (price.test(seen) || lure.test(seen) || goods.test(seen))
    return "This reads like an offer, not like a school. Write the name as it stands at the gate.";
  return null;
}

/** The same in what a person is called. Whoever is in doubt is believed: no real name is refused. */
export function advertInPerson(name: string): string | null {
  const seen = withoutLookalikes(name.normalize("NFKC"));
  if (/\S@\S/.test(seen)) return "Leave out e-mail addresses: only the person’s name goes here.";
  if (numericAddress.test(seen) || personsAddress.test(seen) || smallAddress.test(seen))
    return "Leave out web addresses: only the person’s name goes here. After a full stop comes a space.";
  if (phoneNumber.test(seen)) return "Leave out phone numbers: only the person’s name goes here.";
  if (price.test(seen) || lure.test(seen))
    return "This reads like an offer, not like a name. Write the name as the person does.";
  return null;
}
