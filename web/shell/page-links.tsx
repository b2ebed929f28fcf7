import { A, useLocation, useNavigate } from "@solidjs/router";
import House from "lucide-solid/icons/house";
import MenuIcon from "lucide-solid/icons/menu";
import { createSignal, For, Show } from "solid-js";
import { can } from "#domain/roles";
import { addressOf, type Page, pageAt } from "../page.ts";
import { usePlace } from "../place.ts";
import { Menu } from "../ui/menus/late-menu.ts";
import { createNarrow } from "../ui/narrow-screen.ts";
import { PresenceDots } from "../ui/presence/dots.tsx";
import { useMyChoices, useSchoolChoices } from "./my-choices.ts";

type Shown = Omit<Page, "nav"> & NonNullable<Page["nav"]>;

/** The ways to the pages that this person may see: under headings beside the page, or in a bar below it on phones [U4]. */
export function PageLinks() {
  const { me, pages, school } = usePlace();
  const isNarrow = createNarrow();
  const shown = (): Shown[] =>
    pages.flatMap(({ nav, ...page }) =>
      nav && (page.needs === null || can(me.role, page.needs)) ? [{ ...page, ...nav }] : [],
    );
  return (
    <nav aria-label="Pages">
      <Show when={!can(me.role, "seeInvites")}>
        <A class="nav-link" href={`/s/${school.id}`} end>
          <House size={16} aria-hidden="true" />
          <span class="nav-word">Home</span>
        </A>
      </Show>
      <Show when={isNarrow()} fallback={<UnderHeadings pages={shown()} />}>
        <InBar pages={shown()} />
      </Show>
    </nav>
  );
}

function UnderHeadings(props: { pages: Shown[] }) {
  const headings = () => [...new Set(props.pages.map(({ heading }) => heading))];
  return (
    <For each={headings()}>
      {(heading) => (
        <>
          <Show when={heading}>
            <h2 class="nav-heading">{heading}</h2>
          </Show>
          <For each={props.pages.filter((page) => page.heading === heading)}>
            {(page) => <PageLink page={page} />}
          </For>
        </>
      )}
    </For>
  );
}

function InBar(props: { pages: Shown[] }) {
  const { me, pages, school } = usePlace();
  const location = useLocation();
  const navigate = useNavigate();
  const [anchor, setAnchor] = createSignal<HTMLElement | null>(null);
  const mine = useMyChoices();
  const schools = useSchoolChoices();
  const rest = () => props.pages.filter(({ inBar }) => !inBar);
  const isInRest = (page: { path: string }) => pageAt(pages, location.pathname)?.path === page.path;
  return (
    <>
      <For each={props.pages.filter(({ inBar }) => inBar)}>
        {(page) => <PageLink page={page} />}
      </For>
      <button
        type="button"
        class="nav-link"
        classList={{ active: rest().some(isInRest) }}
        aria-haspopup="menu"
        aria-expanded={anchor() !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <MenuIcon size={16} aria-hidden="true" />
        <span class="nav-word">More</span>
      </button>
      <Show when={anchor()} keyed>
        {(at) => (
          <Menu
            label="More"
            title={`${me.name}, ${school.school()?.name ?? ""}`}
            anchor={at}
            choices={[
              ...rest().map((page) => ({
                label: page.title,
                isCurrent: isInRest(page),
                act: () => navigate(addressOf(school.id, page.path)),
              })),
              ...mine(),
              ...schools(),
            ]}
            close={() => setAnchor(null)}
          />
        )}
      </Show>
    </>
  );
}

function PageLink(props: { page: Shown }) {
  const { pages, school } = usePlace();
  const location = useLocation();
  const counted = () => {
    const count = props.page.count?.(school);
    return count && count.number > 0 ? count : undefined;
  };
  return (
    <A
      class="nav-link"
      classList={{ within: pageAt(pages, location.pathname)?.within === props.page.path }}
      href={addressOf(school.id, props.page.path)}
      end={props.page.path === ""}
    >
      <props.page.Icon size={16} aria-hidden="true" />
      <span class="nav-word">{props.page.title}</span>
      <PresenceDots page={props.page.path} />
      <Show when={counted()}>
        {(count) => (
          <span class="nav-count" classList={{ "nav-total": count().isTotal === true }}>
            {count().number}
            <span class="visually-hidden"> {count().word}</span>
          </span>
        )}
      </Show>
    </A>
  );
}
