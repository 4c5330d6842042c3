// The place on a page where somebody signs: asks our server what is to be signed, has it signed by the program on this
// machine, sends the signatures back paper by paper, and says at every step what happens and what to do.
import { ask, csrfToken } from "../http.js";
import { kindOf, remembered } from "./digests.js";
import { NCALayer } from "./ncalayer.js";

const STILL_MS = 30000;

export class SigningBox {
  constructor(form) {
    this.form = form;
    this.kept = []; // signed and not yet taken by the server
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!this.busy) this.run(event.submitter);
    });
    form.querySelector("[data-sign-again]").addEventListener("click", () => this.busy || this.run(null));
    window.addEventListener("beforeunload", (event) => this.kept.length && event.preventDefault());
  }

  async run(button) {
    this.busy = true;
    button?.setAttribute("aria-busy", "true");
    try {
      if (!this.kept.length) await this.sign();
      if (this.kept.length) await this.send();
    } catch (error) {
      this.fail(error);
    } finally {
      this.busy = false;
      button?.removeAttribute("aria-busy");
    }
  }

  async sign() {
    this.stopped = null;
    this.results((this.told = []));
    this.tell("connecting");
    const program = await NCALayer.reach();
    try {
      const kind = remembered();
      let offer = await this.offered(kind);
      this.results((this.told = offer.refused ?? []));
      this.stays = offer.stay ?? false; // a list stays open: each of its rows goes its own way
      if (!offer.papers.length) return this.finish();
      let made = await this.signed(program, offer, "choosing");
      const found = made.signatures[0] && !offer.papers[0].text ? kindOf(made.signatures[0]) : kind;
      if (found !== kind && found) {
        offer = await this.offered(found); // the key turned out to be of another kind
        made = await this.signed(program, offer, "again");
      }
      const { signatures, failure } = made;
      offer.papers.forEach((paper, no) => (paper.cms = signatures[no]));
      this.kept = offer.groups.filter((group) => group.documents.some((paper) => paper.cms));
      this.next = offer.next;
      if (failure && !this.kept.length) throw failure;
      this.stopped = failure;
    } finally {
      program.close();
    }
  }

  /** What stands beside the button: marked rows, versions. */
  chosen() {
    const fields = [...new FormData(this.form)].filter(([name]) => name !== "csrf_token");
    const told = {};
    for (const [name, value] of fields) (told[name] ??= []).push(value);
    return told;
  }

  async offered(digest) {
    const offer = await this.post(this.form.dataset.offer, { ...this.chosen(), digest });
    return { ...offer, papers: offer.groups.flatMap((group) => group.documents) };
  }

  async signed(program, { papers, wanted }, state) {
    this.tell(state);
    const slow = setTimeout(() => this.tell("still"), STILL_MS);
    try {
      const items = papers.map((paper) => paper.text ?? paper.digest);
      return await program.sign(items, !papers[0].text, wanted);
    } finally {
      clearTimeout(slow);
    }
  }

  async send() {
    this.tell("sending");
    while (this.kept.length) {
      const group = this.kept[0];
      this.told.push(...(await this.sendGroup(group)));
      this.kept.shift(); // only what the server has answered for is let go
      this.results(this.told);
    }
    this.finish();
  }

  async sendGroup(group) {
    const signatures = group.documents.filter((paper) => paper.cms).map(({ id, cms }) => ({ version: id, cms }));
    try {
      const answer = await this.post(group.url, { offer: group.offer, signatures });
      this.next = answer.next ?? this.next;
      return answer.results.map((row) => this.named(group, row));
    } catch (error) {
      if (!error.status || error.status >= 500) throw Object.assign(error, { kind: "unsent" });
      const reasons = reasonsOf(error, this.form.dataset.textRefused);
      return group.documents.map(({ title }) => this.named(group, { title, verdict: "invalid", reasons }));
    }
  }

  /** In a list of many cases each paper says of which it is. */
  named(group, row) {
    return group.title ? { ...row, title: `${group.title}: ${row.title}` } : row;
  }

  finish() {
    const bad = this.told.some((row) => row.verdict === "invalid");
    if (this.stopped) this.help(this.stopped.kind, this.stopped.said);
    else this.tell(bad ? "refused" : "done");
    if (!bad && !this.stopped && !this.stays && this.next) go(this.next);
  }

  async post(url, body) {
    const headers = { "Content-Type": "application/json", "X-CSRFToken": csrfToken(this.form) };
    return ask(url, { method: "POST", headers, body: JSON.stringify(body) });
  }

  fail(error) {
    if (error.status >= 400 && error.status < 500) this.help("server", reasonsOf(error, "").join(" "));
    else this.help(error.kind ?? (error.status === undefined ? "failed" : "unreached"), error.said ?? "");
  }

  tell(state) {
    this.show(state, "[data-sign-status]");
    this.form.querySelector("[data-sign-help]").replaceChildren();
  }

  help(kind, said) {
    const spot = this.show(this.template(kind) ? kind : "failed", "[data-sign-help]");
    this.form.querySelector("[data-sign-status]").replaceChildren();
    const words = spot.querySelector("[data-said]");
    if (words) {
      words.textContent = said;
      words.closest("[data-said-row]").hidden = !said;
    }
    spot.focus();
  }

  template(state) {
    return this.form.querySelector(`template[data-state="${state}"]`);
  }

  show(state, where) {
    const spot = this.form.querySelector(where);
    spot.replaceChildren(this.template(state).content.cloneNode(true));
    this.form.querySelector("[data-sign-again]").hidden = state !== "unsent";
    return spot;
  }

  results(rows) {
    this.form.querySelector("[data-sign-results]").replaceChildren(...rows.map((row) => this.row(row)));
  }

  row({ title, verdict, reasons, word }) {
    const item = document.createElement("li");
    const chip = document.createElement("span");
    const tone = { valid: "green", invalid: "red" }[verdict] ?? "gold";
    chip.className = `chip chip-${tone}`;
    chip.textContent = this.form.dataset[`text${{ valid: "Valid", invalid: "Invalid" }[verdict] ?? "Untold"}`];
    item.dataset.verdict = verdict;
    item.append(title, " ", chip);
    for (const text of [word, ...(reasons ?? [])].filter(Boolean)) {
      const line = document.createElement("p");
      line.className = verdict === "invalid" ? "error mb-0" : "small mb-0";
      line.textContent = text;
      item.append(line);
    }
    return item;
  }
}

/** To the address, and anew where the person stands on that page already: another place on it alone loads nothing. */
function go(address) {
  const to = new URL(address, window.location.href);
  if (to.pathname + to.search !== window.location.pathname + window.location.search) return window.location.assign(to);
  window.history.replaceState(null, "", to);
  window.location.reload();
}

/** What an error of our server says: its sentence, or every reason with what to do. */
function reasonsOf(error, otherwise) {
  const { what, reasons } = error.json ?? {};
  if (what) return [what];
  const told = (reasons ?? []).map((reason) => [reason.text, reason.remedy].filter(Boolean).join(" "));
  return told.length ? told : [otherwise].filter(Boolean);
}
