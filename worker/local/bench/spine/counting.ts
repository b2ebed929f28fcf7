/** The Worker's entry where what it asks of D1 is counted: `/asked` says what, and what of it came before the answer, and begins anew. */
export const counting = `
import staffroom, { Room as Base } from "./index.js";
import { counted, nothing } from "./watched.js";
const nothingYet = { ...nothing, answered: 0 };
const sum = { ...nothingYet };
const watching = (env) => Object.create(env, { DB: { value: counted(env.DB, sum) } });
export class Room extends Base {
  constructor(ctx, env) { super(ctx, watching(env)); }
}
export default {
  async fetch(request, env, ctx) {
    if (new URL(request.url).pathname !== "/asked") {
      const answer = await staffroom.fetch(request, watching(env), ctx);
      sum.answered = sum.trips;
      return answer;
    }
    const answer = Response.json(sum);
    Object.assign(sum, nothingYet);
    return answer;
  },
};
`;
