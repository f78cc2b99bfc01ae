// Keys: ? shows them, / goes into the search, f into the page's filter, j and k walk rows, Enter opens, g d and g p go places, [ folds.
(() => {
  const places = { d: "/", p: "/projects", t: "/tasks", e: "/endpoints" };
  let going = false;
  const typing = (target) => target.closest("input, textarea, select, [contenteditable], dialog[open]");
  const move = (step) => {
    const rows = [...document.querySelectorAll("table[data-rows] tbody tr")];
    if (!rows.length) return;
    const at = rows.findIndex((row) => row.hasAttribute("data-current"));
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + step))];
    rows.forEach((row) => row.removeAttribute("data-current"));
    next.setAttribute("data-current", "");
    next.querySelector("a, button")?.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  };
  const go = (key) => {
    const path = places[key];
    if (path && document.querySelector(`.g-nav a[href="${path}"]`)) location.assign(path);
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (going) { going = false; go(event.key); return; }
    if (event.key === "?") document.getElementById("keys")?.showModal();
    else if (event.key === "/" || event.key === "f") {
      const search = document.getElementById("search");
      const field = event.key === "/" && search?.offsetParent ? search : document.querySelector("[data-filter]");
      if (!field) return;
      event.preventDefault();
      field.focus();
      field.select();
    } else if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
    else if (event.key === "[") document.dispatchEvent(new Event("godwit:fold"));
    else if (event.key === "g") { going = true; setTimeout(() => { going = false; }, 1200); }
  });
})();
