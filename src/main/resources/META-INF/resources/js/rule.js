// Shows of the rule form only what the chosen action needs; without scripts all fields are there.
(() => {
  const form = document.querySelector("[data-rule]");
  const what = document.getElementById("rule-what");
  if (!form || !what) return;
  const show = () => {
    const [target, action] = what.value.split("/");
    for (const field of form.querySelectorAll("[data-for]")) {
      const words = field.dataset.for.split(" ");
      field.hidden = !(words.includes(target) || words.includes(action)) || field.dataset.not === action;
    }
  };
  what.addEventListener("change", show);
  show();
})();
