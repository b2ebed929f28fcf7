const letters = "ABCDEFGHJKLMNPQRTUVWXYZ";

/** A unique pupil number of these twelve digits, its check letter in front (Department for Education, UPN guide). */
export function upn(digits: number): string {
  const sum = [...String(digits)].reduce((total, digit, i) => total + Number(digit) * (i + 2), 0);
  return `${letters.charAt(sum % 23)}${digits}`;
}
