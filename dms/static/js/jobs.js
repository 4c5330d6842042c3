// Long work tells how far it is: GET data-job → {done, total, finished, failed, message, detail, next_url}.
import { ask } from "./http.js";

const FIRST_MS = 700;
const SLOWEST_MS = 5000;

function draw(box, state) {
  const bar = box.querySelector("progress");
  if (state.total) {
    bar.max = state.total;
    bar.value = state.done ?? 0;
  }
  if (state.finished) bar.value = bar.max;
  box.querySelector("[data-job-detail]").textContent = state.detail ?? (state.total ? `${state.done ?? 0} / ${state.total}` : "");
  const status = box.querySelector("[data-job-status]");
  if (status.textContent !== (state.message ?? "")) status.textContent = state.message ?? "";
  status.classList.toggle("late", Boolean(state.failed));
}

async function follow(box, pause) {
  if (!box.isConnected) return;
  let next = Math.min(pause * 1.3, SLOWEST_MS);
  try {
    const state = await ask(box.dataset.job);
    draw(box, state);
    if (state.failed) return;
    if (state.finished) {
      if (state.next_url?.startsWith("/") && !state.next_url.startsWith("//")) window.location.assign(state.next_url);
      return;
    }
  } catch (error) {
    if (error.status >= 400 && error.status < 500 && error.status !== 429) return;
    next = SLOWEST_MS;
  }
  setTimeout(() => follow(box, next), next);
}

export function jobs(root) {
  for (const box of root.querySelectorAll("[data-job]")) setTimeout(() => follow(box, FIRST_MS), FIRST_MS);
}
