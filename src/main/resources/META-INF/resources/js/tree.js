// Ticks of the tree are sent at once; a schema that is moved in part shows the third state. Open schemas stay open, and have
// their tables loaded when they open.
(() => {
  const tree = () => document.getElementById("tree");
  const all = (selector) => [...(tree()?.querySelectorAll(selector) ?? [])];
  const paint = () => { for (const box of all("[data-extent]")) box.indeterminate = box.dataset.extent === "SOME"; };
  const asked = new WeakSet();
  const load = (branch) => {
    const leaves = branch.querySelector(".g-leaves:not([id])");
    if (!branch.open || !leaves || asked.has(leaves)) return;
    asked.add(leaves);
    htmx.ajax("GET", branch.dataset.path, { source: branch, target: leaves, swap: "outerHTML" });
  };
  // One after the other: htmx keeps only the last of several requests that wait.
  let sent = Promise.resolve();
  const send = async (box, on) => {
    const { path, schema, table, text } = box.dataset;
    try {
      await htmx.ajax("POST", path, { target: "#tree", swap: "outerHTML", values: { schema, table: table || "", text, on } });
    } finally {
      if (box.isConnected) box.checked = !on; // it wasn't saved
    }
    all("[data-tick]").find((it) => it.dataset.schema === schema && (it.dataset.table || "") === (table || ""))?.focus({ preventScroll: true });
  };
  document.addEventListener("change", (event) => {
    const box = event.target;
    if (!box.matches("[data-tick]")) return;
    const on = box.checked;
    sent = sent.catch(() => {}).then(() => send(box, on)); // toast.js tells what failed
  });
  let was = { open: [], top: 0 };
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target === tree()) was = { open: all("details[open]").map((branch) => branch.id), top: scrollY };
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id !== "tree") return;
    for (const branch of all("details")) branch.open = was.open.includes(branch.id);
    scrollTo(0, was.top);
  });
  document.addEventListener("toggle", (event) => { if (tree()?.contains(event.target)) load(event.target); }, true);
  document.addEventListener("htmx:afterSettle", paint);
  // What was ticked or opened before this script ran.
  document.addEventListener("DOMContentLoaded", () => {
    for (const box of all("[data-tick]")) box.checked = box.defaultChecked;
    paint();
    all("details").forEach(load);
  });
})();
