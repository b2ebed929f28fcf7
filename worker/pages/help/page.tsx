import { found } from "#domain/help/answers";
import { topicNames } from "#domain/help/topics";
import { Layout } from "../layout.tsx";
import { AnswerSection } from "./answer.tsx";

/** Short answers to what people ask, for whoever has a link, is about to sign in, or works here [U10]. */
export function HelpPage({ query }: { query: string }) {
  const parts = found(query);
  return (
    <Layout title="Help">
      <h1>Help</h1>
      <form method="get" action="/help" class="search">
        <label for="q">Search the help</label>
        <div class="frame">
          <input id="q" name="q" type="search" value={query} maxlength={200} autocomplete="off" />
          <button type="submit">Search</button>
        </div>
      </form>
      {parts.length === 0 && (
        <p role="status">
          No answer has these words. Try another word, or <a href="/help">look at all answers</a>.
        </p>
      )}
      {parts.map(({ topic, ids }) => (
        <section aria-labelledby={`help-${topic}`}>
          <h2 id={`help-${topic}`}>{topicNames[topic]}</h2>
          {ids.map((id) => (
            <AnswerSection id={id} />
          ))}
        </section>
      ))}
      <p class="foot">
        <a href="/">Go to Staffroom</a>
      </p>
    </Layout>
  );
}
