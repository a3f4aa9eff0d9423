import { externalLink, h, safeUrl, setText } from "./dom.js";
import { feedback } from "./feedback-view.js";
import { icon } from "./icons.js";
import { renderMarkdown } from "./markdown.js";
import { clockTime, fullTime } from "./time.js";
import { fill, words } from "./words.js";

const maxSources = 3;

/**
 * @typedef {import("./message.js").ChatMessage} ChatMessage
 * @typedef {{retry: (m: ChatMessage) => void, edit: (m: ChatMessage) => void, ratingOf: (m: ChatMessage) => "up"|"down"|null,
 *   rate: (m: ChatMessage, rating: "up"|"down", comment?: string) => Promise<void>,
 *   read?: (article: import("./client.js").Article) => void}} MessageActions
 */

/** One message in the log. `update` renders what has changed and leaves the rest alone. */
export class MessageView {
  #message;
  #actions;
  #shown = "";
  #text = h("div", { class: "csr-text", dir: "auto" });
  #time = h("time", { class: "csr-time" });
  #extras = h("div", { class: "csr-extras" });
  #trouble = h("div", { class: "csr-trouble", role: "status", hidden: true });
  #finished = false;
  /** @type {HTMLElement|null} */
  #degraded = null;
  #countdown = 0;

  /** @param {ChatMessage} message @param {MessageActions} actions */
  constructor(message, actions) {
    this.#message = message;
    this.#actions = actions;
    const { role } = message;
    const head = role === "system" ? null : h("div", { class: "csr-message-head" },
      role === "customer" ? null : h("span", { class: "csr-avatar" }, icon(role === "human" ? "person" : "chat")),
      h("span", { class: "csr-speaker", dir: "auto" }, message.author || words.speaker[role]), this.#time);
    this.element = h("article", {
      class: "csr-message", "data-testid": "message", "data-role": role, "data-key": message.key, "aria-label": words.speaker[role],
      // Screen readers skip the streaming answer; the finished one replaces this element and is announced.
      "aria-live": message.streaming ? "off" : null, "data-streaming": message.streaming ? "true" : null,
    }, head, h("div", { class: "csr-body" }, this.#text), this.#extras, this.#trouble);
    this.update();
  }

  get streaming() {
    return this.element.dataset.streaming === "true";
  }

  update() {
    const { text, at, role, streaming, language } = this.#message;
    this.#text.lang = /^[a-z]{2,3}\b/i.test(language ?? "") ? language : ""; // unknown, and not that of the page
    if (text !== this.#shown) {
      this.#shown = text;
      if (role === "agent" || role === "human") renderMarkdown(this.#text, text);
      else this.#text.textContent = text;
    }
    setText(this.#time, clockTime(at));
    this.#time.dateTime = at.toISOString();
    this.#time.title = fullTime(at);
    if (role === "agent" && !streaming && !this.#finished) this.#finish();
    if (this.#finished && this.#message.degraded && this.#degraded === null) this.#showDegraded();
    if (role === "customer") this.#showTrouble();
  }

  release() {
    clearInterval(this.#countdown);
  }

  #finish() {
    const message = this.#message;
    this.#finished = true;
    const listed = sources(message, this.#actions.read);
    if (listed !== null) this.#extras.append(listed);
    if (message.turnId) {
      this.#extras.append(feedback(this.#actions.ratingOf(message), (rating, comment) => this.#actions.rate(message, rating, comment)));
    }
  }

  /** The live feed, which often arrives first, does not contain this; the response to the request does. */
  #showDegraded() {
    this.#degraded = h("p", { class: "csr-degraded", "data-testid": "degraded" }, icon("article"), words.degraded);
    this.#extras.prepend(this.#degraded);
  }

  #showTrouble() {
    const { trouble, problem, accepted } = this.#message;
    this.element.dataset.state = trouble ?? "sent";
    clearInterval(this.#countdown);
    this.#trouble.hidden = !trouble || trouble === "sending";
    this.#trouble.replaceChildren();
    if (trouble === "waiting") this.#showWaiting();
    if (trouble === "failed") {
      const said = problem?.status ? ` · ${problem.message}` : "";
      this.#trouble.append(icon("alert"), h("span", {}, `${accepted ? words.notAnswered : words.notSent}${said} · `,
        this.#action(words.tryAgain, "retry", () => this.#actions.retry(this.#message))));
    }
    if (trouble === "rejected") {
      this.#trouble.append(icon("alert"), h("span", {}, `${words.notSent} · ${problem.message} `,
        this.#action(words.edit, "edit", () => this.#actions.edit(this.#message))));
    }
  }

  #showWaiting() {
    const { problem, retryAt } = this.#message;
    const line = h("span");
    this.#trouble.append(icon("clock"), line);
    if (problem.status !== 429 && problem.status !== 503) {
      setText(line, navigator.onLine ? words.reconnecting : words.offline);
      return;
    }
    line.setAttribute("aria-live", "off"); // the seconds would be read out one by one
    const tick = () => setText(line, fill(words.busy, { n: Math.max(1, Math.ceil((retryAt - Date.now()) / 1000)) }));
    tick();
    this.#countdown = setInterval(tick, 1000);
  }

  #action(label, testId, click) {
    return h("button", { type: "button", class: "csr-link-button", "data-testid": testId, on: { click } }, label);
  }
}

/**
 * The articles that an answer cites, or else the closest ones, labelled as such.
 * @param {ChatMessage} message @param {MessageActions["read"]} read
 */
function sources({ articles = [], citations = [] }, read) {
  const cited = articles.filter((article) => citations.some((citation) => citation.article_id === article.id));
  const closest = [...articles].sort((a, b) => (b.relevance_score ?? 0) - (a.relevance_score ?? 0)).slice(0, maxSources);
  const listed = cited.length > 0 ? cited : closest;
  if (listed.length === 0) return null;
  const label = cited.length > 0 ? words.sources : words.related;
  return h("div", { class: "csr-sources", role: "group", "data-testid": "sources", "aria-label": label },
    h("span", { class: "csr-sources-title" }, label),
    h("ul", {}, ...listed.map((article) => h("li", {}, sourceLine(article, read)))));
}

/** An article that is on the website opens there, another one in the chat. */
function sourceLine(article, read) {
  const title = h("span", { dir: "auto" }, article.title || article.id);
  const href = safeUrl(article.url);
  if (href !== null) return source(href, title);
  if (read === undefined) return h("span", { class: "csr-source" }, icon("article"), title);
  return h("button", {
    type: "button", class: "csr-source csr-link-button", "data-testid": "source", on: { click: () => read(article) },
  }, icon("article"), title);
}

function source(href, title) {
  const link = externalLink(href, icon("article"), title);
  link.classList.add("csr-source");
  return link;
}
