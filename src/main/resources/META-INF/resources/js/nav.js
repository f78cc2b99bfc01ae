// Folds the navigation to a rail; opens it as a drawer on narrow screens.
(() => {
  const root = document.documentElement;
  const burger = document.querySelector(".g-top-burger");
  const drawer = (open) => {
    root.toggleAttribute("data-drawer", open);
    if (burger) burger.setAttribute("aria-expanded", String(open));
    if (open) document.querySelector("#navigation a").focus();
    else if (burger && document.activeElement?.closest("#navigation")) burger.focus();
  };
  const fold = () => {
    const folded = root.dataset.nav !== "folded";
    if (folded) root.dataset.nav = "folded";
    else delete root.dataset.nav;
    try { localStorage.setItem("godwit.nav", folded ? "folded" : "open"); } catch { /* private window */ }
  };
  document.addEventListener("click", (event) => {
    const what = event.target.closest("button[data-nav], .g-nav-shade")?.dataset.nav;
    if (what === "drawer") drawer(!root.hasAttribute("data-drawer"));
    if (what === "fold") fold();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && root.hasAttribute("data-drawer")) drawer(false);
  });
  document.addEventListener("godwit:fold", fold);
})();
