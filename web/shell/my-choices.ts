import { useNavigate } from "@solidjs/router";
import { usePlace } from "../place.ts";
import { sentenceOf } from "../replica/api.ts";
import { useSession } from "../replica/session.ts";
import { keys, press } from "../ui/keys.ts";
import type { Choice } from "../ui/menus/menu.tsx";
import { note } from "../ui/notes.tsx";

/** Nothing tells for sure; a device for fingers alone has none. */
const hasKeyboard = () => matchMedia("(any-pointer: fine)").matches;

/** The way to one's account, and the way out. */
export function useMyChoices(): () => Choice[] {
  const { school } = usePlace();
  const session = useSession();
  const navigate = useNavigate();
  const signOut = () =>
    void session.signOut().catch((error) => note({ text: sentenceOf(error), tone: "bad" }));
  return () => [
    { label: "My account", act: () => navigate(`/s/${school.id}/account`) },
    ...(hasKeyboard() ? [{ label: "Keyboard keys", act: () => press(keys.keys) }] : []),
    { label: "Sign out", act: signOut },
  ];
}

/** The ways to one's schools; none for whom there is only this one. */
export function useSchoolChoices(): () => Choice[] {
  const { school } = usePlace();
  const session = useSession();
  const navigate = useNavigate();
  return () => {
    const seats = session.answer()?.memberships ?? [];
    return seats.some(({ schoolId }) => schoolId !== school.id)
      ? seats.map((seat) => ({
          label: seat.schoolName,
          isCurrent: seat.schoolId === school.id,
          act: () => navigate(`/s/${seat.schoolId}`),
        }))
      : [];
  };
}
