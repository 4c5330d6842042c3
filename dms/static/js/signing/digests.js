// A signature over a digest needs the digest of its key's own kind, and no page can ask for the kind beforehand. What
// the last signature of this browser showed is remembered; a wrong guess is seen in the answer and made good once.

const KEPT = "demeu-digest";
const FIRST = "sha256";
/** DER of the object identifiers of digests: SHA-256 and Streebog (GOST 34.11) of 512 and 256 bits, Kazakh arc. */
const IDENTIFIERS = {
  sha256: "\x60\x86\x48\x01\x65\x03\x04\x02\x01",
  streebog512: "\x2a\x83\x0e\x03\x0a\x01\x03\x03",
  streebog256: "\x2a\x83\x0e\x03\x0a\x01\x03\x02",
};
const HEAD = 200; // characters of base64 that surely hold the set of digest algorithms at the beginning of a CMS

/** The kind to ask for first. */
export function remembered() {
  try {
    return localStorage.getItem(KEPT) ?? FIRST;
  } catch {
    return FIRST;
  }
}

/** The kind of digest that the beginning of a CMS names, a character a byte; "" for another. */
export function kindIn(head) {
  return Object.keys(IDENTIFIERS).find((name) => head.includes(IDENTIFIERS[name])) ?? "";
}

/** The kind of digest that a CMS was made with, from now on the first one asked for; "" for another. */
export function kindOf(cms) {
  let head = "";
  try {
    head = atob(cms.slice(0, HEAD));
  } catch {
    return "";
  }
  const kind = kindIn(head);
  try {
    if (kind) localStorage.setItem(KEPT, kind);
  } catch {
    // a browser that keeps nothing asks twice each time
  }
  return kind;
}
