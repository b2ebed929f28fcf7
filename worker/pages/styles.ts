import { createHash } from "node:crypto";
import styles from "./styles.css?inline";

/** The pages' one stylesheet. It stands in the page itself, so that a page is one request. */
export { styles };

const source = `'sha256-${createHash("sha256").update(styles).digest("base64")}'`;

/** The CSP sources of the styles the pages inline. */
export function styleSources(): string {
  return source;
}
