// A file that somebody holds is hashed here, piece by piece, and never leaves the browser: only its checksum is sent.
// The browser's own digest wants a whole file in memory, so the hash is a library's.
import { sha256 } from "@noble/hashes/sha2.js";

const PIECE = 4 << 20;

async function checksum(file, onShare) {
  const hash = sha256.create();
  for (let at = 0; at < file.size; at += PIECE) {
    hash.update(new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer()));
    onShare(Math.min(1, (at + PIECE) / file.size));
  }
  return Array.from(hash.digest(), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

for (const form of document.querySelectorAll("form[data-checksum]")) {
  const [picked, spot] = [form.querySelector("[data-file]"), form.querySelector("[data-status]")];
  let last = 0;
  picked.addEventListener("change", async () => {
    const file = picked.files[0];
    const mine = ++last; // another file chosen meanwhile wins
    form.elements.sha256.value = "";
    if (!file) return;
    const show = (share) => mine === last && (spot.textContent = form.dataset.textCounting.replace("{share}", Math.floor(share * 100)));
    try {
      show(0);
      const found = await checksum(file, show);
      if (mine !== last) return;
      form.elements.sha256.value = found;
      spot.textContent = form.dataset.textCounted;
    } catch {
      spot.textContent = form.dataset.textUnreadable;
    }
  });
}
