// Sums that follow the typing: fields with data-adds-to="name" are added into [data-sum="name"]. Counted in whole
// hundredths (BigInt), never in floating point. The server counts again; this is only for the eye.

const SPACE = "\u00a0";

/** "960 000,5" → 96000050n; null when it is not a sum with at most two decimals. */
export function parse(text) {
  const plain = text.replace(/[\s\u00a0\u202f]/g, "").replace(",", ".");
  const match = /^(\d{1,15})(?:\.(\d{0,2}))?$/.exec(plain);
  return match ? BigInt(match[1]) * 100n + BigInt((match[2] ?? "").padEnd(2, "0")) : null;
}

/** 96000050n → "960 000,50" */
export function show(hundredths) {
  const digits = hundredths.toString().padStart(3, "0");
  return `${digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, SPACE)},${digits.slice(-2)}`;
}

export function sums(root) {
  for (const output of root.querySelectorAll("output[data-sum]")) {
    const fields = [...document.querySelectorAll(`[data-adds-to="${CSS.escape(output.dataset.sum)}"]`)];
    const count = () => {
      const parts = fields.map((field) => (field.value.trim() ? parse(field.value) : 0n));
      if (parts.includes(null)) return;
      output.value = show(parts.reduce((a, b) => a + b, 0n)) + SPACE + output.dataset.currency;
    };
    fields.forEach((field) => field.addEventListener("input", count));
  }
}
