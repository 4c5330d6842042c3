// Pages of a document: the arrows turn them, plus and minus change their size; whatever else has a key of its own beside them (the next document, the
// word on it) is pressed by it. Changes of a version: j and k go from one to the next.

const SIZES = ["fit", "150", "200"];
const KEPT = "demeu.zoom";
const TEXT = "demeu.page-text";

function typing(target) {
  return target.closest?.("input, textarea, select, [contenteditable], dialog") !== null;
}

function zoom(box, size) {
  for (const name of SIZES) box.querySelector("[data-page]")?.classList.toggle(`zoom-${name}`, name === size);
  for (const button of box.querySelectorAll("[data-zoom]")) button.setAttribute("aria-pressed", String(button.dataset.zoom === size));
  sessionStorage.setItem(KEPT, size);
}

function step(size, by) {
  return SIZES[Math.max(0, Math.min(SIZES.length - 1, SIZES.indexOf(size) + by))];
}

/** Presses it; what opens is written into at once. */
function press(keyed) {
  keyed.click();
  keyed.parentElement.closest("details[open]")?.querySelector("textarea")?.focus();
}

function chosen() {
  const kept = sessionStorage.getItem(KEPT);
  return SIZES.includes(kept) ? kept : SIZES[0];
}

function viewer(box) {
  zoom(box, chosen());
  box.addEventListener("click", (event) => {
    const pressed = event.target.closest("[data-zoom]");
    if (pressed) zoom(box, pressed.dataset.zoom);
  });
  const strip = box.querySelector(".viewer-strip");
  const here = strip?.querySelector("[aria-current]");
  if (here) {
    strip.scrollTop = here.offsetTop - strip.clientHeight / 2;
    strip.scrollLeft = here.offsetLeft - strip.clientWidth / 2;
  }
  const text = box.querySelector(".page-text");
  if (text) {
    text.open = sessionStorage.getItem(TEXT) === "open"; // who reads the text goes on reading it on the next page
    text.addEventListener("toggle", () => sessionStorage.setItem(TEXT, text.open ? "open" : ""));
  }
}

// One listener for whichever viewer stands on the page: a key pressed while the next document is being put there is not lost.
document.addEventListener("keydown", (event) => {
  const box = document.querySelector("[data-viewer]");
  if (!box || event.ctrlKey || event.metaKey || event.altKey || event.repeat || typing(event.target)) return;
  const keyed = box.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  const wide = event.target.closest?.("[data-page]") && chosen() !== SIZES[0] && event.key.startsWith("Arrow");
  if (keyed && !wide) press(keyed);
  else if (event.key === "+" || event.key === "=") zoom(box, step(chosen(), 1));
  else if (event.key === "-") zoom(box, step(chosen(), -1));
  else return;
  event.preventDefault();
});

function changes(box) {
  const all = [...box.querySelectorAll(".change")];
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || !box.isConnected) return;
    const by = { j: 1, k: -1 }[event.key];
    if (!by || !all.length) return;
    const now = all.findIndex((part) => part === document.activeElement);
    const next = all[Math.max(0, Math.min(all.length - 1, now + by))];
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "start" });
    event.preventDefault();
  });
}

export function viewers(root) {
  const box = root.querySelector("[data-viewer]");
  if (box) viewer(box);
  const compared = root.querySelector("[data-changes]");
  if (compared) changes(compared);
}
