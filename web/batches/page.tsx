import { useNavigate } from "@solidjs/router";
import { Show } from "solid-js";
import { tellDone } from "../actions/perform.ts";
import { usePlace } from "../place.ts";
import { createSubmit } from "../ui/forms/submit.ts";
import { createUnsavedChanges } from "../ui/forms/unsaved-changes.ts";
import { usePageTitle } from "../ui/page-title.ts";
import { PageTop } from "../ui/page-top.tsx";
import { sendList } from "./commands.ts";
import { createListDraft } from "./draft.ts";
import { Paste } from "./paste.tsx";
import { Review } from "./review.tsx";
import { pendingOf, takeBack } from "./undo.ts";
import { stayOut } from "./words.ts";

/** Invites a whole list [I12]: what was pasted, a verdict for each line, and off it goes. */
export default function InvitingPage() {
  const { school } = usePlace();
  const navigate = useNavigate();
  usePageTitle(() => "Invite a list");
  const draft = createListDraft();
  const form = createSubmit({
    wish: draft.rows,
    async send(key) {
      // Once they are sent all of them are invited already.
      const detail = stayOut(draft.counts());
      const { batch } = await sendList(school, draft.rows(), key);
      return { batch, detail };
    },
    done({ batch, detail }) {
      const text = `Invited ${batch.invited === 1 ? "1 person" : `${batch.invited} people`}.`;
      tellDone({
        about: batch.id,
        done: { text, detail, tone: "good" },
        undo: {
          take: () => takeBack(school, batch.id),
          isOffered: () => pendingOf(school, batch.id).length > 0,
          now: school.clock.second,
        },
      });
      draft.clear();
      navigate(`/s/${school.id}/invites`);
    },
  });
  const unsaved = createUnsavedChanges(
    () => draft.lines.length > 0 && !form.isPending(),
    draft.asForm,
    {
      words: "The list is not sent yet.",
      stay: "Keep the list",
    },
  );

  return (
    <>
      <PageTop title="Invite a list" />
      <Show when={draft.read()} fallback={<Paste take={draft.take} />}>
        {(read) => (
          <Review
            draft={draft}
            read={read()}
            form={form}
            unsaved={unsaved}
            leave={() => unsaved.before(draft.clear)}
          />
        )}
      </Show>
    </>
  );
}
