// The browser names its own file button in its own language: here the page's words stand in its place.
export function choosers(root) {
  for (const input of root.querySelectorAll('input[type="file"]:not([data-named])')) {
    if (input.closest(".upload") || !input.id) continue;
    input.dataset.named = "";
    const words = document.body.dataset;
    const line = document.createElement("span");
    const button = document.createElement("label");
    const chosen = document.createElement("span");
    line.className = "chooser";
    button.className = "btn btn-small";
    button.htmlFor = input.id;
    button.textContent = words.textChoose;
    chosen.className = "small muted";
    input.before(line);
    line.append(input, button, chosen);
    const tell = () => {
      const names = [...input.files].map((file) => file.name);
      chosen.textContent = names.join(", ") || words.textNoFile;
    };
    input.addEventListener("change", tell);
    input.form?.addEventListener("reset", () => setTimeout(tell));
    tell();
  }
}
