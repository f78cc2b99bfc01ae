// Shows of the rule form only what the chosen action needs, and sends only that; without scripts all fields are there.
(() => {
  const form = document.querySelector("[data-rule]");
  const what = document.getElementById("rule-what");
  const operator = document.getElementById("rule-filter-operator");
  if (!form || !what || !operator) return;
  const isNeeded = (field, target, action) => {
    const words = field.dataset.for.split(" ");
    const operators = field.dataset.operators;
    return (words.includes(target) || words.includes(action)) && field.dataset.not !== action
      && (!operators || operators.split(" ").includes(operator.value));
  };
  const show = () => {
    const [target, action] = what.value.split("/");
    for (const field of form.querySelectorAll("[data-for]")) field.hidden = !isNeeded(field, target, action);
    for (const field of form.querySelectorAll("[name=field], [name=value]")) field.disabled = field.closest("[hidden]") !== null;
  };
  what.addEventListener("change", show);
  operator.addEventListener("change", show);
  show();
})();
