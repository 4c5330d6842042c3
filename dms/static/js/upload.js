// Many files at once, each by itself with its progress, at most three at a time. A broken link is waited out, a closed
// tab is gone on with when the same file is chosen again; a file that fails says why, and the others go on.
import { ask } from "./http.js";
import { Transfer } from "./transfer.js";

const AT_ONCE = 3;
const HEAD = "%PDF-";
const begun = new Map(); // address → what was begun there and not brought to its end; asked once a page

function unfinished(url) {
  if (!begun.has(url)) begun.set(url, ask(url).then((answer) => answer.uploads).catch(() => []));
  return begun.get(url);
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
    this.remember();
  }

  /** Rows of what an earlier page began here: gone on with when the same file is chosen, or discarded. */
  async remember() {
    const [url, query] = this.words.upload.split("?");
    const kind = new URLSearchParams(query).get("kind");
    for (const told of (await unfinished(url)).filter((row) => row.kind === kind)) {
      const row = this.row(told);
      row.dataset.begun = told.id;
      const details = this.form.closest("details");
      if (details) details.open = true;
      if (told.state === "joining") this.follow(row, told);
      else this.rest(row, told);
    }
  }

  rest(row, told) {
    const transfer = this.transfer(row, told);
    transfer.told = told;
    row.querySelector("progress").remove();
    row.querySelector(".file-facts").textContent = told.state === "sending" ? this.words.textUnfinished : "";
    if (told.error) row.append(element("p", "error", told.error));
    this.button(row, this.words.textDiscard, () => {
      transfer.discard();
      row.remove();
    });
  }

  async follow(row, told) {
    const transfer = this.transfer(row, told);
    transfer.told = told;
    await this.ended(row, null, () => transfer.follow());
  }

  async take(files) {
    for (const file of Array.from(files)) {
      const row = this.row(file);
      const head = await file.slice(0, HEAD.length).text().catch(() => HEAD);
      if (file.size > Number(this.words.maxSize)) this.fail(row, file, this.words.textLarge, false);
      else if (head !== HEAD) this.fail(row, file, this.words.textWrong, false);
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

  transfer(row, file) {
    const bar = row.querySelector("progress");
    const facts = row.querySelector(".file-facts");
    const words = {
      checking: this.words.textChecking,
      lost: this.words.textLost,
      paused: this.words.textPaused,
      joining: this.words.textJoining,
    };
    const onChange = (phase, share) => {
      bar.value = share * 100;
      facts.textContent = words[phase] ?? `${Math.floor(share * 100)} %`;
      row.dataset.phase = phase;
      if (phase === "joining") row.querySelector(".file-end").replaceChildren();
      else if (transfer.told) this.form.querySelector(`[data-begun="${transfer.told.id}"]`)?.remove();
    };
    const transfer = new Transfer({ url: this.words.upload, form: this.form, file, onChange });
    return transfer;
  }

  async run({ file, row }) {
    this.running += 1;
    const transfer = this.transfer(row, file);
    const pause = this.button(row, this.words.textPause, () => {
      if (transfer.resume) transfer.continue();
      else transfer.pause();
      pause.textContent = transfer.resume ? this.words.textContinue : this.words.textPause;
    });
    this.button(row, this.words.textDiscard, () => {
      transfer.discard();
      row.remove();
    });
    await this.ended(row, file, () => transfer.run());
    this.running -= 1;
    this.next();
  }

  async ended(row, file, work) {
    try {
      this.done(row, await work());
    } catch (fault) {
      if (row.isConnected) this.fail(row, file, fault.error || this.words.textFailed, file !== null && fault.retry !== false);
    }
  }

  button(row, label, act) {
    const made = element("button", "btn btn-small", label);
    made.type = "button";
    made.addEventListener("click", act);
    row.querySelector(".file-end").append(made);
    return made;
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
    row.querySelector(".file-end").replaceChildren();
    row.append(element("p", "error", reason));
    if (!retry) return;
    this.button(row, this.words.textRetry, () => {
      const fresh = this.row(file);
      row.replaceWith(fresh);
      this.waiting.push({ file, row: fresh });
      this.next();
    });
  }
}

export function uploads(root) {
  for (const form of root.querySelectorAll("form[data-upload]")) new Zone(form);
}
