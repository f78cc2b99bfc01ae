// The search on top: arrows walk what was found, Escape leaves it; without scripts Enter leads to the results page.
(() => {
  const field = document.getElementById("search");
  if (!field) return;
  const form = field.form;
  const links = () => [...form.querySelectorAll(".g-search-hits a")];
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (document.activeElement === field && !field.value) field.blur();
      field.value = "";
      form.querySelector(".g-search-hits").replaceChildren();
      if (document.activeElement !== field) field.focus();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const stops = [field, ...links()];
    const next = stops[stops.indexOf(document.activeElement) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
})();
