// A clause opens its words beside it. The page at its address holds them in [data-clause-text]; with a modified click,
// or when they cannot be fetched, the link is followed as usual.

let box = null;
let opener = null;

function close() {
  box?.remove();
  box = null;
  opener?.focus();
  opener = null;
}

function place(link) {
  const spot = link.getBoundingClientRect();
  const left = Math.max(8, Math.min(spot.left, document.documentElement.clientWidth - box.offsetWidth - 8));
  const below = spot.bottom + box.offsetHeight + 12 < window.innerHeight || spot.top < box.offsetHeight;
  const top = below ? spot.bottom + 6 : spot.top - box.offsetHeight - 6;
  box.style.left = `${left + window.scrollX}px`;
  box.style.top = `${Math.max(0, top + window.scrollY)}px`;
}

function build(link, words, from) {
  box = document.createElement("div");
  box.className = "popover";
  box.tabIndex = -1;
  box.setAttribute("role", "dialog");
  const ref = decodeURIComponent(link.dataset.clause.split("/").pop());
  box.setAttribute("aria-label", link.getAttribute("aria-label") || `${document.body.dataset.textClause} ${ref}`);
  const head = document.createElement("header");
  const title = document.createElement("span");
  title.textContent = link.textContent === ref ? ref : `${link.textContent} · ${ref}`; // of an interpretation, a range
  const shut = document.createElement("button");
  shut.type = "button";
  shut.className = "btn btn-quiet btn-small";
  shut.textContent = document.body.dataset.textClose;
  shut.addEventListener("click", close);
  head.append(title, shut);
  box.append(head, words);
  document.body.append(box);
  place(from);
  box.focus();
}

async function show(link) {
  const answer = await fetch(link.dataset.clause, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(`answer ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const words = page.querySelector("[data-clause-text]");
  if (!words) throw new Error("no words");
  const from = box?.contains(link) ? opener : link; // a clause cited in the words takes their place
  close();
  opener = from;
  build(link, document.importNode(words, true), from);
}

export function clauses() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-clause]");
    if (box && !box.contains(event.target) && !link) close();
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    show(link).catch(() => window.location.assign(link.href));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && box) close();
  });
}
