// A menu is a <details>; with scripts it closes by Escape and by a click beside it.

export function menus() {
  const shut = (except) => {
    for (const menu of document.querySelectorAll("details[data-menu][open]")) if (menu !== except) menu.open = false;
  };
  document.addEventListener("click", (event) => shut(event.target.closest?.("details[data-menu]")));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.activeElement?.closest("details[data-menu][open]");
    if (menu) menu.querySelector("summary").focus();
    shut(null);
  });
}
