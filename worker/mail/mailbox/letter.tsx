import type { Child } from "hono/jsx";
import type { Words } from "../outgoing.ts";

interface LetterProps {
  id: string;
  words: Words;
  /** What stands below the subject. */
  about: Child;
  isOpen: boolean;
  /** Where it is shown as a mail program shows it. */
  href: string;
  /** What else may be done with it. */
  children?: Child;
}

/** A mail in a list: its subject, its text with links that can be followed, and the way to its other form. */
export function Letter({ id, words, about, isOpen, href, children }: LetterProps) {
  return (
    <li id={id}>
      <h2>{words.subject}</h2>
      <p class="muted">{about}</p>
      <details open={isOpen}>
        <summary>Text</summary>
        <pre>
          {words.text
            .split(/(https?:\/\/\S+)/)
            .map((part, i) => (i % 2 === 1 ? <a href={part}>{part}</a> : part))}
        </pre>
      </details>
      <p class="acts">
        <a href={href}>Show as a mail program does</a>
        {children}
      </p>
    </li>
  );
}
