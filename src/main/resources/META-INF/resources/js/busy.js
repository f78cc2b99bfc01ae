// A pressed button shows that it works and can't be pressed twice.
(() => {
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (event.defaultPrevented || event.target.method === "dialog" || !button?.classList.contains("btn")) return;
    if (button.getAttribute("aria-busy") === "true") { event.preventDefault(); return; }
    button.setAttribute("aria-busy", "true");
  });
  const rest = () => document.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
  addEventListener("pageshow", rest);
  document.addEventListener("htmx:afterRequest", rest);
})();
