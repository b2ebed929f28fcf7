// Asks for what a page shows while the dashboard's own code is still on its way: on a slow line each question costs a way there
// and back. It stands in the page itself, for the same reason.
(() => {
  var [, s, school, page] = location.pathname.split("/");
  var early = {};
  var isList = /^(invites|users|pupils|groups)$/.test(page);
  if (page === "invites") fetchCode("glance");
  // Whoever has kept the school on their own device is shown that.
  if (
    (!s || s === "s") &&
    !/(?:^|; )(?:__Host-)?device=/.test(document.cookie) &&
    window.AbortController
  ) {
    ask("/api/session");
    if (school) ask(`/api/schools/${school}/snapshot`, fetchLists);
    window.early = early;
  } else fetchLists();

  // What is to be seen first goes first.
  function fetchLists() {
    if (isList) fetchCode("lists");
  }

  function ask(path, then) {
    var giveUp = new AbortController();
    var asked = performance.now();
    var question = { asked, came: 0, giveUp, answer: fetch(path, { signal: giveUp.signal }) };
    early[path] = question;
    question.answer.then(
      () => {
        question.came = performance.now();
        if (then) then();
      },
      () => delete early[path],
    );
  }

  function fetchCode(name) {
    var files = document.querySelector(`meta[name=${name}]`);
    if (!files) return;
    files.content.split(" ").forEach((path) => {
      var link = document.createElement("link");
      link.rel = "modulepreload";
      link.href = path;
      document.head.append(link);
    });
  }
})();
