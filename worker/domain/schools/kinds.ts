/** What may happen to a school. */
export const schoolKinds = ["school.registered", "school.changed"] as const;
