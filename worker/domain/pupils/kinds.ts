/** What may happen to a pupil. Of one who is erased nothing is left but that there was one. */
export const pupilKinds = [
  "pupil.added",
  "pupil.changed",
  "pupil.deactivated",
  "pupil.reactivated",
  "pupil.erased",
] as const;
