import CloudDownload from "lucide-solid/icons/cloud-download";
import { createSignal, Match, Show, Switch } from "solid-js";
import type { PublicImport } from "#domain/imports";
import type { PublicSource } from "#domain/imports/source";
import { usePlace } from "../../place.ts";
import { lateDialog } from "../../ui/waiting/late.tsx";
import { createSource } from "./source.ts";
import { visitsOf } from "./words.ts";

const SourceDialog = lateDialog(() => import("./dialog.tsx"));
const StopDialog = lateDialog(() => import("./stop-dialog.tsx"));

/** Where the MIS is asked each night, how that goes, and the way to change it [S5]. */
export function SourceCard(props: { made: PublicImport | undefined }) {
  const { school } = usePlace();
  const source = createSource(school);
  const [opened, setOpened] = createSignal<"set" | "stop" | null>(null);
  const close = () => setOpened(null);
  return (
    <section class="card mis-file mis-source" aria-label="The MIS server">
      <span class="mis-file-sign" aria-hidden="true">
        <CloudDownload size={16} />
      </span>
      <div class="mis-file-words">
        <Switch>
          <Match when={source.trouble()}>
            {(sentence) => (
              <p role="alert">
                {sentence()}{" "}
                <button type="button" class="link-button" onClick={() => void source.load()}>
                  Try again
                </button>
              </p>
            )}
          </Match>
          <Match when={source.known()}>
            {(known) => <Asked source={known()} made={props.made} />}
          </Match>
          <Match when={source.known() === null}>
            <strong>Ask your MIS each night</strong>
            <span class="sub">
              Where it speaks OneRoster, nobody has to upload files. You still decide about every
              difference.
            </span>
          </Match>
        </Switch>
      </div>
      <Show when={source.known() !== undefined}>
        <div class="mis-source-acts">
          <Show when={source.known()}>
            <button type="button" class="button small" onClick={() => setOpened("stop")}>
              Stop asking…
            </button>
          </Show>
          <button
            type="button"
            class="button small"
            onPointerEnter={SourceDialog.preload}
            onClick={() => setOpened("set")}
          >
            {source.known() ? "Change server…" : "Set up…"}
          </button>
        </div>
      </Show>
      <Show when={opened() === "set"}>
        <SourceDialog source={source} close={close} />
      </Show>
      <Show when={opened() === "stop"}>
        <StopDialog source={source} close={close} />
      </Show>
    </section>
  );
}

function Asked(props: { source: PublicSource; made: PublicImport | undefined }) {
  const { school } = usePlace();
  const host = () => new URL(props.source.baseUrl).host;
  return (
    <>
      <strong class="breakable">{`${host()} is asked each night`}</strong>
      <span class="sub">
        {visitsOf(props.source, props.made, school.clock.minute(), school.timeZone())}
      </span>
      <Show when={props.source.trouble}>
        {(trouble) => <span class="mis-warn">{trouble()}</span>}
      </Show>
    </>
  );
}
