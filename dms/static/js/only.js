// A part of a form that concerns some answers only: shown with them, and while nothing is answered.
export function parts(root) {
  for (const part of root.querySelectorAll("[data-only-for]")) {
    const select = document.getElementById(part.dataset.onlyOf);
    if (!select) continue;
    const wanted = part.dataset.onlyFor.split(" ");
    const show = () => {
      part.hidden = select.value !== "" && !wanted.includes(select.value);
    };
    select.addEventListener("change", show);
    show();
  }
}
