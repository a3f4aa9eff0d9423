import { h } from "./dom.js";
import { icon } from "./icons.js";
import { dayLabel } from "./time.js";
import { downloadTranscript } from "./transcript.js";
import { words } from "./words.js";

/** Beside a conversation: the earlier ones, and a copy of this one. Lies over the chat until it is closed. */
export class Sheet {
  #conversation;
  #closed;

  /** @param {import("./conversation.js").Conversation} conversation @param {() => void} closed */
  constructor(conversation, closed) {
    this.#conversation = conversation;
    this.#closed = closed;
    this.list = h("ul", { class: "csr-past", "data-testid": "past" });
    this.none = h("p", { class: "csr-sheet-note", role: "status", hidden: true });
    this.download = h("button", {
      type: "button", class: "csr-link-button", "data-testid": "download",
      on: { click: () => downloadTranscript(conversation.messages) },
    }, icon("down"), words.download);
    this.back = h("button", {
      type: "button", class: "csr-icon-button", "aria-label": words.back, title: words.back, "data-testid": "back",
      on: { click: () => this.close() },
    }, icon("close"));
    this.element = h("div", {
      class: "csr-sheet", role: "group", "aria-label": words.more, hidden: true, "data-testid": "sheet",
      on: { keydown: (event) => this.#key(event) },
    }, h("div", { class: "csr-sheet-head" }, h("h2", {}, words.conversations), this.back), this.list, this.none, this.download);
  }

  async open() {
    this.element.hidden = false;
    this.download.hidden = this.#conversation.messages.length === 0;
    this.list.replaceChildren();
    this.#note(words.loading);
    this.back.focus();
    try {
      const past = await this.#conversation.places.past();
      this.list.replaceChildren(...past.map((entry) => h("li", {}, this.#entry(entry))));
      this.#note(past.length === 0 ? words.noConversations : "");
    } catch (error) {
      console.warn("The earlier conversations could not be read.", error);
      this.#note(words.unreachable);
    }
  }

  close() {
    this.element.hidden = true;
    this.#closed();
  }

  #note(text) {
    this.none.hidden = text === "";
    this.none.textContent = text;
  }

  #entry({ place, at, text }) {
    const goOn = () => {
      this.close();
      this.#conversation.goTo(place);
    };
    return h("button", { type: "button", class: "csr-past-entry", "data-testid": "past-entry", on: { click: goOn } },
      h("span", { dir: "auto", lang: "" }, text), h("time", { datetime: at.toISOString() }, dayLabel(at)));
  }

  #key(event) {
    if (event.key !== "Escape") return;
    event.stopPropagation(); // the panel stays open
    this.close();
  }
}
