import { type Component, createSignal, onCleanup, onMount, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { retryDelayMs } from "../../replica/backoff.ts";
import { reloadForNewBuild } from "../../replica/build.ts";
import { endGlance } from "../glance/glance.ts";
import { note } from "../notes.tsx";
import { Waiting } from "./waiting.tsx";

type Load<P extends object> = () => Promise<{ default: Component<P> }>;

/**
 * A page whose code is fetched when it is first shown. Where that fails, its place in the frame says so, and it is tried
 * again until it is there: after pauses, and at once when the network is back [C8].
 */
export function latePage(title: string, load: Load<object>) {
  const code = createCode(load);
  return Object.assign(Page, { preload: code.preload });

  function Page() {
    const [isMissing, setMissing] = createSignal(false);
    const [retry, setRetry] = createSignal(() => {});
    let isShown = true;
    onCleanup(() => {
      isShown = false;
      retry()();
    });
    onMount(() => void keepTrying());
    return (
      <Show
        when={code.found()}
        fallback={
          <Show when={isMissing()} fallback={<Waiting title={title} />}>
            <Missing title={title} retry={retry()} />
          </Show>
        }
      >
        {(found) => {
          endGlance();
          return <Dynamic component={found()} />;
        }}
      </Show>
    );

    async function keepTrying(): Promise<void> {
      for (let failures = 0; isShown && !code.found(); failures++) {
        try {
          await code.fetch();
        } catch {
          if (await reloadForNewBuild()) return;
          setMissing(true);
          await worthwhile(retryDelayMs(failures), (now) => setRetry(() => now));
        }
      }
    }
  }
}

/** A dialog or menu whose code is fetched when it is first opened. Where that fails it closes again, and a note says so. */
export function lateDialog<P extends { close: () => void }>(load: Load<P>) {
  const code = createCode(load);
  return Object.assign(Opened, { preload: code.preload });

  function Opened(props: P) {
    onMount(() => {
      if (!code.found()) code.fetch().catch(giveUp);
    });
    return <Show when={code.found()}>{(found) => <Dynamic component={found()} {...props} />}</Show>;

    function giveUp(): void {
      props.close();
      note({
        about: "code",
        text: "That could not be loaded.",
        detail:
          "Check your connection and try again. If it stays like this, reload the page: Staffroom may have been updated.",
        tone: "bad",
        action: { label: "Reload", act: () => location.reload() },
      });
    }
  }
}

function createCode<P extends object>(load: Load<P>) {
  const [found, setFound] = createSignal<Component<P>>();
  const fetch = async () => {
    const { default: component } = await load();
    setFound(() => component);
  };
  /** A courtesy: what fails now is tried again when it is wanted. */
  const preload = () => void fetch().catch(() => undefined);
  return { found, fetch, preload };
}

/** Is done after so long, at once when the network is back or the page is looked at again, or when `offer`'s function is called. */
function worthwhile(delayMs: number, offer: (now: () => void) => void): Promise<void> {
  const over = new AbortController();
  const { signal } = over;
  return new Promise<void>((resolve) => {
    const timer = setTimeout(now, delayMs);
    addEventListener("online", now, { signal });
    document.addEventListener("visibilitychange", now, { signal });
    offer(now);

    function now(): void {
      clearTimeout(timer);
      over.abort();
      resolve();
    }
  });
}

function Missing(props: { title: string; retry: () => void }) {
  return (
    <>
      <header class="top">
        <h1>{props.title}</h1>
      </header>
      <div class="panel" role="alert">
        <h2>This page has not loaded</h2>
        <p>
          Staffroom cannot be reached just now. The page is tried again by itself; everything else
          stays as it is.
        </p>
        <button type="button" class="button" onClick={() => props.retry()}>
          Try now
        </button>
      </div>
    </>
  );
}
