import { createSignal, For, Index } from "solid-js";
import type { AskedColumns, Choices, ListField } from "#domain/rosters/roster";

const fieldWords: Record<ListField, string> = {
  givenName: "First name",
  familyName: "Surname",
  name: "Whole name",
  email: "E-mail",
  job: "Job or staff type",
  role: "Role in Staffroom",
  title: "Title (Mr, Ms)",
  middleName: "Middle name",
  phone: "Phone",
  username: "Username",
  id: "Number in the MIS",
  status: "Status or leaving date",
  upn: "UPN",
  yearGroup: "Year group",
  group: "Groups",
  ownId: "Staffroom ID",
  ignore: "Leave out",
};

const fields = Object.keys(fieldWords) as ListField[];

interface AskColumnsProps {
  name: string;
  asked: AskedColumns;
  reason: string;
  answer: (choices: Choices) => void;
}

/** A list whose headings nobody knows: what does each column hold? */
export function AskColumns(props: AskColumnsProps) {
  const [form, setForm] = createSignal(props.asked.form);
  const [chosen, setChosen] = createSignal(
    props.asked.columns.map(({ field }): ListField => field ?? "ignore"),
  );
  return (
    <form
      class="mis-columns"
      onSubmit={(event) => {
        event.preventDefault();
        const columns = props.asked.columns.map(({ header }, i) => [
          header,
          chosen()[i] ?? "ignore",
        ]);
        props.answer({ form: form(), columns: Object.fromEntries(columns) });
      }}
    >
      <p role="alert">
        <strong>{props.name}</strong>: {props.reason}
      </p>
      <fieldset class="mis-form">
        <legend>Who is on this list?</legend>
        <For each={["staff", "pupils"] as const}>
          {(one) => (
            <label>
              <input
                type="radio"
                name="form"
                checked={form() === one}
                onChange={() => setForm(one)}
              />{" "}
              {one === "staff" ? "Staff" : "Pupils"}
            </label>
          )}
        </For>
      </fieldset>
      <table class="mis-columns-table">
        <thead>
          <tr>
            <th scope="col">Column</th>
            <th scope="col">For example</th>
            <th scope="col">It holds</th>
          </tr>
        </thead>
        <tbody>
          <Index each={props.asked.columns}>
            {(column, i) => (
              <tr>
                <th scope="row">{column().header}</th>
                <td class="muted">{column().samples.join(", ") || "nothing"}</td>
                <td>
                  <select
                    class="input"
                    aria-label={`What ${column().header} holds`}
                    value={chosen()[i]}
                    onChange={(event) => choose(i, event.currentTarget.value as ListField)}
                  >
                    <For each={fields}>
                      {(field) => (
                        <option value={field} selected={chosen()[i] === field}>
                          {fieldWords[field]}
                        </option>
                      )}
                    </For>
                  </select>
                </td>
              </tr>
            )}
          </Index>
        </tbody>
      </table>
      <div class="paste-foot">
        <button type="submit" class="button primary">
          Read it like this
        </button>
      </div>
    </form>
  );

  function choose(index: number, field: ListField): void {
    setChosen((all) => all.map((other, i) => (i === index ? field : other)));
  }
}
