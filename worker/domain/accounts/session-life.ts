interface Life {
  /** Without use it ends after this long. */
  idle: number;
  /** And this long after it began, however much it is used. */
  whole: number;
}

const hour = 3600_000;

/** How long sessions last [A19], milliseconds: on a person's own device, and elsewhere, where they end with the browser, too. */
export const sessionLife: Record<"own" | "elsewhere", Life> = {
  own: { idle: 7 * 24 * hour, whole: 30 * 24 * hour },
  elsewhere: { idle: 8 * hour, whole: 7 * 24 * hour },
};

/** What the tick for one's own device means. */
export const ownDeviceWords =
  "You stay signed in for up to 30 days, and until 7 days without use; pages open faster. Leave it empty on a computer that others use: you are signed out after 8 hours without use, or when the browser is closed.";
