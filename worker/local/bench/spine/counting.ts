/** The Worker's entry where what it asks of D1 is counted: `/asked` says what, and begins anew. */
export const counting = `
import staffroom, { Room as Base } from "./index.js";
import { counted, nothing } from "./watched.js";
const sum = { ...nothing };
const watching = (env) => Object.create(env, { DB: { value: counted(env.DB, sum) } });
export class Room extends Base {
  constructor(ctx, env) { super(ctx, watching(env)); }
}
export default {
  fetch(request, env, ctx) {
    if (new URL(request.url).pathname !== "/asked") return staffroom.fetch(request, watching(env), ctx);
    const answer = Response.json(sum);
    Object.assign(sum, nothing);
    return answer;
  },
};
`;
