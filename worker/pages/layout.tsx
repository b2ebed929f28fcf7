import { raw } from "hono/html";
import type { Child } from "hono/jsx";
import { publishedLogo } from "#domain/schools/logo";
import { monogram } from "#domain/schools/monogram";
import { styles } from "./styles.ts";

/** A school as far as its pages show it. */
export interface PageSchool {
  name: string;
  logoId: string | null;
}

export interface LayoutProps {
  title: string;
  /** Whose page it is, where it is a school's. */
  school?: PageSchool | null;
  /** Address of a script that comes after all else. */
  script?: string;
  children: Child;
}

/** The sheet of paper every server-rendered page is written on. */
export function Layout({ title, school = null, script, children }: LayoutProps) {
  return (
    <>
      {raw("<!doctype html>")}
      <html lang="en-GB">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <meta name="robots" content="noindex" />
          <title>{`${title} - ${school?.name ?? "Staffroom"}`}</title>
          <link rel="icon" href={icon} />
          <style>{raw(styles)}</style>
          {script && <script type="module" src={script}></script>}
        </head>
        <body>
          <div class="sheet">
            <header>
              <Mark school={school} />
              <span class="name">{school?.name ?? "Staffroom"}</span>
            </header>
            <main>{children}</main>
          </div>
        </body>
      </html>
    </>
  );
}

/** The school's logo, or its letters. Its name stands beside it. */
function Mark({ school }: { school: PageSchool | null }) {
  const logo = school && publishedLogo(school);
  if (logo) return <img class="logo" src={logo.url} alt="" width="40" height="40" />;
  return (
    <span class="monogram" aria-hidden="true">
      {school ? monogram(school.name) : "S"}
    </span>
  );
}

// In the page itself: browsers would ask for /favicon.ico otherwise.
const icon = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="4" fill="#0f6b4f"/>' +
    '<path d="M5 11l3-3 3 3M5 8l3-3 3 3" fill="none" stroke="#fff" stroke-width="1.6"/></svg>',
)}`;
