// A form marked `data-autosave="/…/draft"` sends itself there a moment after each change. The answer is what its
// `.saved` element shows (« Brouillon enregistré à 10 h 42 »), made by the server. The element also carries, in data
// attributes, what to say meanwhile: data-saving, data-offline, data-expired, data-failed.
//   200  the draft is kept        409  somebody else wrote: the two versions, shown in [data-conflict]
//   401  the session is over      no answer: no network, tried again later
import { accepted } from "./keep.js";
import { signInPath } from "./page.js";

const AFTER = 800;
const RETRY = [5_000, 15_000, 60_000];
const forms = new Map();

document.addEventListener("input", ({ target }) => {
  const form = target.form?.matches?.("form[data-autosave]") ? target.form : null;
  if (form) later(form, AFTER);
});
document.addEventListener("submit", ({ target }) => stop(target), true);
addEventListener("online", () => forms.forEach((draft, form) => draft.owed && save(form)));
addEventListener("pagehide", () => forms.forEach((draft, form) => draft.owed && form.isConnected && send(form, { keepalive: true }).catch(() => {})));

function later(form, delay) {
  const draft = forms.get(form) ?? { tries: 0, version: 0 };
  if (draft.conflict) return;
  forms.set(form, draft);
  draft.owed = true;
  draft.version += 1;
  clearTimeout(draft.timer);
  draft.timer = setTimeout(save, delay, form);
}

function stop(form) {
  const draft = forms.get(form);
  clearTimeout(draft?.timer);
  draft?.request?.abort();
  forms.delete(form);
}

async function save(form) {
  const draft = forms.get(form);
  if (!draft || !form.isConnected) return stop(form);
  const version = draft.version;
  draft.request?.abort();
  draft.request = new AbortController();
  const saying = setTimeout(tell, 400, form, "saving");
  try {
    const answer = await send(form, { signal: draft.request.signal });
    const html = await answer.text();
    clearTimeout(saying);
    take(form, draft, version, answer.status, html);
  } catch (fault) {
    clearTimeout(saying);
    if (fault.name === "AbortError") return;
    tell(form, "offline");
    draft.timer = setTimeout(save, RETRY[Math.min(draft.tries++, RETRY.length - 1)], form);
  }
}

function send(form, options) {
  const body = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
  return fetch(form.dataset.autosave, { method: "POST", body, headers: { "HX-Request": "true", "X-Draft": "1" }, ...options });
}

function take(form, draft, version, status, html) {
  draft.tries = 0;
  if (status === 409) return conflict(form, draft, html);
  if (status === 401) return tell(form, "expired", signInPath());
  if (status >= 300) return tell(form, "failed");
  show(form, html);
  if (draft.version !== version) return;
  draft.owed = false;
  accepted(form);
}

function conflict(form, draft, html) {
  draft.conflict = true;
  draft.owed = false;
  const place = form.querySelector("[data-conflict]");
  if (!place) return tell(form, "failed");
  place.innerHTML = html;
  place.tabIndex = -1;
  place.focus();
}

/** Keeps the live region itself and changes what it holds, or a screen reader would not notice. */
function show(form, html) {
  const saved = form.querySelector(".saved");
  const next = new DOMParser().parseFromString(html, "text/html").querySelector(".saved");
  if (!saved || !next) return;
  saved.innerHTML = next.innerHTML;
  saved.className = next.className;
}

function tell(form, what, href) {
  const saved = form.querySelector(".saved");
  if (!saved) return;
  saved.classList.toggle("danger-text", what !== "saving");
  saved.textContent = saved.dataset[what] ?? "";
  if (!href) return;
  const link = Object.assign(document.createElement("a"), { href, textContent: saved.dataset.signIn });
  saved.append(" ", link);
}
