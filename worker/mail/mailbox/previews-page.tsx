import { raw } from "hono/html";
import type { Words } from "../outgoing.ts";
import { style } from "./inline.ts";
import { Letter } from "./letter.tsx";

/** Every mail that Staffroom sends, with made-up names. */
export function PreviewsPage({ mails }: { mails: [name: string, words: Words][] }) {
  return (
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Previews of every mail · Staffroom</title>
        <style>{raw(style)}</style>
      </head>
      <body>
        <main>
          <header>
            <h1>Every mail</h1>
            <a href="/dev/mail">Mailbox</a>
          </header>
          <p class="muted">What Staffroom can send, with made-up names. The links open nothing.</p>
          <ul>
            {mails.map(([name, words]) => (
              <Letter
                id={name}
                words={words}
                about={name.replaceAll("_", " ")}
                isOpen={false}
                href={`/dev/mail/previews/${name}`}
              />
            ))}
          </ul>
        </main>
      </body>
    </html>
  );
}
