import { note } from "../ui/notes.tsx";

/** Copies an e-mail address for pasting elsewhere; where the browser does not allow it, a note shows it. */
export async function copyAddress(email: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(email);
    note({ text: `Copied ${email}.` });
  } catch {
    note({ text: "Your browser did not allow copying.", detail: email, tone: "bad" });
  }
}
