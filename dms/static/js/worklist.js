// The keyboard of a worklist: j and k move, Enter opens, / goes to the search, a takes what nobody has, x marks. Silent while somebody types.

function typing(target) {
  return target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable], dialog") !== null;
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

function mark(box) {
  if (!box) return;
  box.checked = !box.checked;
  box.dispatchEvent(new Event("change", { bubbles: true }));
}

// How many rows are marked, said beside the choice of what to do with them.
export function batches(root) {
  const form = root.querySelector("[data-batch]");
  if (!form) return;
  const count = form.querySelector("[data-batch-count]");
  const tell = () => {
    const marked = [...form.elements].filter((field) => field.name === "case" && field.checked).length;
    count.textContent = marked ? `(${marked})` : "";
    form.classList.toggle("batch-ready", marked > 0);
  };
  document.addEventListener("change", (event) => event.target.name === "case" && tell());
  tell();
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
    else if (event.key === "x") mark(table.querySelector(".row-current [name=case]"));
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
