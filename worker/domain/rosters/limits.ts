/** What a Worker's 128 MB allow with room to spare; a school of 20,000 pupils needs a tenth of it. Sizes in bytes. */
export const limits = {
  packed: 50_000_000,
  unpacked: 200_000_000,
  /** No table packs better; deflate itself can do 1032 to 1. */
  ratio: 200,
  /** OneRoster has 25 files. */
  entries: 200,
  people: 40_000,
  groups: 15_000,
  memberships: 300_000,
  columns: 200,
  /** Characters of one line. */
  line: 200_000,
};

/** As people read it: `50 MB`. */
export function inMegabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1_000_000)} MB`;
}
