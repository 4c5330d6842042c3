// The currency of a cost stands behind its sums, and rates are asked for a foreign one: both follow the choice at once.

export function currencies(root) {
  for (const choice of root.querySelectorAll("select[data-currency-choice]")) {
    const follow = () => {
      for (const sum of choice.form.querySelectorAll(".input-money + .muted")) sum.textContent = choice.value;
      for (const part of choice.form.querySelectorAll(".foreign")) part.hidden = choice.value === "KZT";
    };
    choice.addEventListener("change", follow);
  }
}
