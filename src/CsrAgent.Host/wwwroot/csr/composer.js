import { h, setText } from "./dom.js";
import { icon } from "./icons.js";
import { fill, words } from "./words.js";

export const maxMessageLength = 8000;
const countFrom = 7500;

/** The message box. Enter sends, Shift+Enter inserts a line break; Enter inside an input method does neither. */
export class Composer {
  #send;

  /** @param {(text: string) => void} send */
  constructor(send) {
    this.#send = send;
    this.field = h("textarea", {
      class: "csr-composer-field", rows: 1, dir: "auto", enterkeyhint: "send", autocomplete: "off",
      "aria-label": words.composer, "aria-describedby": "csr-counter", "data-testid": "composer", placeholder: words.placeholder.bot,
      on: { input: () => this.#changed(), keydown: (event) => this.#key(event) },
    });
    this.button = h("button", {
      type: "submit", class: "csr-send", "aria-label": words.send, title: words.send, "data-testid": "send", disabled: true,
    }, icon("send"));
    this.counter = h("p", { class: "csr-counter", id: "csr-counter", role: "status", "data-testid": "counter", hidden: true });
    this.element = h("form", { class: "csr-composer", on: { submit: (event) => this.#submit(event) } },
      h("div", { class: "csr-composer-box" }, this.field, this.button), this.counter);
  }

  focus() {
    this.field.focus({ preventScroll: true });
  }

  /** @param {string} text in place of what is there */
  fill(text) {
    this.field.value = text;
    this.#changed();
    this.focus();
  }

  /** Restores text for editing without losing what has been typed meanwhile. */
  restore(text) {
    this.field.value = this.field.value.trim() ? `${text}\n${this.field.value}` : text;
    this.#changed();
    this.focus();
  }

  #submit(event) {
    event.preventDefault();
    const text = this.field.value.trim();
    if (text === "" || text.length > maxMessageLength) return;
    this.field.value = "";
    this.#changed();
    this.focus();
    this.#send(text);
  }

  #key(event) {
    // keyCode 229: Safari reports the Enter that ends a composition after isComposing has become false.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    this.element.requestSubmit();
  }

  #changed() {
    const { length } = this.field.value.trim();
    const isTooLong = length > maxMessageLength;
    this.button.disabled = length === 0 || isTooLong;
    this.field.setAttribute("aria-invalid", String(isTooLong));
    this.counter.hidden = length < countFrom;
    this.counter.classList.toggle("csr-over", isTooLong);
    setText(this.counter, fill(isTooLong ? words.tooLong : words.left, { n: Math.abs(maxMessageLength - length) }));
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight}px`;
  }
}
