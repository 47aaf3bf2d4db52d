// Links and forms fetch the next page and put its body in place of this one (htmx), then focus goes to its title.
// A page that answers with something else than a page (a letter in PDF) is left to the browser.
import htmx from "htmx.org/dist/htmx.esm.js";
import { unsent } from "./keep.js";
import { onPage, pageChanged, say, word } from "./page.js";

const STALE_AFTER = 5 * 60 * 1000;

export function start() {
  htmx.config.includeIndicatorCSS = false;
  htmx.config.defaultTimeout = 30000;
  document.addEventListener("htmx:before:request", () => busy(true));
  document.addEventListener("htmx:before:response", leaveFilesToTheBrowser);
  document.addEventListener("htmx:after:request", giveWholePagesTheirPlace);
  document.addEventListener("htmx:after:request", keepTheAddress);
  document.addEventListener("htmx:after:swap", ({ detail }) => {
    if (detail.ctx.target === document.body) arrive();
  });
  document.addEventListener("htmx:finally:request", () => busy(false));
  document.addEventListener("htmx:error", ({ detail }) => {
    if (!detail.ctx) return;
    unsent();
    say(word("offline"));
  });
  document.addEventListener("visibilitychange", refreshClocks);
  addEventListener("online", () => say(""));
  onPage((first) => first && document.querySelector(".ds-error-summary")?.focus());
}

function leaveFilesToTheBrowser(event) {
  const { ctx } = event.detail;
  const type = ctx.response.headers.get("content-type") ?? "";
  if (type.startsWith("text/html") || ctx.response.status === 204) return;
  event.preventDefault();
  if (ctx.request.method === "GET") location.href = ctx.response.raw.url;
}

/** The answer to a form that is no redirection has no address of its own: reloading it asks the form’s page again. */
function keepTheAddress({ detail: { ctx } }) {
  if (ctx.request.method !== "GET" && !ctx.response.raw.redirected) ctx.push = "false";
}

/** A whole page, whoever asked for it (an error, the sign-in page), takes the whole page's place. */
function giveWholePagesTheirPlace({ detail: { ctx } }) {
  const whole = /^\s*<!doctype/i.test(ctx.text);
  const failed = ctx.response.status >= 400;
  if (!whole || (ctx.select && !failed)) return;
  if (isNewBuild(ctx.text) && ctx.request.method === "GET" && !failed) {
    location.href = ctx.response.raw.url;
    return;
  }
  ctx.target = document.body;
  ctx.select = null;
  ctx.swap = "outerHTML";
}

/** The server was updated since this page was loaded: its style sheet and script are no longer ours. */
function isNewBuild(text) {
  const build = text.match(/data-build="([^"]+)"/)?.[1];
  return Boolean(build) && build !== document.documentElement.dataset.build;
}

function arrive() {
  loadedAt = Date.now();
  say("");
  const focus = document.querySelector(".ds-error-summary, main [autofocus]") ?? document.querySelector("main h1");
  if (focus && !location.hash) {
    if (!focus.hasAttribute("tabindex") && focus.localName === "h1") focus.tabIndex = -1;
    focus.focus({ preventScroll: !focus.matches(".ds-error-summary") });
  }
  pageChanged();
}

let loadedAt = Date.now();

/** Clocks are words made by the server: a page that says so is asked again when the person comes back to it. */
function refreshClocks() {
  const old = Date.now() - loadedAt > STALE_AFTER;
  if (document.hidden || !old || !document.querySelector("main[data-refresh]")) return;
  const path = location.pathname + location.search;
  htmx.ajax("GET", path, { target: document.body, swap: "outerHTML", replace: path });
}

let waiting;
let pending = 0;
function busy(more) {
  pending = Math.max(0, pending + (more ? 1 : -1));
  clearTimeout(waiting);
  if (pending) waiting = setTimeout(() => document.documentElement.setAttribute("data-busy", ""), 250);
  else document.documentElement.removeAttribute("data-busy");
}
