import { A } from "@solidjs/router";
import Check from "lucide-solid/icons/check";
import Copy from "lucide-solid/icons/copy";
import Mail from "lucide-solid/icons/mail";
import TriangleAlert from "lucide-solid/icons/triangle-alert";
import User from "lucide-solid/icons/user";
import { Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { canonicalEmail } from "#domain/emails";
import { usePlace } from "../place.ts";
import { holderOf } from "../users/list.ts";
import type { ListDraft } from "./draft.ts";
import type { Concern, Line, Verdict } from "./lines.ts";
import { verdictInWords } from "./words.ts";

const icons: Record<Concern, typeof Check> = {
  ready: Check,
  fix: TriangleAlert,
  here: User,
  pending: Mail,
  twice: Copy,
};

/** What becomes of a line, and the way to what stands against it. */
export function VerdictCell(props: { line: Line; verdict: Verdict; draft: ListDraft }) {
  const { school } = usePlace();
  const first = () =>
    props.verdict.outcome === "repeated" ? props.draft.firstOf(props.line.id) : null;

  return (
    <span class="verdict" data-concern={props.verdict.concern}>
      <Dynamic component={icons[props.verdict.concern]} size={16} aria-hidden="true" />
      <span class="verdict-words">{verdictInWords(props.verdict, props.line, first())}</span>
      <Show when={props.verdict.suggestion}>
        {(meant) => (
          <>
            <button
              type="button"
              class="link-button"
              title={meant()}
              aria-label={`Use it: ${meant()} in line ${props.line.line}`}
              onClick={() => props.draft.edit(props.line.id, { email: meant() })}
            >
              Use it
            </button>
            <Show when={props.verdict.outcome === "invited"}>
              <button
                type="button"
                class="link-button"
                aria-label={`Keep the address of line ${props.line.line}`}
                onClick={() => props.draft.edit(props.line.id, { isMeant: true })}
              >
                Keep
              </button>
            </Show>
          </>
        )}
      </Show>
      <Show when={way()}>
        {(to) => (
          <A class="link-button" href={to()} target="_blank">
            Open
          </A>
        )}
      </Show>
    </span>
  );

  function way(): string | null {
    const { concern, canonical } = props.verdict;
    if (concern === "here") {
      const holder = holderOf(school.users.all(), canonical);
      return holder ? `/s/${school.id}/users/${holder.id}` : null;
    }
    if (concern !== "pending") return null;
    const invite = school.invites
      .all()
      .find(({ status, email }) => status === "pending" && canonicalEmail(email) === canonical);
    return invite ? `/s/${school.id}/invites/${invite.id}` : null;
  }
}
