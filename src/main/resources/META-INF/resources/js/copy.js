// A button with data-copy="id" copies that element's text.
(() => {
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    const source = button && document.getElementById(button.dataset.copy);
    if (!source) return;
    const say = (text, bad) => document.dispatchEvent(new CustomEvent("toast", { detail: { text, bad } }));
    try {
      await navigator.clipboard.writeText(source.textContent.trim());
      say("Copied.", false);
    } catch {
      // Browsers refuse the clipboard on plain HTTP from another machine; a selection can be copied by hand.
      getSelection().selectAllChildren(source);
      say("Press Ctrl+C to copy: the browser lets no page do it here.", false);
    }
  });
})();
