// htmx, tied down: no eval, no styles of its own, only our own server, no private pages left in the browser's storage.
import htmx from "htmx.org";

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

/** `improve(root)` is called for the page parts that arrive later. */
export function start(improve) {
  document.addEventListener("htmx:load", (event) => {
    if (event.target !== document.body) improve(event.target);
  });
  document.addEventListener("htmx:configRequest", (event) => {
    const token = document.querySelector('input[name="csrf_token"]');
    if (token) event.detail.headers["X-CSRFToken"] = token.value;
  });
}
