import { createMemo, createUniqueId, For, Show } from "solid-js";
import { longestMessage, type PublicMessage, stands } from "#domain/messages";
import { usePlace } from "../place.ts";
import { Clashes } from "../ui/forms/clashes.tsx";
import { FormFoot } from "../ui/forms/form-foot.tsx";
import { createRowDraft } from "../ui/forms/save-over.ts";
import { createSubmit } from "../ui/forms/submit.ts";
import { TextArea } from "../ui/forms/text-area.tsx";
import { createUnsavedChanges } from "../ui/forms/unsaved-changes.ts";
import { note } from "../ui/notes.tsx";
import { moment } from "../ui/times.ts";
import { createMessageCommands } from "./commands.ts";
import { endsFrom } from "./ends.ts";
import { messageOf } from "./message-of.ts";

const names = { text: "Message", until: "Shown" };
type Typed = Record<keyof typeof names, string>;

/** Where the message of the day is set, changed and taken down [S3]. */
export function MessageCard() {
  const { school } = usePlace();
  const commands = createMessageCommands(school);
  const known = () => messageOf(school);
  const draft = createRowDraft<PublicMessage, Typed>(typedOf(known()), {
    seen: known(),
    known,
    fieldsOf: typedOf,
    tidy: ({ text, until }) => ({ text: text.trim(), until }),
  });
  const form = createSubmit({
    fields: Object.keys(names),
    check: (): Record<string, string> =>
      draft.now().text ? {} : { text: "Write what everybody should read." },
    send: () => draft.saveOver(send),
    done: (saved) => {
      if (saved) note({ text: "Everybody sees the message now.", tone: "good" });
    },
  });
  const removal = createSubmit({
    send: () => commands.remove(),
    done: () => {
      draft.set("text", "");
      draft.set("until", "");
      note({ text: "The message is taken down." });
    },
    tell: (text) => note({ text, tone: "bad" }),
  });
  const unsaved = createUnsavedChanges(() => !form.isPending() && draft.isDirty(), {
    name: "message",
    typed: draft.typed,
    restore: draft.resume,
  });

  return (
    <section class="card" aria-labelledby="message-of-the-day">
      <h2 id="message-of-the-day" tabindex="-1">
        Message of the day
      </h2>
      <p class="muted">
        Everybody at the school sees it above every page, until they press <em>Got it</em>.
      </p>
      <form novalidate onSubmit={(event) => void form.submit(event)}>
        <Clashes
          id={known()?.id ?? school.id}
          clashes={draft.clashes()}
          choose={draft.choose}
          what="the message"
          names={names}
          valueName={(field, value) => (field === "until" ? labelOf(value) : value || "No message")}
        />
        <TextArea
          label="Message"
          value={draft.edited.text}
          setValue={(text) => {
            draft.set("text", text);
            form.clear("text");
          }}
          problem={form.problems().text}
          hint={`Plain words; web addresses become links. ${longestMessage} characters at most.`}
          rows={3}
          maxLength={longestMessage}
        />
        <Ends
          value={draft.edited.until}
          setValue={(until) => {
            draft.set("until", until);
            form.clear("until");
          }}
          problem={form.problems().until}
        />
        <Show when={known()}>{(message) => <Standing message={message()} />}</Show>
        <FormFoot
          form={form}
          unsaved={unsaved}
          others={
            <Show when={known()}>
              <button
                type="button"
                class="button"
                disabled={removal.isPending()}
                onClick={() => void removal.submit()}
              >
                Take it down
              </button>
            </Show>
          }
          confirm={known() ? "Save message" : "Show message"}
          isIdle={!draft.isDirty()}
        />
      </form>
    </section>
  );

  function send(): Promise<PublicMessage> {
    const { text, until } = draft.now();
    return commands.set({ text, until: until || null });
  }

  function labelOf(until: string): string {
    return (
      endsFrom(school.clock.minute(), school.timeZone()).find(({ value }) => value === until)
        ?.label ?? `Until ${moment(until, school.clock.minute(), school.timeZone())}`
    );
  }
}

function Ends(props: {
  value: string;
  setValue: (until: string) => void;
  problem: string | undefined;
}) {
  const { school } = usePlace();
  const id = createUniqueId();
  const choices = createMemo(() => {
    const ends = endsFrom(school.clock.minute(), school.timeZone());
    const isAmong = ends.some(({ value }) => value === props.value);
    return isAmong ? ends : [...ends, { value: props.value, label: `Until ${date(props.value)}` }];
  });
  return (
    <div class="field">
      <label class="label" for={id}>
        Shown
      </label>
      <select
        id={id}
        class="input"
        aria-invalid={Boolean(props.problem)}
        aria-describedby={`${id}-note`}
        onChange={(event) => props.setValue(event.currentTarget.value)}
      >
        <For each={choices()}>
          {({ value, label }) => (
            <option value={value} selected={value === props.value}>
              {label}
            </option>
          )}
        </For>
      </select>
      <p id={`${id}-note`} class="field-note" classList={{ bad: Boolean(props.problem) }}>
        {props.problem}
      </p>
    </div>
  );

  function date(until: string): string {
    return moment(until, school.clock.minute(), school.timeZone());
  }
}

/** Who set the one that stands, or that its time is over. */
function Standing(props: { message: PublicMessage }) {
  const { school } = usePlace();
  const when = () => moment(props.message.at, school.clock.minute(), school.timeZone());
  return (
    <p class="muted">
      <Show
        when={stands(props.message, school.clock.minute())}
        fallback="Its time is over: nobody sees it any more."
      >
        {`Set by ${props.message.by?.name ?? "Staffroom"}, ${when()}.`}
      </Show>
    </p>
  );
}

function typedOf(message: PublicMessage | null): Typed {
  return { text: message?.text ?? "", until: message?.until ?? "" };
}
