import Download from "lucide-solid/icons/download";
import { createMemo, For, Show } from "solid-js";
import { type PublicBatch, progressOf } from "#domain/batches";
import type { PublicInvite } from "#domain/invites";
import { usePlace } from "../place.ts";
import { note } from "../ui/notes.tsx";
import { moment } from "../ui/times.ts";
import { resultsOf } from "./commands.ts";

/** For so long a list that is done still stands above the invites, milliseconds. */
const lingers = 10 * 60_000;

/** The lists whose mails are still on their way, and those that are just done: how far each is, as every admin sees it. */
export function ListsOnTheirWay() {
  const { school } = usePlace();
  const shown = createMemo(() =>
    school.batches.all().filter((batch) => {
      const isNew = school.clock.minute() - Date.parse(batch.at) < lingers;
      return batch.invited > 0 && (isNew || left(batch) > 0);
    }),
  );
  return <For each={shown()}>{(batch) => <OneList batch={batch} left={left(batch)} />}</For>;

  function left({ id }: PublicBatch): number {
    const { invited, sent, failed } = progress(id);
    return invited - sent - failed;
  }

  function progress(id: string) {
    return progressIn(school.invites.all(), id);
  }
}

function progressIn(invites: readonly PublicInvite[], id: string) {
  const own = invites.filter(
    ({ batchId, status, delivery }) =>
      // Not those that were thought better of before they left.
      batchId === id && !(status === "revoked" && delivery === "queued"),
  );
  return progressOf(own.map(({ delivery, status }) => ({ delivery, status, count: 1 })));
}

function OneList(props: { batch: PublicBatch; left: number }) {
  const { me, school } = usePlace();
  const progress = createMemo(() => progressIn(school.invites.all(), props.batch.id));
  const whose = () =>
    props.batch.by?.id === me.id ? "Your list" : `${props.batch.by?.name ?? "Somebody"}’s list`;
  return (
    <section class="card on-way" aria-label={whose()}>
      <div class="on-way-top">
        <p>
          <strong>{`${whose()}: ${progress().sent} of ${progress().invited} sent`}</strong>{" "}
          <span class="muted">
            {`started ${moment(props.batch.at, school.clock.minute(), school.timeZone())}`}
            {props.left > 0 ? ". You can leave this page." : ""}
          </span>
        </p>
        <button type="button" class="button small" onClick={() => void report()}>
          <Download size={16} aria-hidden="true" />
          Report
        </button>
      </div>
      <progress
        class="on-way-bar"
        max={progress().invited}
        value={progress().sent + progress().failed}
        aria-label={`${whose()}: sent`}
      />
      <p class="on-way-figures">
        <span>{`${progress().accepted} accepted so far`}</span>
        <Show when={props.left > 0}>
          <span>{`${props.left} waiting`}</span>
        </Show>
        <Show when={progress().failed > 0}>
          <span class="bad">{`${progress().failed} did not arrive`}</span>
        </Show>
      </p>
    </section>
  );

  async function report(): Promise<void> {
    try {
      const [{ results }, { reportOf }, { saveFile }] = await Promise.all([
        resultsOf(school, props.batch.id),
        import("./report.ts"),
        import("../ui/lists/csv.ts"),
      ]);
      saveFile("list.csv", reportOf(results));
    } catch {
      note({ text: "The report could not be made.", detail: "Try again.", tone: "bad" });
    }
  }
}
