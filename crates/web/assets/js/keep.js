// What is typed in a form marked `data-keep` stays in this tab (sessionStorage) until the server has accepted it, so
// that a session that expires, a fault or a lost network comes back to the same form with its text.
//
//   <form id="answer" action="/requests/ID/answer" data-keep …>
//                                            kept under that id and where it is sent, for the person signed in (`data-user` on
//                                            body): what is typed about one person is never put into the form of another
//   data-rejected on the form                the server gave it back with its errors: not accepted
//   data-unsettled on main                   a sign-in or error page: says nothing of what was sent before
//   data-signed-out on main                  forget everything
//
// Passwords, one-time codes, hidden fields and files are never kept; nothing is kept after twelve hours.
import { onPage, word } from "./page.js";

const PREFIX = "keep:";
const TOO_OLD = 12 * 3600 * 1000;
const WRITE_AFTER = 200;

document.addEventListener("input", remember);
document.addEventListener("change", remember);
document.addEventListener("submit", ({ target }) => {
  const entry = target.matches("form[data-keep]") && (flush(), read(key(target)));
  if (entry) write(key(target), { ...entry, sent: true });
});
addEventListener("pagehide", flush);

const dirty = new Map();
let timer;

function remember({ target }) {
  const form = target.form;
  if (!form?.matches?.("form[data-keep]") || !isKept(target)) return;
  dirty.set(form, (dirty.get(form) ?? new Set()).add(target.name));
  clearTimeout(timer);
  timer = setTimeout(flush, WRITE_AFTER);
}

function flush() {
  for (const [form, names] of dirty) {
    const entry = read(key(form)) ?? { fields: {} };
    for (const [field, at] of fields(form)) if (names.has(field.name)) entry.fields[at] = state(field);
    write(key(form), { ...entry, at: Date.now(), sent: false });
  }
  dirty.clear();
}

/** The draft on the server holds the text now (autosave): nothing is left to keep here. */
export function accepted(form) {
  dirty.delete(form);
  sessionStorage.removeItem(key(form));
}

/** What was being sent did not arrive. */
export function unsent() {
  for (const [name, entry] of entries()) if (entry.sent) write(name, { ...entry, sent: false });
}

/** Looks at the page that came: what was sent is accepted, refused, or still owed. */
function settle(first) {
  const main = document.querySelector("main");
  if (main?.hasAttribute("data-signed-out")) return entries().forEach(([name]) => sessionStorage.removeItem(name));
  const back = first && performance.getEntriesByType("navigation")[0]?.type === "back_forward";
  if (back || main?.hasAttribute("data-unsettled")) return unsent();
  for (const [name, entry] of entries()) {
    const form = [...document.querySelectorAll("form[data-keep]")].find((it) => key(it) === name);
    const refused = form?.hasAttribute("data-rejected");
    const foreign = !name.startsWith(PREFIX + owner());
    const old = Date.now() - entry.at > TOO_OLD;
    if (foreign || old || (entry.sent && !refused) || givenBack(entry)) sessionStorage.removeItem(name);
    else if (refused) write(name, { ...entry, sent: false });
    else if (form) restore(form, entry);
  }
}

/** The server gives back what was typed (see late.rs): it is the server’s to keep now, or it would come back twice. */
function givenBack(entry) {
  const forms = [...document.querySelectorAll("form[data-resend]")].map((form) => [...new FormData(form).values()]);
  const typed = Object.values(entry.fields).filter((value) => typeof value === "string" && value);
  const same = (text) => text.replaceAll("\r\n", "\n");
  return typed.length > 0 && forms.some((values) => typed.every((text) => values.some((value) => same(value) === same(text))));
}

function restore(form, entry) {
  let changed;
  for (const [field, at] of fields(form)) {
    const kept = entry.fields[at];
    if (kept === undefined || kept === state(field)) continue;
    if (typeof kept === "boolean") field.checked = kept;
    else field.value = kept;
    changed = field;
  }
  if (!changed) return;
  changed.dispatchEvent(new Event("input", { bubbles: true }));
  const note = document.createElement("p");
  note.className = "kept";
  note.setAttribute("role", "status");
  form.prepend(note);
  note.textContent = word("restored");
}

/** Each field worth keeping, with its place among those of the same name. */
function* fields(form) {
  const seen = new Map();
  for (const field of form.elements) {
    if (!isKept(field)) continue;
    const nth = seen.get(field.name) ?? 0;
    seen.set(field.name, nth + 1);
    yield [field, `${field.name}#${nth}`];
  }
}

function isKept(field) {
  if (field.autocomplete === "one-time-code") return false;
  return Boolean(field.name) && !/^(password|hidden|file|submit|button|fieldset|output)$/.test(field.type);
}

function state(field) {
  return /^(checkbox|radio)$/.test(field.type) ? field.checked : field.value;
}

function owner() {
  return `${document.body.dataset.user ?? ""}:`;
}

function key(form) {
  // The attribute: a field named "action" would stand in its way as a property.
  return `${PREFIX}${owner()}${form.id} ${form.getAttribute("action") ?? location.pathname}`;
}

function entries() {
  return Object.keys(sessionStorage).filter((name) => name.startsWith(PREFIX)).map((name) => [name, read(name)]);
}

function read(name) {
  try {
    return JSON.parse(sessionStorage.getItem(name));
  } catch {
    return null;
  }
}

function write(name, entry) {
  try {
    sessionStorage.setItem(name, JSON.stringify(entry));
  } catch {
    // full or forbidden: the page works on, without this safety net
  }
}

onPage(settle);
