// The one entry: every module finds its own elements by data attributes and improves a page that works without it.
import { start as htmxStart } from "./fragments.js";
import { autosave } from "./autosave.js";
import { choosers } from "./choosers.js";
import { clauses } from "./clauses.js";
import { currencies } from "./currency.js";
import { confirmations } from "./confirm.js";
import { jobs } from "./jobs.js";
import { menus } from "./menus.js";
import { once } from "./once.js";
import { parts as onlyParts } from "./only.js";
import { sums } from "./sums.js";
import { uploads } from "./upload.js";
import { viewers } from "./viewer.js";
import { batches, worklists } from "./worklist.js";

const parts = [choosers, onlyParts, confirmations, currencies, once, sums, autosave, uploads, jobs, viewers, worklists, batches];

function improve(root) {
  for (const part of parts) part(root);
  root.querySelector("[data-focus]")?.focus();
}

document.documentElement.classList.add("enhanced");
menus();
clauses();
improve(document);
htmxStart(improve);
