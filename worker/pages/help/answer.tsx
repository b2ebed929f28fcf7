import { piecesOf } from "#domain/help/answer";
import { answers } from "#domain/help/answers";
import { allRows } from "#domain/help/table-of-roles";
import { type AnswerId, helpAt } from "#domain/help/topics";
import { roleNames, roles } from "#domain/roles";

/** A question and its answer. Its anchor can be linked. */
export function AnswerSection({ id }: { id: AnswerId }) {
  const { asks, says, hasRoles, go, see = [] } = answers[id];
  return (
    <article class="answer" id={id}>
      <h3>{asks}</h3>
      {says.map((said) =>
        typeof said === "string" ? (
          <p>
            <Text text={said} />
          </p>
        ) : (
          <ul>
            {said.map((point) => (
              <li>
                <Text text={point} />
              </li>
            ))}
          </ul>
        ),
      )}
      {hasRoles && <TableOfRoles />}
      {go && (
        <p>
          <a href={go.href}>{go.text}</a>
        </p>
      )}
      {see.length > 0 && (
        <p class="quiet">
          See also:{" "}
          {see.map((other, at) => (
            <>
              {at > 0 && " · "}
              <a href={helpAt(other)}>{answers[other].asks}</a>
            </>
          ))}
        </p>
      )}
    </article>
  );
}

function Text({ text }: { text: string }) {
  return <>{piecesOf(text).map((piece) => (piece.isName ? <b>{piece.text}</b> : piece.text))}</>;
}

/** Who may do what, as the rules have it. */
function TableOfRoles() {
  return (
    <table class="roles">
      <thead>
        <tr>
          <th scope="col">May</th>
          {roles.map((role) => (
            <th scope="col">{roleNames[role]}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {allRows().map(({ act, may }) => (
          <tr>
            <th scope="row">{act}</th>
            {roles.map((role) => (
              <td>{may(role) ? "Yes" : "–"}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
