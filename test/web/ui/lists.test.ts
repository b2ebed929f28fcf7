import { describe, expect, test } from "vitest";
import { type Askable, askedBy, paramsOf, searchOf } from "../../../web/ui/lists/address.ts";
import { csvOf } from "../../../web/ui/lists/csv.ts";
import { nextOrder, sorted } from "../../../web/ui/lists/order.ts";
import { withItem } from "../../../web/ui/lists/steady-list.ts";
import { between } from "../../../web/ui/lists/ticks/ticks.ts";

type Filter = "all" | "pending";
type Sort = "email" | "role";

const askable: Askable<Filter, Sort> = {
  filters: ["all", "pending"],
  sorts: ["email", "role"],
  first: { filter: "all", query: "", order: null },
};

describe("[U1] the address of a list", () => {
  test("says what is asked for and nothing else, and is read as it was written", () => {
    const asked = {
      filter: "pending" as const,
      query: "o'brien & co",
      order: { by: "email" as const, isDescending: true },
    };
    const search = searchOf(asked, askable);
    expect(search).toBe("?show=pending&q=o%27brien+%26+co&sort=-email");
    expect(askedBy(Object.fromEntries(new URLSearchParams(search)), askable)).toEqual(asked);
    expect(searchOf(askable.first, askable)).toBe("");
    expect(paramsOf(askable.first, askable)).toEqual({ show: null, q: null, sort: null });
  });

  test("with nonsense in it asks for what a bare one does", () => {
    const nonsense = { show: "everything", q: ["a", "b"], sort: "-shoe size" };
    expect(askedBy(nonsense, askable)).toEqual(askable.first);
  });
});

describe("the order of a list", () => {
  const names = ["Zoë", "Émile", "eve 10", "Eve 9", null];

  test("is that of names: accents and capitals decide nothing, numbers count, nothing comes last either way", () => {
    const by = (name: string | null) => name;
    expect(sorted(names, by, false)).toEqual(["Émile", "Eve 9", "eve 10", "Zoë", null]);
    expect(sorted(names, by, true)).toEqual(["Zoë", "eve 10", "Eve 9", "Émile", null]);
  });

  test("falls back to a second column, and then to the order it had", () => {
    const rows = [
      { role: 2, name: "b" },
      { role: 1, name: "z" },
      { role: 2, name: "a" },
    ];
    const names = (thenBy?: (row: { name: string }) => string) =>
      sorted(rows, ({ role }) => role, true, thenBy).map(({ name }) => name);
    expect(names(({ name }) => name)).toEqual(["a", "b", "z"]);
    expect(names()).toEqual(["b", "a", "z"]);
  });

  test("turns round with each press on a head, by way of the list's own order if it has one", () => {
    const up = nextOrder<Sort>(null, "email", null);
    expect(up).toEqual({ by: "email", isDescending: false });
    const down = nextOrder(up, "email", null);
    expect(down).toEqual({ by: "email", isDescending: true });
    expect(nextOrder(down, "email", null)).toBeNull();
    expect(nextOrder(down, "email", up)).toEqual(up);
    expect(nextOrder(down, "role", null)).toEqual({ by: "role", isDescending: false });
  });
});

test("[C5] a row that comes back stands where the list has it", () => {
  expect(withItem(["a", "d"], ["a", "b", "c", "d"], "c")).toEqual(["a", "c", "d"]);
  expect(withItem(["d"], ["a", "d"], "a")).toEqual(["a", "d"]);
  expect(withItem(["a"], ["a"], "z")).toEqual(["a"]);
});

test("a range of ticks takes all rows between two, in either direction", () => {
  expect(between(["a", "b", "c", "d"], "c", "a")).toEqual(["a", "b", "c"]);
  expect(between(["a", "b"], "gone", "b")).toEqual(["b"]);
});

test("a file of a list has a column for each thing that is said, and no formulas", () => {
  const columns = [
    {
      key: "name",
      heading: "Name",
      width: "1fr",
      cell: () => null,
      csv: {
        Name: ({ name }: { name: string }) => name,
        Length: ({ name }: { name: string }) => `${name.length}`,
      },
    },
    { key: "actions", heading: "Actions", width: "1fr", cell: () => null },
  ];
  const rows = [{ id: "1", status: "active", name: '=HYPERLINK("x")' }];
  expect(csvOf(columns, rows)).toBe('\uFEFF"Name","Length"\r\n"\'=HYPERLINK(""x"")","15"\r\n');
});
