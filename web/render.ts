import { insert as insertAsItIs } from "solid-js/web";

export * from "solid-js/web";

// Compiled components import what draws them from here, see vite.config.ts.

/** The texts that a browser's translator took out of the page, by what it put in their place. */
const originals = new WeakMap<Node, Text[]>();
let isTranslated = false;
const watching = new MutationObserver(note);
watching.observe(document, { subtree: true, childList: true });

/**
 * Solid's `insert` on a page that the browser has translated. Translators put elements of their own where texts were; Solid
 * would go on changing the texts, which nobody sees any more, or put new ones beside. So before anything is drawn anew in a
 * place, its own texts are put back there. The translator sees new texts, and translates them.
 */
export function insert(
  parent: Element,
  accessor: unknown,
  marker?: Node | null,
  initial?: unknown,
): unknown {
  return insertAsItIs(parent, untranslated(accessor, parent), marker, initial as Element);
}

function untranslated(value: unknown, parent: Node): unknown {
  if (Array.isArray(value)) return value.map((one) => untranslated(one, parent));
  if (typeof value !== "function") return value;
  return () => {
    const found = untranslated(value(), parent);
    putBack(parent);
    return found;
  };
}

function putBack(parent: Node): void {
  note(watching.takeRecords());
  if (!isTranslated) return;
  for (const child of [...parent.childNodes]) {
    const texts = originals.get(child);
    if (texts) (child as Element).replaceWith(...texts);
  }
}

/** Two neighbouring texts may have been translated as one. */
function note(records: MutationRecord[]): void {
  for (const { addedNodes, removedNodes, previousSibling, nextSibling } of records)
    for (const text of removedNodes) {
      const standIn = [...addedNodes, previousSibling, nextSibling].find(isStandIn);
      if (!standIn || !(text instanceof Text)) continue;
      const others = originals.get(standIn) ?? [];
      originals.set(standIn, standIn === nextSibling ? [text, ...others] : [...others, text]);
      isTranslated = true;
    }
}

/** Google's and Microsoft's both use an element that nobody else has used for twenty years. */
function isStandIn(node: Node | null): node is Element {
  return node?.nodeName === "FONT";
}
