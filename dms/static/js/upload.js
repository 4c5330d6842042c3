// Many files at once, each by itself with its progress: plain XHR to data-upload, at most three at a time. A file that
// fails says why and can be tried again; the others go on. `send` is the one place to replace by a resumable transfer.
import { csrfToken } from "./http.js";

const AT_ONCE = 3;

/** Sends one file; calls `onProgress(share)`; resolves to the JSON of the answer. */
function send(url, form, file, onProgress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const body = new FormData(form);
    body.delete("files");
    body.append("files", file, file.name);
    request.open("POST", url);
    request.responseType = "json";
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("X-Requested-With", "fetch");
    request.setRequestHeader("X-CSRFToken", csrfToken(form));
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    request.onload = () => (request.response?.ok ? resolve(request.response) : reject(request.response ?? {}));
    request.onerror = request.onabort = request.ontimeout = () => reject({});
    request.send(body);
  });
}

function element(tag, className, text = "") {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

class Zone {
  constructor(form) {
    this.form = form;
    this.words = form.dataset;
    this.list = form.querySelector("[data-upload-list]");
    this.waiting = [];
    this.running = 0;
    const input = form.querySelector('input[type="file"]');
    input.addEventListener("change", () => {
      this.take(input.files);
      input.value = "";
    });
    form.addEventListener("dragover", (event) => {
      event.preventDefault();
      form.classList.add("upload-over");
    });
    form.addEventListener("dragleave", (event) => form.contains(event.relatedTarget) || form.classList.remove("upload-over"));
    form.addEventListener("drop", (event) => {
      event.preventDefault();
      form.classList.remove("upload-over");
      this.take(event.dataTransfer.files);
    });
    window.addEventListener("beforeunload", (event) => {
      if (this.running || this.waiting.length) event.preventDefault();
    });
  }

  take(files) {
    for (const file of files) {
      const row = this.row(file);
      if (file.size > Number(this.words.maxSize)) this.fail(row, file, this.words.textLarge, false);
      else this.waiting.push({ file, row });
    }
    this.next();
  }

  row(file) {
    const row = element("li", "file");
    const kind = element("span", "file-kind", file.name.includes(".") ? file.name.split(".").pop().slice(0, 4) : "—");
    kind.setAttribute("aria-hidden", "true");
    const body = element("div", "");
    const facts = element("p", "file-facts", this.words.textWaiting);
    body.append(element("span", "file-name", file.name), facts);
    const end = element("div", "file-end");
    const bar = element("progress", "bar");
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    row.append(kind, body, end, bar);
    this.list.append(row);
    return row;
  }

  next() {
    while (this.running < AT_ONCE && this.waiting.length) this.run(this.waiting.shift());
  }

  async run({ file, row }) {
    this.running += 1;
    const bar = row.querySelector("progress");
    const facts = row.querySelector(".file-facts");
    try {
      const answer = await send(this.words.upload, this.form, file, (share) => {
        bar.value = share * 100;
        facts.textContent = `${Math.floor(share * 100)} %`;
      });
      this.done(row, answer);
    } catch (fault) {
      this.fail(row, file, fault.error ?? this.words.textFailed, fault.retry !== false);
    }
    this.running -= 1;
    this.next();
  }

  done(row, answer) {
    if (this.form.closest("[data-listed]")) {
      row.remove(); // the page asks for its list of files anew
      this.form.dispatchEvent(new CustomEvent("upload:done", { bubbles: true, detail: answer }));
      return;
    }
    const made = answer.html ? new DOMParser().parseFromString(answer.html, "text/html").querySelector("li") : null;
    if (made) row.replaceWith(document.importNode(made, true));
    else {
      row.querySelector("progress").remove();
      row.querySelector(".file-facts").textContent = this.words.textDone;
    }
    this.form.dispatchEvent(new CustomEvent("upload:done", { bubbles: true, detail: answer }));
  }

  fail(row, file, reason, retry) {
    row.querySelector("progress")?.remove();
    row.querySelector(".file-facts").textContent = "";
    row.append(element("p", "error", reason));
    if (!retry) return;
    const again = element("button", "btn btn-small", this.words.textRetry);
    again.type = "button";
    again.addEventListener("click", () => {
      const fresh = this.row(file);
      row.replaceWith(fresh);
      this.waiting.push({ file, row: fresh });
      this.next();
    });
    row.querySelector(".file-end").append(again);
  }
}

export function uploads(root) {
  for (const form of root.querySelectorAll("form[data-upload]")) new Zone(form);
}
