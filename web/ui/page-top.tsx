import Search from "lucide-solid/icons/search";
import { onCleanup, onMount, type ParentProps, Show } from "solid-js";
import { useArrival } from "./arriving.ts";
import type { List, Listed } from "./lists/list.ts";
import { UpdatesButton } from "./lists/updates-button.tsx";
import { LivePill } from "./live-pill.tsx";
import { createNarrow } from "./narrow-screen.ts";
import { PresenceStack } from "./presence/stack.tsx";

type Headed = Pick<List<Listed>, "updates" | "apply" | "phone">;

interface PageTopProps {
  title: string;
  /** The list that the page is about: on a phone its search and its updates have their place here. */
  list?: Headed;
}

/** What stands over every page: its name, whether it is up to date, who else is here, and what it offers. */
export function PageTop(props: ParentProps<PageTopProps>) {
  const isNarrow = createNarrow();
  const list = () => (isNarrow() ? props.list : undefined);
  let heading: HTMLHeadingElement | undefined;
  useArrival(() => heading);
  return (
    <header class="top" classList={{ "of-list": props.list !== undefined }}>
      <h1 ref={heading} tabindex={-1}>
        {props.title}
      </h1>
      <Show when={list()} fallback={<LivePill />}>
        {(list) => <PhonePill list={list()} />}
      </Show>
      <Show when={list()} fallback={<PresenceStack />}>
        {(list) => (
          <button
            type="button"
            class="icon-button"
            aria-label="Search"
            aria-expanded={list().phone.isSearching()}
            onClick={() => list().phone.search((isOpen) => !isOpen)}
          >
            <Search size={20} aria-hidden="true" />
          </button>
        )}
      </Show>
      {props.children}
    </header>
  );
}

/** What waits to be shown takes the place of the pill, where no finger is about to come down [U4]. */
function PhonePill(props: { list: Headed }) {
  const { phone } = props.list;
  onMount(() => phone.setHead(true));
  onCleanup(() => phone.setHead(false));
  return (
    <>
      <UpdatesButton count={props.list.updates()} apply={props.list.apply} />
      <Show when={props.list.updates() === 0}>
        <LivePill />
      </Show>
    </>
  );
}
