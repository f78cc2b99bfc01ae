// Shows toasts: those in the page, those that a reply asks for (HX-Trigger: {"toast": …}), and failures.
(() => {
  const shown = 8000;
  const area = document.getElementById("toasts");
  if (!area) return;
  const settle = (toast) => setTimeout(() => {
    if (toast.matches(":hover, :focus-within")) settle(toast);
    else toast.remove();
  }, shown);
  const icon = (name) => {
    const i = document.createElement("i");
    i.className = "ti ti-" + name;
    i.setAttribute("aria-hidden", "true");
    return i;
  };
  const show = (text, bad) => {
    const toast = document.createElement("div");
    toast.className = "g-toast" + (bad ? " g-toast-bad" : "");
    const words = document.createElement("p");
    words.textContent = text;
    const dismiss = document.createElement("button");
    dismiss.type = "button";
    dismiss.dataset.dismiss = "";
    dismiss.setAttribute("aria-label", "Dismiss");
    dismiss.append(icon("x"));
    toast.append(icon(bad ? "alert-circle" : "circle-check"), words, dismiss);
    area.append(toast);
    if (!bad) settle(toast);
  };
  area.querySelectorAll("[data-toast]").forEach(settle);
  document.addEventListener("click", (event) => event.target.closest("[data-dismiss]")?.closest(".g-toast")?.remove());
  document.addEventListener("toast", (event) => show(event.detail.text, event.detail.bad));
  document.addEventListener("htmx:responseError", (event) => {
    const said = event.detail.xhr.getResponseHeader("HX-Trigger") || "";
    if (event.detail.xhr.status !== 401 && !said.includes('"toast"')) {
      show("The console answered with an error (" + event.detail.xhr.status + "). Reload the page and try again.", true);
    }
  });
  let lost = false;
  document.addEventListener("htmx:sendError", () => {
    if (!lost) show("The console does not answer. What you see may be out of date.", true);
    lost = true;
  });
  document.addEventListener("htmx:afterOnLoad", () => { lost = false; });
})();
