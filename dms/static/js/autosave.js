// A draft saves itself while it is written. Without a connection it is kept on this device and sent when the
// connection is back; after a reload it is put back into the form. Passwords and files are never kept.
import { ask, csrfToken } from "./http.js";

const PAUSE_MS = 1200;
const LEFT_MS = 150; // a field was left: its figures follow at once
const RETRY_MS = 8000;
const PREFIX = "demeu-draft:";

function memory() {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

function values(form) {
  return [...new FormData(form)].filter(
    ([name, value]) => typeof value === "string" && name !== "csrf_token" && form.elements[name]?.type !== "password",
  );
}

function putBack(form, pairs) {
  const kept = new Map();
  for (const [name, value] of pairs) kept.set(name, [...(kept.get(name) ?? []), value]);
  for (const field of form.elements) {
    if (!field.name || field.name === "csrf_token" || ["file", "password", "submit", "button", "hidden"].includes(field.type)) continue;
    const mine = kept.get(field.name);
    if (field.type === "checkbox" || field.type === "radio") field.checked = mine?.includes(field.value) ?? false;
    else if (mine) field.value = mine.shift() ?? "";
  }
}

class Draft {
  constructor(form) {
    this.form = form;
    this.key = PREFIX + form.dataset.draftKey;
    this.line = form.querySelector("[data-saved]");
    this.timer = 0;
    this.busy = false;
    this.dirty = false;
    this.restore();
    form.addEventListener("input", () => this.touched());
    form.addEventListener("change", () => this.touched(LEFT_MS));
    form.addEventListener("submit", (event) => this.sending(event), true);
    window.addEventListener("online", () => this.dirty && this.save());
    document.addEventListener("visibilitychange", () => document.hidden && this.dirty && this.save());
  }

  say(state, places = {}) {
    if (!this.line) return;
    const words = this.form.dataset[`text${state[0].toUpperCase()}${state.slice(1)}`] ?? "";
    this.line.dataset.state = state;
    this.line.textContent = Object.entries(places).reduce((text, [name, value]) => text.replace(`{${name}}`, value), words);
  }

  restore() {
    const kept = memory()?.getItem(this.key);
    if (!kept) return;
    try {
      putBack(this.form, JSON.parse(kept));
    } catch {
      memory()?.removeItem(this.key);
      return;
    }
    this.say("restored");
    this.touched();
  }

  touched(pause = PAUSE_MS) {
    this.dirty = true;
    this.wait(pause);
  }

  wait(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  }

  /** The page is left only when the server has what was written: without a connection the browser would show its own
      error page, and the text would be gone. */
  async sending(event) {
    if (this.through) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (this.leaving) return;
    this.leaving = true;
    const { submitter } = event;
    while (this.busy) await new Promise((done) => setTimeout(done, 50));
    this.dirty = true;
    const arrived = await this.save();
    this.leaving = false;
    if (!arrived) return;
    this.dirty = false;
    memory()?.removeItem(this.key); // what the server did not like comes back with its page
    this.through = true;
    this.form.requestSubmit(submitter);
    this.through = false;
  }

  /** What the server knows better: the mark of the page, figures by element id, values for fields left empty. */
  take(answer) {
    const seen = this.form.elements.seen;
    if (seen && answer.seen) seen.value = answer.seen;
    for (const [id, text] of Object.entries(answer.shown ?? {})) {
      const place = document.getElementById(id);
      if (place && place.textContent !== text) place.textContent = text;
    }
    for (const [id, text] of Object.entries(answer.filled ?? {})) {
      const field = document.getElementById(id);
      if (field && !field.value.trim() && field !== document.activeElement) field.value = text;
    }
  }

  /** What could not be kept, at its field and below the form; the field being written in is left alone. */
  blame(faults) {
    for (const told of this.form.querySelectorAll("[data-fault]")) told.remove();
    for (const field of this.form.querySelectorAll("[data-faulty]")) {
      field.removeAttribute("aria-invalid");
      field.removeAttribute("data-faulty");
    }
    for (const [id, words] of Object.entries(faults)) {
      const field = document.getElementById(id);
      if (!field || field === document.activeElement || document.getElementById(`${id}-error`)) continue;
      field.setAttribute("aria-invalid", "true");
      field.setAttribute("data-faulty", "");
      const told = Object.assign(document.createElement("p"), { className: "error", textContent: words });
      told.dataset.fault = id;
      (field.closest(".affix, fieldset") ?? field).before(told);
    }
    const words = Object.values(faults).join("; ");
    if (words) this.say("faulty", { faults: words });
    return Boolean(words);
  }

  keep() {
    try {
      memory()?.setItem(this.key, JSON.stringify(values(this.form)));
    } catch {
      // A full or forbidden storage: the text stays on the page.
    }
  }

  /** Another window was faster. The words stay on the page for the person to judge; put back by themselves they would
      overwrite what came in between. */
  stale() {
    memory()?.removeItem(this.key);
    this.say("stale");
    return false;
  }

  /** Whether the server has heard it, even if it did not like it. */
  async save() {
    if (this.busy || !this.dirty) return false;
    clearTimeout(this.timer);
    this.busy = true;
    this.dirty = false;
    this.say("saving");
    const body = new URLSearchParams(values(this.form));
    body.set("csrf_token", csrfToken(this.form));
    try {
      const answer = await ask(this.form.dataset.autosave, { method: "POST", body });
      memory()?.removeItem(this.key);
      this.take(answer);
      this.blame({});
      this.say("saved", { time: answer.saved_at });
      if (this.dirty) this.wait(PAUSE_MS);
      return true;
    } catch (error) {
      this.dirty = true;
      if (error.status === 409) return this.stale();
      this.keep();
      if (error.json) this.take(error.json);
      const away = error.status === 0 || error.status >= 500;
      if (!this.blame(error.json?.faults ?? {})) this.say(away ? "offline" : "failed");
      if (away) this.wait(RETRY_MS);
      return !away;
    } finally {
      this.busy = false;
    }
  }
}

export function autosave(root) {
  for (const form of root.querySelectorAll("form[data-autosave]")) new Draft(form);
}
