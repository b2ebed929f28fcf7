import { createMemo } from "solid-js";
import { fullName } from "#domain/names";
import { searchText, seeking } from "#domain/text/search";
import { userText } from "#domain/users/search";
import { isActive } from "#domain/users/seen";
import { groupsOf } from "../../groups/people.ts";
import { copyAddress } from "../../invites/copy-address.ts";
import { usePlace } from "../../place.ts";
import { FilterBar } from "../../ui/lists/filter-bar/filter-bar.tsx";
import { createList } from "../../ui/lists/list.ts";
import { sorted } from "../../ui/lists/order.ts";
import { ListTable } from "../../ui/lists/table.tsx";
import { type Colleague, directoryColumns } from "./columns.tsx";
import "./directory.css";
import { countTypes, type TypeFilter, typeFilterNames, typeFilters } from "./filters.ts";

/** In pixels. */
const rowHeight = { desk: 48, phone: 84 };

/** The staff directory: who works here, for everybody who does [A1] [U6]. */
export function Directory() {
  const { me, school } = usePlace();
  const people = createMemo((): Colleague[] =>
    school.users.all().flatMap((user) => {
      const groups = groupsOf(school, user).filter(({ status }) => status === "active");
      return isActive(user)
        ? [{ ...user, status: "active", groupNames: groups.map(({ name }) => name) }]
        : [];
    }),
  );
  const figures = createMemo(() => countTypes(people()));
  const list = createList({
    rows: people,
    inOrder: (rows) => sorted(rows, ({ familyName }) => familyName, false, fullName),
    search,
    filters: typeFilters,
    sorts: [],
    first: { filter: "all" as TypeFilter, query: "", order: null },
  });
  /** Nobody is shown a choice that leads nowhere. */
  const offered = () =>
    typeFilters.filter((type) => figures()[type] > 0 || list.asked().filter === type);
  return (
    <section class="directory" aria-label="Staff">
      <FilterBar
        what="name, group or e-mail"
        filters={offered()}
        names={typeFilterNames}
        figures={figures()}
        filter={list.asked().filter}
        setFilter={list.show}
        query={list.asked().query}
        setQuery={list.type}
      />
      <ListTable
        name="staff"
        label="Staff"
        list={list}
        facts={{ at: (id) => list.byId().get(id), isExpected: () => false }}
        columns={directoryColumns(me.id)}
        nameOf={fullName}
        rowHeight={rowHeight}
        open={copy}
        fallback={<Nobody clear={list.clear} />}
      />
    </section>
  );

  function copy(id: string): void {
    const email = list.byId().get(id)?.email;
    if (email) void copyAddress(email);
  }
}

function search(people: readonly Colleague[], type: TypeFilter, query: string): Colleague[] {
  const isFound = seeking(query);
  return people.filter(
    (one) =>
      (type === "all" || one.staffType === type) &&
      isFound(`${userText(one)}\n${searchText(one.groupNames)}`),
  );
}

function Nobody(props: { clear: () => void }) {
  return (
    <div class="panel">
      <h2>Nobody matches</h2>
      <p>Try another word, or look at everybody.</p>
      <button type="button" class="button" onClick={() => props.clear()}>
        Show everybody
      </button>
    </div>
  );
}
