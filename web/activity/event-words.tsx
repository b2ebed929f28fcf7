import CircleAlert from "lucide-solid/icons/circle-alert";
import Clock from "lucide-solid/icons/clock";
import Mail from "lucide-solid/icons/mail";
import { Show } from "solid-js";
import type { Sentence } from "#domain/noun";
import { Avatar } from "../ui/avatar.tsx";
import { Breakable } from "../ui/breakable.tsx";

/** What happened, in words; who or what it is about stands out. */
export function EventWords(props: { words: Sentence }) {
  return (
    <>
      <strong>
        <Breakable text={props.words.subject} />
      </strong>{" "}
      <Breakable text={props.words.verb} />
    </>
  );
}

/** Whose doing it was, or of what kind, where nobody did it. */
export function EventSign(props: { words: Sentence }) {
  return (
    <Show when={props.words.by} fallback={<Sign tone={props.words.tone} />}>
      {(name) => <Avatar name={name()} />}
    </Show>
  );
}

function Sign(props: { tone: Sentence["tone"] }) {
  return (
    <span class="avatar sign" data-tone={props.tone} aria-hidden="true">
      <Show
        when={props.tone === "bad"}
        fallback={props.tone === "faded" ? <Clock size={14} /> : <Mail size={14} />}
      >
        <CircleAlert size={14} />
      </Show>
    </span>
  );
}
