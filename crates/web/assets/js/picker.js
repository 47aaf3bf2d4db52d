// Suggestions under a field marked `data-picker="/persons/search"`: what is typed is POSTed there (a name never
// travels in an address) and the answer is a list of <u-option>s. Choosing one fills the hidden field beside it, or,
// with `data-go`, opens the option's `data-href`. Without script the field is sent as it is and a page answers.
import { onPage } from "./page.js";

const AFTER = 120;
const typing = new WeakMap();

// A page that has a field with suggestions makes ready for it; the finder of the top bar waits until it is used.
onPage(() => document.querySelector("main [data-picker]") && import("@u-elements/u-datalist"));
document.addEventListener("focusin", ({ target }) => {
  if (target.closest?.("[data-picker]")) import("@u-elements/u-datalist");
});

document.addEventListener("input", ({ target, isTrusted }) => {
  const picker = isTrusted && target.closest?.("[data-picker]");
  if (!picker || !target.matches("[list]")) return;
  choose(picker, "");
  clearTimeout(typing.get(picker));
  typing.set(picker, setTimeout(suggest, AFTER, picker, target));
});

document.addEventListener("click", ({ target }) => {
  const option = target.closest?.("u-option");
  const picker = option?.closest("[data-picker]");
  if (!picker) return;
  if (picker.hasAttribute("data-go") && option.dataset.href) location.href = option.dataset.href;
  else choose(picker, option.dataset.id ?? "");
});

function choose(picker, id) {
  const hidden = picker.querySelector("input[type=hidden]");
  if (!hidden || hidden.value === id) return;
  hidden.value = id;
  hidden.dispatchEvent(new Event("input", { bubbles: true }));
}

async function suggest(picker, field) {
  const list = picker.querySelector("u-datalist");
  const typed = field.value.trim();
  if (typed.length < 2) return list.replaceChildren();
  const body = new URLSearchParams({ q: typed });
  try {
    const answer = await fetch(picker.dataset.picker, { method: "POST", body, headers: { "HX-Request": "true", "X-Picker": "1" } });
    if (answer.ok && field.value.trim() === typed) list.innerHTML = await answer.text();
  } catch {
    // no network: the field still takes what is typed
  }
}
