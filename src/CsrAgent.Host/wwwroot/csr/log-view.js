import { h, setText } from "./dom.js";
import { icon } from "./icons.js";
import { MessageView } from "./message-view.js";
import { dayLabel, isSameDay } from "./time.js";
import { words } from "./words.js";

/** How close to the end counts as being there, in pixels. */
const nearEndPx = 60;
/** Consecutive messages of one speaker within this time share a heading. */
const groupedWithinMs = 180_000;

/** The scrolling log: messages, day separators, the typing indicator, and a button to jump to the end. */
export class LogView {
  #actions;
  /** @type {Map<string, MessageView>} */
  #views = new Map();
  #atEnd = true;
  #lastTop = 0;
  #frame = 0;
  /** @type {Set<MessageView>} */
  #changed = new Set();

  /**
   * @param {HTMLElement} welcome shown above the first message @param {HTMLElement} end shown below the last one
   * @param {import("./message-view.js").MessageActions} actions
   */
  constructor(welcome, end, actions) {
    this.#actions = actions;
    this.log = h("div", { class: "csr-log", role: "log", "aria-live": "off", "aria-label": words.conversation });
    this.typing = h("div", { class: "csr-typing", "data-testid": "typing", role: "status", hidden: true },
      h("span", { class: "csr-dots", "aria-hidden": "true" }, h("i"), h("i"), h("i")),
      h("span", { class: "csr-hidden" }, words.typing));
    const content = h("div", { class: "csr-content" }, welcome, this.log, this.typing, end);
    this.scroller = h("div", {
      class: "csr-scroller", tabindex: 0, role: "region", "aria-label": words.conversation, on: { scroll: () => this.#scrolled() },
    }, content);
    this.#jumpLabel = h("span", {}, words.newMessages);
    this.jump = h("button", {
      type: "button", class: "csr-jump", "data-testid": "new-messages", hidden: true, on: { click: () => this.toEnd(true) },
    },
      icon("down"), this.#jumpLabel);
    this.element = h("div", { class: "csr-viewport" }, this.scroller, this.jump);
    const follow = new ResizeObserver(() => this.#follow());
    follow.observe(content);
    follow.observe(this.scroller);
  }

  #jumpLabel;

  /** From now on screen readers announce new messages; history was not announced. */
  announce() {
    this.log.setAttribute("aria-live", "polite");
  }

  /** @param {import("./message.js").ChatMessage} message new or changed */
  show(message) {
    const view = this.#views.get(message.key);
    if (view === undefined) {
      this.#add(message);
    } else if (view.streaming && !message.streaming) {
      this.#changed.delete(view);
      const finished = new MessageView(message, this.#actions);
      finished.element.dataset.settled = "true"; // it has already been animated in
      this.#views.set(message.key, finished);
      finished.element.dataset.at = view.element.dataset.at;
      finished.element.dataset.follows = view.element.dataset.follows;
      view.element.replaceWith(finished.element);
    } else {
      this.#changed.add(view);
      this.#frame ||= requestAnimationFrame(() => this.#draw());
    }
  }

  /** @param {import("./message.js").ChatMessage} message */
  remove(message) {
    const view = this.#views.get(message.key);
    view?.release();
    view?.element.remove();
    this.#views.delete(message.key);
    this.#changed.delete(view);
  }

  clear() {
    for (const view of this.#views.values()) view.release();
    this.#views.clear();
    this.#changed.clear();
    this.log.replaceChildren();
    this.toEnd();
  }

  setTyping(isTyping) {
    this.typing.hidden = !isTyping;
  }

  /** "Today" becomes "Yesterday" while a page stays open. */
  refreshDays() {
    for (const line of this.log.querySelectorAll(".csr-day")) setText(line, dayLabel(new Date(Number(line.dataset.at))));
  }

  toEnd(isAsked = false) {
    const calm = !isAsked || matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.#atEnd = true;
    this.jump.hidden = true;
    this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior: calm ? "instant" : "smooth" });
  }

  #add(message) {
    const view = new MessageView(message, this.#actions);
    const previous = this.#lastAt;
    if (previous === null || !isSameDay(previous, message.at)) {
      this.log.append(h("div", { class: "csr-day", "data-at": message.at.getTime() }, dayLabel(message.at)));
      this.refreshDays();
    }
    const before = this.log.lastElementChild;
    const isClose = message.at.getTime() - Number(before?.dataset.at) < groupedWithinMs;
    view.element.dataset.at = String(message.at.getTime());
    view.element.dataset.follows = String(before?.dataset.role === message.role && isClose);
    this.#views.set(message.key, view);
    this.log.append(view.element);
    if (message.role === "customer") this.toEnd();
    else if (!this.#atEnd) this.#offerJump();
  }

  get #lastAt() {
    const last = [...this.log.querySelectorAll(".csr-day")].at(-1);
    return last === undefined ? null : new Date(Number(last.dataset.at));
  }

  #draw() {
    this.#frame = 0;
    for (const view of this.#changed) view.update();
    this.#changed.clear();
  }

  /** Only scrolling up leaves the end: an answer may grow faster than scroll events arrive. */
  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    if (scrollHeight - scrollTop - clientHeight < nearEndPx) this.#atEnd = true;
    else if (scrollTop < this.#lastTop) this.#atEnd = false;
    this.#lastTop = scrollTop;
    if (this.#atEnd) this.jump.hidden = true;
    else if (this.jump.hidden && scrollHeight - scrollTop > 2.2 * clientHeight) this.#offerJump(words.toEnd);
  }

  #offerJump(label = words.newMessages) {
    this.jump.classList.toggle("csr-jump-quiet", label === words.toEnd);
    setText(this.#jumpLabel, label);
    this.jump.hidden = false;
  }

  /** Content or window was resized: readers at the end stay there, all others stay where they are. */
  #follow() {
    if (this.#atEnd) this.scroller.scrollTop = this.scroller.scrollHeight;
  }
}
