// A file that somebody holds is hashed here and never leaves the browser: only its checksums are sent. SHA-256 is counted
// piece by piece by a library, because the browser's own digest wants a whole file in memory; Streebog, for a signature
// with a GOST key, by another one in a worker of its own.
import { sha256 } from "@noble/hashes/sha2.js";
import { kindIn } from "./signing/digests.js";

const PIECE = 4 << 20;
const STREEBOG_LIMIT = 64 << 20; // its library takes a file whole, at some three megabytes a second
const HEAD = 300; // bytes that surely hold the set of digest algorithms at the beginning of a CMS, also written as PEM

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

async function checksum(file, onShare) {
  const hash = sha256.create();
  for (let at = 0; at < file.size; at += PIECE) {
    hash.update(new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer()));
    onShare(Math.min(1, (at + PIECE) / file.size));
  }
  return hex(hash.digest());
}

/** Bits of the Streebog that a signature file asks for: 256, 512, or 0 for none. */
async function bitsOf(file) {
  if (!file) return 0;
  let head = String.fromCharCode(...new Uint8Array(await file.slice(0, HEAD).arrayBuffer()));
  if (/^(M|-----)/.test(head)) {
    const text = head.replace(/-----[^-]*-----/g, "").replace(/\s/g, "");
    try {
      head = atob(text.slice(0, text.length & ~3));
    } catch {
      return 0;
    }
  }
  return Number(kindIn(head).split("streebog")[1] ?? 0);
}

class Checking {
  constructor(form) {
    this.form = form;
    this.picked = form.querySelector("[data-file]");
    this.button = form.querySelector("button[type=submit]");
    this.turn = 0;
    this.picked.addEventListener("change", () => this.count(true));
    form.elements.cms.addEventListener("change", () => this.count(false));
  }

  say(spot, name, places = {}) {
    const words = this.form.dataset[name].replace(/\{(\w+)\}/g, (_, place) => places[place]);
    this.form.querySelector(`[data-status="${spot}"]`).textContent = words;
  }

  /** Whatever was chosen last wins; what was being counted for another choice is let go. */
  async count(isAnother) {
    const turn = ++this.turn;
    const [file, fields] = [this.picked.files[0], this.form.elements];
    this.worker?.terminate();
    this.button.disabled = false;
    if (isAnother) fields.sha256.value = "";
    fields.streebog.value = "";
    this.form.querySelector("[data-status=cms]").textContent = "";
    if (!file) return;
    this.button.disabled = true;
    try {
      if (!fields.sha256.value) await this.sha256(file, turn);
      const bits = await bitsOf(fields.cms.files[0]);
      if (bits && turn === this.turn) await this.streebog(file, bits, turn);
    } catch {
      if (turn === this.turn) this.say("file", "textUnreadable");
    }
    if (turn === this.turn) this.button.disabled = false;
  }

  async sha256(file, turn) {
    const show = (share) => turn === this.turn && this.say("file", "textCounting", { share: Math.floor(share * 100) });
    show(0);
    const found = await checksum(file, show);
    if (turn !== this.turn) return;
    this.form.elements.sha256.value = found;
    this.say("file", "textCounted");
  }

  async streebog(file, bits, turn) {
    if (file.size > STREEBOG_LIMIT) return this.say("cms", "textLarge", { bits });
    this.say("cms", "textStreebog");
    const found = await this.beside({ file, bits });
    if (turn !== this.turn) return;
    this.form.elements.streebog.value = found;
    this.say("cms", found ? "textStreebogCounted" : "textLarge", { bits });
  }

  /** What the worker answers; "" when it cannot. */
  beside(asked) {
    return new Promise((resolve) => {
      this.worker = new Worker(this.form.dataset.worker);
      this.worker.onmessage = ({ data }) => resolve(data);
      this.worker.onerror = () => resolve("");
      this.worker.postMessage(asked);
    });
  }
}

for (const form of document.querySelectorAll("form[data-checksum]")) new Checking(form);
