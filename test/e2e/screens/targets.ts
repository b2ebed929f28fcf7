import type { Page } from "playwright-core";

/** What is pressed, by the label around it where that is pressed instead; words in a sentence are as high as their line. */
export function tooSmall(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const pressed = document.querySelectorAll("a, button, input, select, textarea, summary");
    const labelOf = (one: Element) =>
      one instanceof HTMLInputElement && /checkbox|radio/.test(one.type) ? one.labels?.[0] : null;
    return [...pressed].flatMap((one) => {
      const target = labelOf(one) ?? one.closest("label") ?? one;
      const { width, height } = target.getBoundingClientRect();
      const { display, visibility, clipPath } = getComputedStyle(target);
      const isHidden = width <= 1 || height <= 1 || visibility === "hidden" || clipPath !== "none";
      const around = one.closest("p, dd, .field-note");
      const isAlone = around?.localName === "p" && around.textContent === one.textContent;
      const isInSentence = !isAlone && (display === "inline" || around !== null);
      if (isHidden || isInSentence || one.closest(".visually-hidden, thead")) return [];
      return width < 43.5 || height < 43.5
        ? [`${one.className} ${(one.ariaLabel || one.textContent || "").trim()} ${width}x${height}`]
        : [];
    });
  });
}
