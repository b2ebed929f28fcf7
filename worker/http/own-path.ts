/** Only a path of this site is a place to go on to. */
export function ownPath(wanted: string | undefined): string {
  return wanted && /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(wanted) ? wanted : "/";
}

/** The page on which a handed-out password is changed, and where it leads on to. */
export function newPasswordPath(next: string): string {
  return next === "/" ? "/new-password" : `/new-password?next=${encodeURIComponent(next)}`;
}
