// A file in the list of those that are sent: its kind, name, facts, bar, and why it was refused.

export function element(tag, className, text = "") {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

/** `facts`: the words beside the name to begin with. */
export function fileRow(name, facts) {
  const row = element("li", "file");
  const kind = element("span", "file-kind", name.includes(".") ? name.split(".").pop().slice(0, 4) : "—");
  kind.setAttribute("aria-hidden", "true");
  const body = element("div", "");
  body.append(element("span", "file-name", name), element("p", "file-facts", facts));
  const bar = element("progress", "bar");
  bar.max = 100;
  bar.value = 0;
  bar.setAttribute("aria-label", name);
  row.append(kind, body, element("div", "file-end"), bar);
  return row;
}

/** Why a file was refused; `help`: {href, words} of the page on good files, where the file itself is at fault. */
export function reasonOf(reason, help) {
  const told = element("p", "error", reason);
  if (help?.href) told.append(" ", Object.assign(element("a", "", help.words), { href: help.href }));
  return told;
}
