// Live parts (data-live): asked for only while the page is seen. What a person selected, opened, marked or focused
// stays; rows that say something new fade in; the state is told to screen readers when it changes.
(() => {
  const kept = new Map();
  const isPoll = (element) => element instanceof Element && element.hasAttribute("data-live");
  const say = () => {
    const says = document.getElementById("live-says");
    const words = document.querySelector("[data-say]")?.dataset.say;
    if (says && words && says.textContent !== words) says.textContent = words;
  };
  const keep = (live) => {
    const focused = live.contains(document.activeElement) && !document.activeElement.id ? document.activeElement : null;
    kept.set(live.id, {
      checked: new Set([...live.querySelectorAll("input[type=checkbox]:checked")].map((box) => box.name + "=" + box.value)),
      open: new Set([...live.querySelectorAll("details[open]")].map((details) => details.id)),
      versions: new Map([...live.querySelectorAll("[data-version]")].map((row) => [row.id, row.dataset.version])),
      current: live.querySelector("tr[data-current]")?.id,
      focusedRow: focused?.closest("tr[id]")?.id,
      left: live.querySelector(".table-responsive")?.scrollLeft,
    });
  };
  const restore = (live, was) => {
    for (const box of live.querySelectorAll("input[type=checkbox]")) if (was.checked.has(box.name + "=" + box.value)) box.checked = true;
    for (const details of live.querySelectorAll("details")) if (was.open.has(details.id)) details.open = true;
    for (const row of live.querySelectorAll("[data-version]")) {
      if (was.versions.has(row.id) && was.versions.get(row.id) !== row.dataset.version) row.classList.add("g-faded-in");
    }
    if (was.current) document.getElementById(was.current)?.setAttribute("data-current", "");
    if (was.focusedRow) document.getElementById(was.focusedRow)?.querySelector("a, button")?.focus({ preventScroll: true });
    const table = live.querySelector(".table-responsive");
    if (table && was.left) table.scrollLeft = was.left;
  };
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (isPoll(event.detail.elt) && (document.hidden || getSelection()?.toString())) event.preventDefault();
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (isPoll(event.detail.target)) keep(event.detail.target);
  });
  document.addEventListener("htmx:afterSettle", () => {
    for (const [id, was] of kept) {
      const live = document.getElementById(id);
      if (live) restore(live, was);
    }
    kept.clear();
    say();
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) for (const live of document.querySelectorAll("[data-live]")) htmx.trigger(live, "godwit:seen");
  });
  document.addEventListener("change", (event) => {
    const name = event.target.dataset?.all;
    if (name) for (const box of document.querySelectorAll(`input[type=checkbox][name="${name}"]`)) box.checked = event.target.checked;
  });
})();
