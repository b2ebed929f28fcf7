// Says so where the dashboard cannot run, in words that every browser understands. Browsers keep this file for a year: another
// text takes another name. What is looked for is what docs/browsers.md says every browser has.
(() => {
  var isOld =
    !("noModule" in document.createElement("script")) ||
    !Array.prototype.at ||
    !Object.hasOwn ||
    !window.structuredClone ||
    !window.AbortController;
  if (isOld) show("too-old");
  else
    addEventListener("load", () => {
      if (!document.getElementById("root").firstChild) show("not-started");
    });

  function show(id) {
    document.getElementById(id).hidden = false;
  }
})();
