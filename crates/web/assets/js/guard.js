// A form is sent once, however often its button is pressed. (The server counts on nothing of this.)
const sending = new WeakSet();
const GIVE_UP_AFTER = 10_000; // an answer that is a file leaves the page in place

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (sending.has(form)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  sending.add(form);
  event.submitter?.setAttribute("aria-busy", "true");
  setTimeout(() => release(form), GIVE_UP_AFTER);
}, true);

document.addEventListener("htmx:finally:request", ({ detail }) => release(detail.ctx.request.form));
addEventListener("pageshow", ({ persisted }) => persisted && document.querySelectorAll("form").forEach(release));

function release(form) {
  if (!form) return;
  sending.delete(form);
  form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
}
