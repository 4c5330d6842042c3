// One way to talk to our server: same origin, the CSRF token of the page, JSON back.

export function csrfToken(form) {
  return (form?.querySelector('input[name="csrf_token"]') ?? document.querySelector('input[name="csrf_token"]'))?.value ?? "";
}

/** Resolves to the JSON of an answer; rejects with `.status` (0 when the connection is gone). */
export async function ask(url, options = {}) {
  let answer;
  try {
    answer = await fetch(url, {
      credentials: "same-origin",
      headers: { Accept: "application/json", "X-Requested-With": "fetch", ...options.headers },
      method: options.method ?? "GET",
      body: options.body,
    });
  } catch (cause) {
    throw Object.assign(new Error("no connection", { cause }), { status: 0 });
  }
  const json = await answer.json().catch(() => null);
  if (!answer.ok || json === null || answer.redirected) {
    throw Object.assign(new Error(`answer ${answer.status}`), { status: answer.status || 1, json });
  }
  return json;
}
