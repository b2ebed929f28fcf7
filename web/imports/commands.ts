import type {
  Decision,
  DifferenceKind,
  DifferenceState,
  PublicDifference,
  WholeImport,
} from "#domain/imports";
import type { Choices } from "#domain/rosters/roster";
import { api, keyed } from "../replica/api.ts";
import type { School } from "../replica/school.ts";

/** What is decided about: some by their ids, or all of a kind. */
export type Chosen = { ids: string[] } | { all: DifferenceKind };

export interface Wanted {
  kind: DifferenceKind;
  q: string;
  state: DifferenceState | null;
  cursor: string | null;
  limit: number;
}

/** What one may ask about what the MIS says. Each puts the import into the replica, and throws a `Problem` when refused. */
export function createImportCommands(school: School) {
  const { imports } = api.schools[":school"];
  const param = { school: school.id };

  return { upload, whole, differences, decide, apply, slips };

  async function upload(file: File, choices: Choices, key: string): Promise<WholeImport> {
    const body = new FormData();
    body.append("choices", JSON.stringify(choices));
    body.append("file", file);
    return keep(await imports.$post({ param, ...keyed(key) }, { init: { body } }));
  }

  async function whole(id: string): Promise<WholeImport> {
    return keep(await imports[":id"].$get({ param: { ...param, id } }));
  }

  async function differences(
    id: string,
    { kind, q, state, cursor, limit }: Wanted,
  ): Promise<{ items: PublicDifference[]; next: string | null }> {
    const query = {
      kind,
      limit: String(limit),
      ...(q && { q }),
      ...(state && { state }),
      ...(cursor && { cursor }),
    };
    const answer = await imports[":id"].differences.$get({ param: { ...param, id }, query });
    return answer.json();
  }

  async function decide(id: string, chosen: Chosen, state: Decision): Promise<WholeImport> {
    const json = { ...chosen, state };
    return keep(await imports[":id"].differences.states.$put({ param: { ...param, id }, json }));
  }

  async function apply(id: string, key: string): Promise<WholeImport> {
    const asked = { param: { ...param, id }, json: {}, ...keyed(key) };
    return keep(await imports[":id"].application.$post(asked));
  }

  /** Some slips, and how many accounts are left for the next call. Each password is answered this once. */
  async function slips() {
    return (await imports.slips.$put({ param, json: {} })).json();
  }

  async function keep(answer: { json(): Promise<{ import: WholeImport }> }): Promise<WholeImport> {
    const { import: row } = await answer.json();
    const { warnings: _, ...known } = row;
    school.imports.took(known);
    return row;
  }
}
