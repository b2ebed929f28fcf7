import { useParams } from "@solidjs/router";
import Upload from "lucide-solid/icons/upload";
import { createMemo, createSignal, Show } from "solid-js";
import { type DifferenceKind, openIn } from "#domain/imports";
import { FeedButton } from "../activity/feed.tsx";
import { usePlace } from "../place.ts";
import { usePageTitle } from "../ui/page-title.ts";
import { PageTop } from "../ui/page-top.tsx";
import { FileCard } from "./file-card.tsx";
import { ImportFoot } from "./foot.tsx";
import { Kinds } from "./kinds.tsx";
import { DifferencesPanel } from "./panel.tsx";
import { ImportsUnderWay } from "./progress.tsx";
import { SourceCard } from "./source/card.tsx";
import { Upload as UploadCard } from "./upload.tsx";
import { kindNames, kindOf } from "./words.ts";

/** What the school's MIS says otherwise than stands here, decided by all admins together [S5]. */
export default function ImportsPage() {
  const { school } = usePlace();
  const params = useParams<{ kind?: string }>();
  const [isUploading, setUploading] = createSignal(false);
  const made = createMemo(() => school.imports.all()[0]);
  const isEmpty = () => {
    const counts = made()?.counts;
    const all = Object.values(counts ?? {}).flatMap((states) => Object.values(states));
    return all.every((count) => count === 0);
  };
  // Where it was first looked at, that stays: a kind that is decided does not give way to the next.
  let first: { of: string; kind: DifferenceKind } | undefined;
  const kind = createMemo((): DifferenceKind => {
    const row = made();
    if (!row) return "joiner";
    if (params.kind) return kindOf(params.kind, row.counts);
    if (first?.of !== row.id) first = { of: row.id, kind: kindOf(undefined, row.counts) };
    return first.kind;
  });
  usePageTitle(() => (made() && !isEmpty() ? `${kindNames[kind()]}, MIS sync` : "MIS sync"));

  return (
    <>
      <PageTop title="MIS sync">
        <FeedButton />
        <Show when={made()}>
          <button
            type="button"
            class="button"
            aria-expanded={isUploading()}
            disabled={made()?.status === "applying"}
            onClick={() => setUploading(!isUploading())}
          >
            <Upload size={16} aria-hidden="true" />
            Upload a file
          </button>
        </Show>
      </PageTop>
      <ImportsUnderWay />
      <Show when={!made() || isUploading()}>
        <UploadCard done={() => setUploading(false)} />
      </Show>
      <div class="mis-cards">
        <Show when={made()}>{(row) => <FileCard made={row()} />}</Show>
        <SourceCard made={made()} />
      </div>
      <Show when={made()}>
        {(row) => (
          <>
            <Show
              when={!isEmpty()}
              fallback={
                <div class="panel">
                  <h2>Nothing differs</h2>
                  <p>
                    Your MIS says what stands here already. Upload a newer file when it changes.
                  </p>
                </div>
              }
            >
              <div class="mis">
                <Kinds made={row()} current={kind()} />
                <DifferencesPanel made={row()} kind={kind()} />
              </div>
              <Show when={row().status !== "applying" && hasLeft()}>
                <ImportFoot made={row()} />
              </Show>
            </Show>
          </>
        )}
      </Show>
    </>
  );

  function hasLeft(): boolean {
    const counts = made()?.counts;
    return (
      counts !== undefined &&
      (openIn(counts) > 0 || Object.values(counts).some(({ accepted }) => accepted > 0))
    );
  }
}
