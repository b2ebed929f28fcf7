// Asks for what a page shows while the dashboard's own code is still on its way: on a slow line each question costs a way there
// and back. Browsers keep this file for a year: another text takes another name.
(() => {
  var [, s, school, page] = location.pathname.split("/");
  // Whoever has kept the school on their own device is shown that.
  if (
    (s && s !== "s") ||
    /(?:^|; )(?:__Host-)?device=/.test(document.cookie) ||
    !window.AbortController
  )
    return;
  var early = {};
  ask("/api/session");
  if (school) ask(`/api/schools/${school}/snapshot`);
  window.early = early;
  var lists = document.querySelector("meta[name=lists]");
  if (lists && /^(invites|users|pupils|groups)$/.test(page))
    lists.content.split(" ").forEach(fetchCode);

  function ask(path) {
    var giveUp = new AbortController();
    var asked = performance.now();
    var question = { asked, came: 0, giveUp, answer: fetch(path, { signal: giveUp.signal }) };
    early[path] = question;
    question.answer.then(
      () => (question.came = performance.now()),
      () => delete early[path],
    );
  }

  function fetchCode(path) {
    var link = document.createElement("link");
    link.rel = "modulepreload";
    link.href = path;
    document.head.append(link);
  }
})();
