// A button with data-dialog="id" opens that <dialog>; data-open on a dialog opens it with the page.
(() => {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-dialog]");
    if (button) document.getElementById(button.dataset.dialog)?.showModal();
    const close = event.target.closest("[data-close]");
    if (close) close.closest("dialog")?.close();
    if (event.target instanceof HTMLDialogElement) event.target.close();
  });
  for (const dialog of document.querySelectorAll("dialog[data-open]")) dialog.showModal();
})();
