import { useSearchParams } from "@solidjs/router";
import Search from "lucide-solid/icons/search";
import { createMemo, For, Show } from "solid-js";
import { found } from "#domain/help/answers";
import { topicNames } from "#domain/help/topics";
import { useNamedPart } from "../ui/named-part.ts";
import { usePageTitle } from "../ui/page-title.ts";
import { PageTop } from "../ui/page-top.tsx";
import { AnswerCard } from "./answer-card.tsx";
import "./help.css";

/** Short answers to what people ask, searched as they type [U10]. */
export default function HelpPage() {
  const [params, setParams] = useSearchParams<{ q?: string }>();
  const query = () => params.q ?? "";
  const parts = createMemo(() => found(query()));
  const count = () => parts().reduce((sum, { ids }) => sum + ids.length, 0);
  usePageTitle(() => "Help");
  useNamedPart((id) => document.getElementById(id)?.querySelector("h3"));

  return (
    <div class="help">
      <PageTop title="Help" />
      <label class="search">
        <Search size={16} aria-hidden="true" />
        <span class="visually-hidden">Search the help</span>
        <input
          type="search"
          placeholder="Search the help"
          autocomplete="off"
          value={query()}
          onInput={(event) =>
            setParams({ q: event.currentTarget.value || undefined }, { replace: true })
          }
        />
      </label>
      <p class="visually-hidden" role="status">
        {query() && `${count()} found`}
      </p>
      <Show when={count() > 0} fallback={<NothingFound />}>
        <For each={parts()}>
          {({ topic, ids }) => (
            <section aria-labelledby={`help-${topic}`}>
              <h2 id={`help-${topic}`}>{topicNames[topic]}</h2>
              <For each={ids}>{(id) => <AnswerCard id={id} />}</For>
            </section>
          )}
        </For>
      </Show>
    </div>
  );

  function NothingFound() {
    return (
      <div class="panel">
        <h2>No answer has these words</h2>
        <p>Try another word, or look at all answers. If none helps, ask an Owner of your school.</p>
        <button type="button" class="button" onClick={() => setParams({ q: undefined })}>
          Show all answers
        </button>
      </div>
    );
  }
}
