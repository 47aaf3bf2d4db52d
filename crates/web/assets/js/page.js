// The page as the other modules see it: when it changed, what it calls things, how it speaks to the person.

/** Calls `then` now and after each page that takes the place of this one. `first` tells the two apart. */
export function onPage(then) {
  listeners.add(then);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => then(true));
  else then(true);
}

/** To be called by whoever put a new page in place. */
export function pageChanged() {
  for (const then of listeners) then(false);
}

const listeners = new Set();

/** A sentence the server put on `#words`, in the language of the page. */
export function word(name) {
  return document.getElementById("words")?.dataset[name] ?? "";
}

/** Says something at the foot of the page, aloud too; an empty text takes it away. */
export function say(text) {
  const notice = document.getElementById("notice");
  if (!notice) return;
  notice.textContent = text;
  notice.hidden = !text;
}

/** Where to sign in again and come back to the page at hand. */
export function signInPath() {
  return `/login?next=${encodeURIComponent(location.pathname + location.search)}`;
}
