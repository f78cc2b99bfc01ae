// Ticks of the tree: sent at once; a schema that is moved in part shows the third state. Open schemas stay open.
(() => {
  const tree = () => document.getElementById("tree");
  const paint = () => { for (const box of tree()?.querySelectorAll("[data-extent]") ?? []) box.indeterminate = box.dataset.extent === "SOME"; };
  // Opened between a swap and its settling, before htmx listened.
  const fill = () => { for (const branch of tree()?.querySelectorAll("details[open]:has(> .g-leaves:not([id]))") ?? []) htmx.trigger(branch, "toggle"); };
  document.addEventListener("change", async (event) => {
    const box = event.target;
    if (!box.matches("[data-tick]")) return;
    const open = [...tree().querySelectorAll("details[open]")].map((branch) => branch.id);
    const { path, schema, table, text } = box.dataset;
    const top = scrollY;
    await htmx.ajax("POST", path, { target: "#tree", swap: "outerHTML", values: { schema, table: table || "", text, on: box.checked } });
    for (const id of open) { const branch = document.getElementById(id); if (branch) branch.open = true; }
    scrollTo(0, top);
    const same = [...tree().querySelectorAll("[data-tick]")].find((it) => it.dataset.schema === schema && (it.dataset.table || "") === (table || ""));
    same?.focus({ preventScroll: true });
  });
  document.addEventListener("htmx:afterSettle", () => { paint(); fill(); });
  paint();
})();
