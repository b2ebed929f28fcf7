import type { Child } from "hono/jsx";
import type { Spoken } from "./plain.ts";

const font =
  "font-family:Inter,-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

// Mail programs keep this block or drop it; without it the mail is light and still readable.
const dark = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (max-width: 480px) { .card { padding: 24px 20px !important; } }
@media (prefers-color-scheme: dark) {
  .paper { background-color: #151816 !important; }
  .card { background-color: #1e2220 !important; border-color: #343a36 !important; }
  .ink { color: #eceeec !important; }
  .muted { color: #a9b0ab !important; }
  .link { color: #7fd1b3 !important; }
  .button { background-color: #7fd1b3 !important; }
  .button a { color: #10231b !important; }
}`;

/** Whose mail it is. */
export interface FromSchool {
  school: Spoken;
  /** The whole address of its logo; null where it has none. */
  logo: string | null;
}

export interface LetterheadProps {
  from: FromSchool;
  title: string;
  /** What a list of mails shows beside the subject. */
  preview: string;
  heading: string;
  children: Child;
}

/**
 * The frame of every HTML mail: tables and inline styles, which old mail programs need. Nothing is fetched but the school's
 * logo, where it has one: from this site, under one address for everybody, so that nothing is learnt of who reads.
 */
export function Letterhead({ from, title, preview, heading, children }: LetterheadProps) {
  return (
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="format-detection" content="telephone=no, date=no, address=no" />
        <title>{title}</title>
        <style>{dark}</style>
      </head>
      <body class="paper" style="margin:0;padding:0;background-color:#fbfaf7">
        <div style="display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;mso-hide:all">
          {preview}
        </div>
        <main>
          <table
            class="paper"
            role="presentation"
            width="100%"
            cellpadding="0"
            cellspacing="0"
            border={0}
            style="background-color:#fbfaf7"
          >
            <tr>
              <td align="center" style="padding:24px 12px">
                <table
                  role="presentation"
                  width="100%"
                  cellpadding="0"
                  cellspacing="0"
                  border={0}
                  style="max-width:520px"
                >
                  <tr>
                    <td
                      class="ink"
                      style={`${font};font-size:16px;font-weight:600;color:#1c1f1d;padding:0 4px 16px`}
                    >
                      <Logo {...from} />
                      Staffroom
                    </td>
                  </tr>
                  <tr>
                    <td
                      class="card"
                      style="background-color:#ffffff;border:1px solid #e6e3dc;border-radius:12px;padding:32px"
                    >
                      <h1
                        class="ink"
                        style={`${font};${wrap};font-size:22px;line-height:28px;font-weight:600;color:#1c1f1d;margin:0 0 16px`}
                      >
                        {heading}
                      </h1>
                      {children}
                    </td>
                  </tr>
                </table>
              </td>
            </tr>
          </table>
        </main>
      </body>
    </html>
  );
}

/**
 * Where pictures are not shown, the school's name stands in its place. The white is for logos that are made for paper. Wide or
 * tall, it keeps its shape: what knows no `max-height` goes by the attribute, which says nothing of the width.
 */
function Logo({ school, logo }: FromSchool) {
  if (logo === null) return null;
  return (
    <img
      src={logo}
      alt={school}
      height={40}
      style="display:block;width:auto;height:auto;max-width:200px;max-height:40px;margin:0 0 8px;border:0;border-radius:8px;background-color:#ffffff"
    />
  );
}

const wrap = "overflow-wrap:anywhere;word-break:break-word";

export function Line({ children }: { children: Child }) {
  return (
    <p
      class="ink"
      style={`${font};${wrap};font-size:16px;line-height:24px;color:#1c1f1d;margin:0 0 16px`}
    >
      {children}
    </p>
  );
}

export function Small({ children }: { children: Child }) {
  return (
    <p
      class="muted"
      style={`${font};${wrap};font-size:14px;line-height:20px;color:#5d645f;margin:0 0 12px`}
    >
      {children}
    </p>
  );
}

/** The link in plain sight, for programs that show no button. */
export function PlainLink({ href }: { href: string }) {
  return (
    <Small>
      If the button does not work, copy this address into your browser:
      <br />
      <a href={href} class="link" style="color:#0f6b4f;word-break:break-all;overflow-wrap:anywhere">
        {href}
      </a>
    </Small>
  );
}

/** The one thing to do. The cell carries the colour, since some programs paint no background behind a link. */
export function Button({ href, children }: { href: string; children: Child }) {
  return (
    <table role="presentation" cellpadding="0" cellspacing="0" border={0} style="margin:8px 0 24px">
      <tr>
        <td class="button" style="background-color:#0f6b4f;border-radius:8px">
          <a
            href={href}
            style={`${font};display:inline-block;padding:13px 24px;font-size:16px;line-height:20px;font-weight:600;color:#ffffff;text-decoration:none`}
          >
            {children}
          </a>
        </td>
      </tr>
    </table>
  );
}
