// A form is sent once: a second click while the first is on its way does nothing. Comes back with the page.

export function release(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
}

export function once(root) {
  for (const form of root.querySelectorAll("form[data-once]")) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) {
        event.preventDefault();
        return;
      }
      if (event.defaultPrevented) return;
      form.dataset.sent = "yes";
      event.submitter?.setAttribute("aria-busy", "true");
    });
  }
  if (root === document) {
    window.addEventListener("pageshow", (event) => {
      if (event.persisted) document.querySelectorAll("form[data-sent]").forEach(release);
    });
  }
}
