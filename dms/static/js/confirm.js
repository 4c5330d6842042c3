// A final step asks first: a button with data-confirm="id" opens that dialog, and only its yes sends the form.

function open(dialog, button) {
  const yes = dialog.querySelector("[data-confirm-yes]");
  const no = dialog.querySelector("[data-confirm-no]");
  yes.onclick = () => {
    dialog.close();
    button.dataset.confirmed = "yes";
    button.form.requestSubmit(button);
    delete button.dataset.confirmed;
  };
  no.onclick = () => dialog.close();
  dialog.onclose = () => button.focus();
  dialog.showModal();
  no.focus();
}

export function confirmations(root) {
  for (const button of root.querySelectorAll("button[data-confirm]")) {
    button.form?.addEventListener("submit", (event) => {
      const dialog = document.getElementById(button.dataset.confirm);
      if (event.submitter !== button || button.dataset.confirmed || !dialog) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      open(dialog, button);
    });
  }
}
