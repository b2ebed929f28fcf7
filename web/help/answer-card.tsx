import { For, Show } from "solid-js";
import { piecesOf } from "#domain/help/answer";
import { answers } from "#domain/help/answers";
import { allRows } from "#domain/help/table-of-roles";
import type { AnswerId } from "#domain/help/topics";
import { roleNames, roles } from "#domain/roles";
import { HelpLink } from "../ui/help-link.tsx";

/** A question and its answer. Its anchor can be linked. */
export function AnswerCard(props: { id: AnswerId }) {
  const answer = () => answers[props.id];
  return (
    <article class="card answer" id={props.id}>
      <h3 tabindex={-1}>{answer().asks}</h3>
      <For each={answer().says}>
        {(said) =>
          typeof said === "string" ? (
            <p>
              <Text text={said} />
            </p>
          ) : (
            <ul>
              <For each={said}>
                {(point) => (
                  <li>
                    <Text text={point} />
                  </li>
                )}
              </For>
            </ul>
          )
        }
      </For>
      <Show when={answer().hasRoles}>
        <TableOfRoles />
      </Show>
      <Show when={answer().go}>
        {(go) => (
          <p class="alone">
            <a href={go().href} rel="external">
              {go().text}
            </a>
          </p>
        )}
      </Show>
      <Show when={answer().see}>
        {(see) => (
          <p class="answer-see">
            <span class="muted">See also: </span>
            <For each={see()}>
              {(id, at) => (
                <>
                  {at() > 0 && " · "}
                  <HelpLink to={id}>{answers[id].asks}</HelpLink>
                </>
              )}
            </For>
          </p>
        )}
      </Show>
    </article>
  );
}

function Text(props: { text: string }) {
  return (
    <For each={piecesOf(props.text)}>
      {({ text, isName }) => (isName ? <strong>{text}</strong> : text)}
    </For>
  );
}

/** Who may do what, as the rules have it. */
function TableOfRoles() {
  return (
    <section class="roles-frame" aria-label="Who may do what" tabindex={0}>
      <table class="roles">
        <thead>
          <tr>
            <th scope="col">May</th>
            <For each={roles}>{(role) => <th scope="col">{roleNames[role]}</th>}</For>
          </tr>
        </thead>
        <tbody>
          <For each={allRows()}>
            {({ act, may }) => (
              <tr>
                <th scope="row">{act}</th>
                <For each={roles}>
                  {(role) => (
                    <td>
                      <span aria-hidden="true">{may(role) ? "✓" : "–"}</span>
                      <span class="visually-hidden">{may(role) ? "Yes" : "No"}</span>
                    </td>
                  )}
                </For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </section>
  );
}
