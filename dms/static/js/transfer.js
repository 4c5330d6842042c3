// One file on its way in parts: begun or resumed, each part to the address the server names (the store's own or ours),
// patient with a broken link, paused and continued, finished and followed until its document exists.
import { ask, csrfToken } from "./http.js";

const LANES = 2; // parts of one file under way at once
const BATCH = 4; // parts announced in one request
const SHORTEST_WAIT = 1000;
const LONGEST_WAIT = 30000;
const REFUSALS = 3; // of one part, before its file fails
const POLL = 500;

/** Lower-case SHA-256 of a piece; empty where the browser has no such thing (a page without https). */
async function sha256(blob) {
  if (!globalThis.crypto?.subtle) return "";
  const digest = await crypto.subtle.digest("SHA-256", await blob.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Trouble that passes: no link, a server that is away, too many requests. */
const passes = (fault) => fault.status === 0 || fault.status >= 500 || fault.status === 429;

export class Transfer {
  /** `onChange(phase, share)`: checking, sending, lost, paused or joining, and how much of the file has arrived. */
  constructor({ url, form, file, onChange }) {
    Object.assign(this, { url, form, file, onChange });
    this.requests = new Set();
    this.urls = new Map();
    this.loaded = new Map(); // number of a part → its bytes that have arrived
    this.asking = Promise.resolve();
    this.open = Promise.resolve(); // closed while paused
    this.discarded = false;
  }

  /** Resolves to the server's last answer, with the document's row; rejects with `{error, retry}`. */
  async run() {
    try {
      this.told = await this.patiently(() => this.post(this.url, this.named()));
      if (this.discarded) {
        await this.post(this.told.abandon).catch(() => undefined); // given up before there was anything to give up
        throw { error: "" };
      }
      while (this.told.state === "sending") {
        await this.sendAll(await this.missing());
        this.told = await this.patiently(() => this.post(this.told.finish));
        if (this.told.missing.length) this.told = await this.patiently(() => ask(this.told.state_url));
      }
      return await this.follow();
    } catch (fault) {
      throw { error: fault.json?.error ?? fault.error, retry: (fault.json ?? fault).retry !== false };
    }
  }

  named() {
    return { name: this.file.name, size: this.file.size, modified: this.file.lastModified };
  }

  /** Follows a file whose parts have all arrived until the server has made a document of it. */
  async follow() {
    this.onChange("joining", 1);
    while (this.told.state === "joining") {
      await this.rest(POLL);
      this.told = await this.patiently(() => ask(this.told.state_url));
    }
    if (this.told.state !== "done") throw { error: this.told.error, retry: false }; // the same bytes fail again
    return this.told;
  }

  pause() {
    if (this.resume) return;
    this.open = new Promise((go) => (this.resume = go));
    this.stop();
    this.tell("paused");
  }

  continue() {
    this.resume?.();
    this.resume = undefined;
    this.tell("sending");
  }

  /** Gives the file up; what has arrived of it is removed. */
  async discard() {
    this.discarded = true;
    this.stop();
    this.wake?.();
    this.resume?.();
    if (this.told) await this.post(this.told.abandon).catch(() => undefined);
  }

  stop() {
    for (const request of this.requests) request.abort();
  }

  tell(phase) {
    const arrived = [...this.loaded.values()].reduce((sum, bytes) => sum + bytes, 0);
    this.onChange(phase, arrived / this.file.size);
  }

  post(url, body = {}) {
    const headers = { "Content-Type": "application/json", "X-CSRFToken": csrfToken(this.form) };
    return ask(url, { method: "POST", headers, body: JSON.stringify(body) });
  }

  /** Tries until it is done: after one second, two, four … at once when the link comes back. */
  async patiently(act) {
    for (let wait = SHORTEST_WAIT; ; wait = Math.min(wait * 2, LONGEST_WAIT)) {
      if (this.discarded) throw { error: "" };
      try {
        return await act();
      } catch (fault) {
        if (!passes(fault) || this.discarded) throw fault;
        if (!this.resume) this.tell("lost");
        await this.rest(wait);
        await this.open;
      }
    }
  }

  rest(milliseconds) {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        window.removeEventListener("online", wake);
        resolve();
      };
      const timer = setTimeout(wake, milliseconds);
      window.addEventListener("online", wake);
      this.wake = wake;
    });
  }

  slice(number) {
    return this.file.slice((number - 1) * this.told.part_size, number * this.told.part_size);
  }

  /** Numbers still to be sent: those that arrived earlier are compared with this very file. */
  async missing() {
    const queue = [];
    const count = Math.ceil(this.file.size / this.told.part_size);
    this.loaded.clear();
    for (let number = 1; number <= count; number += 1) {
      const piece = this.slice(number);
      const digest = this.told.parts[number];
      if (digest !== undefined && digest === (await sha256(piece))) {
        this.loaded.set(number, piece.size);
        this.tell("checking");
      } else queue.push(number);
    }
    return queue;
  }

  async sendAll(queue) {
    this.queue = queue;
    this.urls.clear();
    const lane = async () => {
      while (this.queue.length) await this.send(this.queue.shift());
    };
    await Promise.all(Array.from({ length: LANES }, lane));
  }

  async send(number) {
    for (let refusals = 0; ; ) {
      await this.open;
      if (this.discarded) throw { error: "" };
      try {
        await this.patiently(async () => this.put(await this.addressOf(number), number));
        return;
      } catch (fault) {
        if (fault.paused && !this.discarded) continue;
        refusals += 1; // an address may have run out of time meanwhile: the next try asks for a new one
        if (refusals >= REFUSALS || this.discarded) throw fault;
      }
    }
  }

  /** Where a part goes; those that come next are announced with it. */
  async addressOf(number) {
    if (!this.urls.has(number)) {
      const before = this.asking;
      this.asking = before.catch(() => undefined).then(() => this.urls.has(number) || this.announce(number));
      await this.asking;
    }
    const url = this.urls.get(number);
    this.urls.delete(number);
    return url;
  }

  async announce(number) {
    const parts = {};
    for (const next of [number, ...this.queue.slice(0, BATCH - 1)]) parts[next] = await sha256(this.slice(next));
    const answer = await this.post(this.told.addresses, { parts });
    for (const [next, url] of Object.entries(answer.urls)) this.urls.set(Number(next), url);
  }

  put(url, number) {
    return new Promise((resolve, reject) => {
      const piece = this.slice(number);
      const request = new XMLHttpRequest();
      const end = (fault) => {
        this.requests.delete(request);
        this.loaded.set(number, fault ? 0 : piece.size);
        if (fault) return reject(fault);
        this.tell(this.resume ? "paused" : "sending");
        resolve();
      };
      request.open("PUT", url);
      if (url.startsWith("/")) {
        request.setRequestHeader("Content-Type", "application/octet-stream");
        request.setRequestHeader("Accept", "application/json");
        request.setRequestHeader("X-CSRFToken", csrfToken(this.form));
      }
      request.upload.onprogress = (event) => {
        this.loaded.set(number, Math.min(event.loaded, piece.size));
        if (!this.resume) this.tell("sending");
      };
      request.onload = () => {
        const refused = request.status < 200 || request.status > 299;
        end(refused ? { status: request.status, error: errorIn(request) } : null);
      };
      request.onerror = request.ontimeout = () => end({ status: 0 });
      request.onabort = () => end({ status: 1, paused: true });
      this.requests.add(request);
      request.send(piece);
    });
  }
}

function errorIn(request) {
  try {
    return JSON.parse(request.responseText).error;
  } catch {
    return undefined;
  }
}
