import type { Present } from "#party/protocol";
import { usePlace } from "../../place.ts";
import { usePresence } from "../../presence/use-presence.ts";
import { editorsInWords } from "../../presence/words.ts";

/** In a form: who else is changing the same [C1]. It only says so; both may save. */
export function PresenceLine(props: { id: string }) {
  const { school } = usePlace();
  const presence = usePresence();
  const firstName = ({ userId, name }: Present) => school.users.at(userId)?.givenName ?? name;
  const editors = () => presence.on(props.id).filter((person) => person.editing);
  // Stands there empty, so that what comes into it is read out.
  return (
    <p class="presence-line" role="status">
      {editorsInWords(editors().map(firstName))}
    </p>
  );
}
