// Follows the log while Follow is on and the reader stands at its end; scrolling up switches it off.
(() => {
  const follow = document.getElementById("follow");
  const log = () => document.getElementById("log");
  const toEnd = () => { const window = log(); if (window && follow.checked) window.scrollTop = window.scrollHeight; };
  const watch = () => log()?.addEventListener("scroll", () => {
    const { scrollHeight, scrollTop, clientHeight } = log();
    if (scrollHeight - scrollTop - clientHeight > 80) follow.checked = false;
  }, { passive: true });
  follow.addEventListener("change", toEnd);
  document.addEventListener("htmx:afterSettle", (event) => { if (event.detail.elt.id === "log") watch(); toEnd(); });
  watch();
  toEnd();
})();
