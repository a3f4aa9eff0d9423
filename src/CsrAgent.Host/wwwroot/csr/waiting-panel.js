import { h } from "./dom.js";
import { icon } from "./icons.js";
import { words } from "./words.js";

/** What is in the panel until the chat has been loaded: its outline, and what to do if that fails. */
export function waitingPanel(close) {
  const lines = ["70%", "90%", "50%"].map((width) => {
    const line = h("i");
    line.style.width = width;
    return line;
  });
  return outline(close, h("div", { class: "csr-skeleton", role: "status", "data-testid": "skeleton" },
    h("span", { class: "csr-hidden" }, words.loading), ...lines));
}

export function failedPanel(close, tryAgain) {
  return outline(close, h("div", { class: "csr-load-failed", role: "alert" }, h("p", {}, words.couldNotLoad),
    h("button", { type: "button", class: "csr-button", "data-testid": "load-again", on: { click: tryAgain } }, words.tryAgain)));
}

function outline(close, content) {
  return h("section", { class: "csr", "aria-label": words.title },
    h("header", { class: "csr-header" },
      h("div", { class: "csr-heading" }, h("h2", { class: "csr-title" }, h("bdi", { lang: "" }, words.title)),
        h("p", { class: "csr-presence" }, words.ai)),
      h("div", { class: "csr-actions" }, h("button", {
        type: "button", class: "csr-icon-button", "aria-label": words.closeChat, title: words.closeChat, on: { click: close },
      }, icon("chevron")))),
    h("div", { class: "csr-viewport" }, content));
}
