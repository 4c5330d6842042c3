// NCALayer, the national signing program on the person's own machine, through the client library that SIGEX keeps. Here
// stands what the library leaves out: heartbeats, every shape of an answer, patience that ends, failures with a name.
import { NCALayerClient } from "ncalayer-js-client";

const CONNECT_MS = 7000;
const ANSWER_MS = 5 * 60 * 1000; // somebody looks for his token and types a password meanwhile
const PROBED = "kz.digiflow.mobile.extensions"; // of KAZTOKEN's program, whose own port our policy does not open

/** `kind`: absent, silent, lost, cancelled, old, expired, store, key, failed; `said`: the program's own words. */
export class SigningFailure extends Error {
  constructor(kind, said = "") {
    super(said || kind);
    this.kind = kind;
    this.said = said;
  }
}

const KINDS = [
  ["cancelled", /cancel/i],
  ["old", /module|bundle|method|NoSuch|ClassNotFound/i],
  ["expired", /expired|истек|аяқтал/i],
  ["store", /storage|key.?store|token|slot|password|парол|құпия/i],
  ["key", /cert|key|сертификат|ключ|куәлік|кілт/i],
];

function failureOf(said) {
  const kind = KINDS.find(([, words]) => words.test(said))?.[0] ?? "failed";
  return new SigningFailure(kind, kind === "cancelled" ? "" : said);
}

function parsed(text) {
  try {
    const found = JSON.parse(text);
    return found !== null && typeof found === "object" ? found : null;
  } catch {
    return null;
  }
}

class Program extends NCALayerClient {
  constructor() {
    super(undefined, false);
    this.kmdHttpApiUrl = "http://"; // no address: the library would ask a port that our policy keeps closed
  }

  sendRequest(request) {
    if (request.module === PROBED) throw new SigningFailure("old"); // the library takes this for "is not there"
    super.sendRequest(request);
  }

  setHandlers(resolve, reject, single) {
    if (!this.sifting) {
      this.sifting = true; // before the library's own handler, so that it sees only what it can read
      this.wsConnection.addEventListener("message", (event) => this.sift(event));
    }
    super.setHandlers(resolve, reject, single);
    this.settle = { resolve, reject };
  }

  sift(event) {
    const answer = parsed(event.data);
    if (answer === null || "status" in answer) event.stopImmediatePropagation();
    if (answer === null || !("status" in answer) || this.responseProcessed) return; // a heartbeat, or the library's
    this.responseProcessed = true;
    const result = answer.body?.result ?? (typeof answer.body === "string" ? answer.body : null);
    const empty = result === null || result.length === 0;
    const said = ["code", "message", "details"].map((part) => answer[part]).filter(Boolean).join(": ");
    if (!answer.status) this.settle.reject(failureOf(said));
    else if (empty) this.settle.reject(new SigningFailure("cancelled"));
    else this.settle.resolve(result);
  }
}

function within(milliseconds, promise, kind) {
  let timer;
  const end = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new SigningFailure(kind)), milliseconds);
  });
  return Promise.race([promise, end]).finally(() => clearTimeout(timer));
}

/** Base64 of the CMS alone: some versions put it between PEM lines. */
function bare(cms) {
  return String(cms).replace(/-----[A-Z0-9 ]+-----/g, "").replace(/\s+/g, "");
}

export class NCALayer {
  /** Raises SigningFailure: the program is not there. */
  static async reach() {
    const program = new Program();
    try {
      await within(CONNECT_MS, program.connect(), "absent");
    } catch {
      program.wsConnection?.close();
      throw new SigningFailure("absent");
    }
    return new NCALayer(program);
  }

  constructor(program) {
    this.program = program;
  }

  close() {
    this.program.wsConnection.close();
  }

  /**
   * Detached signatures over `items`, base64 of bytes or, with `digested`, of their digests; asked for in one call.
   * `wanted`: {use: "signature" | "authentication", iin, locale}. Resolves to {signatures, failure}: a failure leaves
   * the signatures made before it, with holes for the rest.
   */
  async sign(items, digested, wanted) {
    try {
      return { signatures: await this.#atOnce(items, digested, wanted), failure: null };
    } catch (error) {
      const failure = this.#named(error);
      return failure.kind === "old" ? this.#oneByOne(items, digested, wanted) : { signatures: [], failure };
    }
  }

  async #atOnce(items, digested, wanted) {
    const signs = wanted.use === "signature";
    const usage = signs ? NCALayerClient.basicsSignerSignAny : NCALayerClient.basicsSignerAuthAny;
    const signer = wanted.iin ? { ...usage, iin: wanted.iin } : usage;
    const stamped = signs ? NCALayerClient.basicsCMSParamsDetachedHash : NCALayerClient.basicsCMSParamsDetachedNoTSP;
    const params = { ...stamped, digested };
    const made = this.program.basicsSignCMS(NCALayerClient.basicsStorageAll, items, params, signer, wanted.locale);
    const signatures = [await within(ANSWER_MS, made, "silent")].flat().map(bare);
    if (signatures.length !== items.length) throw new SigningFailure("failed", `${signatures.length}/${items.length}`);
    return signatures;
  }

  /** By the older family of calls, which signs one document at a time and asks for the password each time. */
  async #oneByOne(items, digested, wanted) {
    const signatures = [];
    try {
      const tokens = await within(ANSWER_MS, this.program.getActiveTokens(), "silent");
      const store = tokens?.[0] ?? NCALayerClient.fileStorageType;
      const key = wanted.use === "signature" ? "SIGNATURE" : "AUTHENTICATION";
      for (const item of items) {
        const made = digested
          ? this.program.createCAdESFromBase64Hash(store, item, key)
          : this.program.createCMSSignatureFromBase64(store, item, key, false);
        const cms = await within(ANSWER_MS, made, "silent");
        if (!cms) throw new SigningFailure("cancelled");
        signatures.push(bare(cms));
      }
      return { signatures, failure: null };
    } catch (error) {
      return { signatures, failure: this.#named(error) };
    }
  }

  #named(error) {
    if (error instanceof SigningFailure) return error;
    if (this.program.wsConnection.readyState > WebSocket.OPEN) return new SigningFailure("lost");
    return failureOf(error.message);
  }
}
