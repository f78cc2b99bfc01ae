// Sets theme and folded navigation before the first paint; remembers both in this browser.
(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const read = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const chosen = () => read("godwit.theme") || "auto";
  const show = () => {
    const theme = chosen();
    root.dataset.bsTheme = theme === "auto" ? (dark.matches ? "dark" : "light") : theme;
    for (const button of document.querySelectorAll("[data-theme]")) {
      button.setAttribute("aria-pressed", String(button.dataset.theme === theme));
    }
  };
  root.dataset.js = "";
  if (read("godwit.nav") === "folded") root.dataset.nav = "folded";
  show();
  dark.addEventListener("change", show);
  addEventListener("DOMContentLoaded", () => {
    show();
    document.addEventListener("click", (event) => {
      const button = event.target.closest("[data-theme]");
      if (!button) return;
      try { localStorage.setItem("godwit.theme", button.dataset.theme); } catch { /* private window */ }
      show();
    });
  });
})();
