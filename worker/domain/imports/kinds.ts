/** What may happen to an import. What comes of its differences is news of people, groups and pupils. */
export const importKinds = [
  "import.proposed",
  "import.replaced",
  "import.decided",
  "import.asked",
  "import.started",
  "import.advanced",
  "import.applied",
  "import.stopped",
] as const;
