// htmx, tied down: no eval, no styles of its own, only our own server, no private pages left in the browser's storage.
import htmx from "htmx.org";

import { release } from "./once.js";

Object.assign(htmx.config, {
  allowEval: false,
  allowScriptTags: false,
  includeIndicatorStyles: false,
  selfRequestsOnly: true,
  historyCacheSize: 0,
  refreshOnHistoryMiss: true,
  scrollIntoViewOnBoost: false,
  responseHandling: [
    { code: "204", swap: false },
    { code: "[23]..", swap: true },
    { code: "422", swap: true },
    { code: "[45]..", swap: false, error: true },
  ],
});

/** A page that came instead of the part that was asked for: an error tells itself where people look, anything else (the
 *  log-in after the session has ended) is opened as it is. */
function showWhole(answer) {
  const page = new DOMParser().parseFromString(answer.responseText, "text/html");
  const main = page.getElementById("main");
  if (answer.status < 400 || !main) {
    location.assign(answer.responseURL);
    return;
  }
  document.title = page.title;
  document.getElementById("main").replaceWith(main);
  main.focus();
}

function lacks(answer, wanted) {
  return !new DOMParser().parseFromString(answer.responseText, "text/html").querySelector(wanted);
}

/** `improve(root)` is called for the page parts that arrive later. */
export function start(improve) {
  document.addEventListener("htmx:load", (event) => {
    if (event.target !== document.body) improve(event.target);
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, elt } = event.detail;
    const wanted = elt.closest("[data-in-place]")?.getAttribute("hx-select");
    if (!wanted || !lacks(xhr, wanted)) return;
    event.detail.shouldSwap = false;
    showWhole(xhr);
  });
  // No answer at all: the button may be pressed again.
  document.addEventListener("htmx:sendError", (event) => {
    if (event.target.matches("form[data-sent]")) release(event.target);
  });
  document.addEventListener("htmx:configRequest", (event) => {
    const token = document.querySelector('input[name="csrf_token"]');
    if (token) event.detail.headers["X-CSRFToken"] = token.value;
  });
}
