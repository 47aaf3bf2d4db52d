// Keyboard shortcuts: `/` the search, `g` then the letter of a menu entry (its data-key), `?` the list of them all.
// They can be switched off in that list, as single letters must be (WCAG 2.1.4); the choice stays on this device.
import { onPage } from "./page.js";

const OFF = "keys-off";
const WAIT = 1_500;
let goingUntil = 0;

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (isOff() || document.querySelector("dialog[open]")) return;
  const going = Date.now() < goingUntil;
  goingUntil = 0;
  if (going) go(event);
  else if (event.key === "g") goingUntil = Date.now() + WAIT;
  else if (event.key === "/") press(event, document.querySelector(".finder input"), "focus");
  else if (event.key === "?") help(event);
});

document.addEventListener("change", ({ target }) => {
  if (!target.matches("[data-keys-switch]")) return;
  if (target.checked) localStorage.removeItem(OFF);
  else localStorage.setItem(OFF, "1");
});

onPage(reflect);

function go(event) {
  const link = [...document.querySelectorAll("[data-key]")].find((it) => it.dataset.key === event.key);
  press(event, link, "click");
}

function press(event, target, what) {
  if (!target) return;
  event.preventDefault();
  target[what]();
}

/** The help page's list, shown over this page so that nothing typed is left behind. */
async function help(event) {
  const link = document.querySelector("[data-keys-help]");
  if (!link) return;
  event.preventDefault();
  const answer = await fetch(link.href);
  const list = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("keys");
  if (!list) return;
  const dialog = document.createElement("dialog");
  dialog.className = "sheet";
  dialog.setAttribute("aria-labelledby", "keys-title");
  dialog.append(document.adoptNode(list));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  reflect();
  dialog.showModal();
}

function reflect() {
  document.querySelectorAll("[data-keys-switch]").forEach((box) => (box.checked = !isOff()));
}

function isOff() {
  try {
    return localStorage.getItem(OFF) === "1";
  } catch {
    return true;
  }
}

function isTyping(target) {
  return target.isContentEditable || /^(input|textarea|select)$/.test(target.localName ?? "");
}
