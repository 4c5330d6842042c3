// The keyboard of a worklist: j and k move, Enter opens, / goes to the search, a takes what nobody has. Silent while somebody types.

function typing(target) {
  return target.closest?.("input, textarea, select, [contenteditable], dialog") !== null;
}

function move(rows, step) {
  const now = rows.findIndex((row) => row.classList.contains("row-current"));
  const next = Math.max(0, Math.min(rows.length - 1, now + step));
  rows[now]?.classList.remove("row-current");
  rows[next].classList.add("row-current");
  const link = rows[next].querySelector("a");
  link?.focus({ preventScroll: true });
  rows[next].scrollIntoView({ block: "nearest" });
}

export function worklists(root) {
  const table = root.querySelector("[data-worklist]");
  if (!table) return;
  const rows = () => [...table.querySelectorAll("[data-row]")];
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || !table.isConnected) return;
    if (event.key === "/") document.querySelector("[data-search]")?.focus();
    else if (event.key === "j" && rows().length) move(rows(), 1);
    else if (event.key === "k" && rows().length) move(rows(), -1);
    else if (event.key === "Enter" && event.target === document.body) table.querySelector(".row-current a")?.click();
    else if (event.key === "a") table.querySelector(".row-current [data-take]")?.click();
    else return;
    event.preventDefault();
  });
  table.addEventListener("focusin", (event) => {
    const row = event.target.closest("[data-row]");
    if (!row) return;
    rows().forEach((other) => other.classList.toggle("row-current", other === row));
  });
}
