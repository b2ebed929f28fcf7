import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./install.mjs";

/** @type {string} */
export const version = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version;
