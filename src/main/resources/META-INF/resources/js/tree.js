// Ticks of the tree: sent at once; a schema that is moved in part shows the third state. Open schemas stay open.
(() => {
  const tree = () => document.getElementById("tree");
  const paint = () => { for (const box of tree()?.querySelectorAll("[data-extent]") ?? []) box.indeterminate = box.dataset.extent === "SOME"; };
  // One after the other: htmx keeps only the last of several requests that wait.
  let sent = Promise.resolve();
  const send = async (box, on) => {
    const open = [...tree().querySelectorAll("details[open]")].map((branch) => branch.id);
    const { path, schema, table, text } = box.dataset;
    const top = scrollY;
    try { await htmx.ajax("POST", path, { target: "#tree", swap: "outerHTML", values: { schema, table: table || "", text, on } }); } finally { if (box.isConnected) box.checked = !on; }
    for (const id of open) { const branch = document.getElementById(id); if (branch) branch.open = true; }
    scrollTo(0, top);
    const same = [...tree().querySelectorAll("[data-tick]")].find((it) => it.dataset.schema === schema && (it.dataset.table || "") === (table || ""));
    same?.focus({ preventScroll: true });
  };
  document.addEventListener("change", (event) => {
    const box = event.target;
    if (!box.matches("[data-tick]")) return;
    const on = box.checked;
    sent = sent.catch(() => {}).then(() => send(box, on)); // What failed is told by toast.js.
  });
  document.addEventListener("htmx:afterSettle", paint);
  paint();
})();
