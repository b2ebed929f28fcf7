import { Layout } from "./layout.tsx";

/** A page that says one thing and offers one way on. */
export function NoticePage({
  title,
  text,
  link,
}: {
  title: string;
  text: string;
  link?: { href: string; text: string };
}) {
  return (
    <Layout title={title}>
      <h1>{title}</h1>
      <p class="lead">{text}</p>
      {link && (
        <p>
          <a class="button" href={link.href}>
            {link.text}
          </a>
        </p>
      )}
      <p class="foot">
        <a href="/help">Help</a>
      </p>
    </Layout>
  );
}
