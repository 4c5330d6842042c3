// Many files at once, each by itself with its progress, at most three at a time. A broken link is waited out, a closed
// tab is gone on with when the same file is chosen again; a file that fails says why, and the others go on.
import { element, fileRow, reasonOf } from "./file_row.js";
import { ask, csrfToken } from "./http.js";
import { Transfer } from "./transfer.js";

const AT_ONCE = 3;
const HEAD = "%PDF-";
let sharing = Promise.resolve();
const begun = new Map(); // address → what was begun there and not brought to its end; asked once a page

function unfinished(url) {
  if (!begun.has(url)) begun.set(url, ask(url).then((answer) => answer.uploads).catch(() => []));
  return begun.get(url);
}

// `form` is a form of its own, or a part of a larger one that names what has arrived (data-arrived: under which name).
class Zone {
  constructor(form) {
    this.form = form;
    if (form.dataset.arrived) this.guard(form.closest("form"));
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
      if (!this.left && (this.running || this.waiting.length)) event.preventDefault();
    });
    for (const button of this.list.querySelectorAll("[data-let-go]")) {
      button.type = "button";
      button.addEventListener("click", () => this.letGo(button.value.split("|")[0], button.closest("li")));
    }
    this.remember();
  }

  /** A file that arrived for the larger form is wanted no more: its row goes, and the server lets go of it. */
  letGo(id, row) {
    row.remove();
    const headers = { "Content-Type": "application/json", "X-CSRFToken": csrfToken(this.form.closest("form")) };
    const address = `${this.words.upload.split("?")[0]}/${encodeURIComponent(id)}/abandon`;
    ask(address, { method: "POST", headers, body: "{}" }).catch(() => undefined); // else the sweep takes it in time
  }

  /** Where the larger form takes one file, another that has arrived takes the place of the earlier. */
  replaceBy(id) {
    if (this.form.querySelector('input[type="file"]').multiple) return;
    for (const named of this.list.querySelectorAll("input[type=hidden]")) {
      const earlier = named.value.split("|")[0];
      if (earlier === id) named.closest("li").remove();
      else this.letGo(earlier, named.closest("li"));
    }
  }

  /** The larger form does not go while its files are on their way. */
  guard(whole) {
    whole.addEventListener(
      "submit",
      (event) => {
        if (!this.running && !this.waiting.length) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        this.list.querySelector(".error")?.remove();
        this.list.append(element("li", "error", this.words.textWait));
      },
      true,
    );
  }

  /** Rows of what an earlier page began here: gone on with when the same file is chosen, or discarded. */
  async remember() {
    const [url, query] = this.words.upload.split("?");
    const kind = new URLSearchParams(query).get("kind");
    const named = Array.from(this.list.querySelectorAll("input[type=hidden]"), (one) => one.value.split("|")[0]);
    const mine = (row) => row.kind === kind && !named.includes(row.id);
    for (const told of (await unfinished(url)).filter(mine)) {
      const row = this.row(told);
      row.dataset.begun = told.id;
      const details = this.form.closest("details");
      if (details) details.open = true;
      if (told.state === "joining") this.follow(row, told);
      else if (told.state === "done") this.keep(row, told);
      else this.rest(row, told);
    }
  }

  /** A whole file that the larger form has not taken: it waits to be attached or let go of. */
  keep(row, told) {
    row.querySelector("progress")?.remove();
    row.querySelector(".file-facts").textContent = `${told.size_said} · ${this.words.textKept} ${told.until}`;
    row.querySelector(".file-end").replaceChildren();
    this.button(row, this.words.textAttach, () => this.done(row, told));
    this.button(row, this.words.textRemove, () => this.letGo(told.id, row));
  }

  rest(row, told) {
    const transfer = this.transfer(row, told);
    transfer.told = told;
    row.querySelector(".file-facts").textContent = told.state === "sending" ? this.broken(told) : told.size_said;
    if (told.state === "sending") this.share(row, told);
    else row.querySelector("progress").remove();
    if (told.error) row.append(reasonOf(told.error, this.help(told)));
    if (told.state === "failed" && told.until) return this.refused(row, told);
    this.button(row, told.state === "failed" ? this.words.textRemove : this.words.textDiscard, () => {
      transfer.discard();
      row.remove();
    });
  }

  /** A whole file that could not go where it was sent: it is kept for a while, and may go with a letter. */
  refused(row, told) {
    row.querySelector(".file-facts").textContent = `${told.size_said} · ${told.until}`;
    const end = row.querySelector(".file-end");
    end.replaceChildren();
    if (told.letter) end.append(Object.assign(element("a", "btn btn-small", this.words.textLetter), { href: told.letter }));
    this.button(row, this.words.textRemove, () => this.letGo(told.id, row));
  }

  /** Leads to how a good file is made, unless whole bytes were kept: then not the file is at fault. */
  help(told) {
    return told?.until ? undefined : { href: this.words.help, words: this.words.textHelp };
  }

  broken(told, share = "") {
    return `${told.size_said}${share} · ${this.words.textUnfinished} ${told.until}`;
  }

  /** How much of a file that was broken off has arrived. */
  async share(row, told) {
    const asked = (sharing = sharing.catch(() => undefined).then(() => ask(told.state_url))); // one after the other
    const parts = (await asked.catch(() => undefined))?.parts ?? {};
    const length = (number) => Math.min(told.part_size, told.size - (number - 1) * told.part_size);
    const arrived = Object.keys(parts).reduce((sum, number) => sum + length(Number(number)), 0) / told.size;
    row.querySelector("progress").value = arrived * 100;
    row.querySelector(".file-facts").textContent = this.broken(told, ` · ${Math.floor(arrived * 100)} %`);
  }

  async follow(row, told) {
    const transfer = this.transfer(row, told);
    transfer.told = told;
    await this.ended(row, null, transfer, () => transfer.follow());
  }

  async take(files) {
    const input = this.form.querySelector('input[type="file"]');
    for (const file of Array.from(files).slice(0, input.multiple ? undefined : 1)) {
      const row = this.row(file);
      const head = await file.slice(0, HEAD.length).text().catch(() => HEAD);
      if (file.size > Number(this.words.maxSize)) this.fail(row, file, this.words.textLarge, false, this.help());
      else if (head !== HEAD) this.fail(row, file, this.words.textWrong, false, this.help());
      else this.waiting.push({ file, row });
    }
    this.next();
  }

  row(file) {
    const row = fileRow(file.name, this.words.textWaiting);
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
    await this.ended(row, file, transfer, () => transfer.run());
    this.running -= 1;
    this.next();
  }

  async ended(row, file, transfer, work) {
    try {
      const answer = await work();
      if (file === null && this.words.arrived) this.keep(row, answer);
      else this.done(row, answer);
    } catch (fault) {
      const kept = transfer.told?.state === "failed" && transfer.told.until;
      if (transfer.told?.state === "failed" && !kept) transfer.discard(); // told here: another page need not say it again
      const [why, again] = [fault.error || this.words.textFailed, file !== null && fault.retry !== false];
      const help = transfer.told?.state === "failed" ? this.help(transfer.told) : undefined;
      if (row.isConnected) this.fail(row, file, why, again, help);
      if (kept) this.refused(row, transfer.told);
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
    if (this.words.arrived) {
      delete row.dataset.begun;
      this.list.querySelector(`[data-begun="${answer.id}"]`)?.remove();
      this.list.querySelector("li.error")?.remove();
      this.replaceBy(answer.id);
      row.querySelector("progress")?.remove();
      row.querySelector(".file-facts").textContent = this.words.textArrived;
      row.querySelector(".file-end").replaceChildren();
      const named = element("input", "");
      Object.assign(named, { type: "hidden", name: this.words.arrived, value: `${answer.id}|${answer.name}` });
      row.append(named);
      this.button(row, this.words.textRemove, () => this.letGo(answer.id, row));
      return;
    }
    if (this.form.closest("[data-listed]")) {
      row.remove(); // the page asks for its list of files anew
      this.form.dispatchEvent(new CustomEvent("upload:done", { bubbles: true, detail: answer }));
      return;
    }
    if (this.words.then) return this.leave(); // its page shows what has become of it
    const made = answer.html ? new DOMParser().parseFromString(answer.html, "text/html").querySelector("li") : null;
    if (made) row.replaceWith(document.importNode(made, true));
    else {
      row.querySelector("progress").remove();
      row.querySelector(".file-facts").textContent = this.words.textDone;
    }
    this.form.dispatchEvent(new CustomEvent("upload:done", { bubbles: true, detail: answer }));
  }

  /** The page that shows the document again: this one, loaded anew, or another. */
  leave() {
    const to = new URL(this.words.then, window.location.href);
    const here = window.location.pathname + window.location.search;
    this.left = true; // nothing holds this page any more
    if (to.pathname + to.search !== here) return window.location.assign(to);
    window.location.hash = to.hash;
    window.location.reload();
  }

  fail(row, file, reason, retry, help) {
    row.querySelector("progress")?.remove();
    row.querySelector(".file-facts").textContent = "";
    row.querySelector(".file-end").replaceChildren();
    row.append(reasonOf(reason, help));
    this.button(row, this.words.textRemove, () => row.remove());
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
  for (const form of root.querySelectorAll("[data-upload]")) new Zone(form);
}
