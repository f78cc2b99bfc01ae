// A file input with data-into="id" puts the chosen file's text into that field; nothing is sent.
(() => {
  const largest = 200000;
  document.addEventListener("change", async (event) => {
    const input = event.target.closest("input[type=file][data-into]");
    const field = input && document.getElementById(input.dataset.into);
    const file = input?.files[0];
    if (!field || !file) return;
    const say = (text) => document.dispatchEvent(new CustomEvent("toast", { detail: { text, bad: true } }));
    if (file.size > largest) say(file.name + " is larger than any certificate.");
    else field.value = await file.text();
    input.value = "";
  });
})();
