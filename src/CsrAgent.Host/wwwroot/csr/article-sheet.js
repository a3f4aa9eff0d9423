import { externalLink, h, safeUrl, setText } from "./dom.js";
import { icon } from "./icons.js";
import { renderMarkdown } from "./markdown.js";
import { Problem } from "./problem.js";
import { fill, locale, words } from "./words.js";

/** After the last key. */
const searchAfterMs = 350;
const maxQuery = 200;

/** The company's articles, to search and to read. Lies over the chat until it is closed. */
export class ArticleSheet {
  #client;
  #actions;
  /** What the customer waits for; anything newer ends it. */
  #waiting = new AbortController();
  #timer = 0;
  /** Those that have been read, which can be read again without a connection. @type {Map<string, object>} */
  #texts = new Map();
  /** The result that was opened. @type {HTMLElement|null} */
  #opened = null;

  /**
   * @param {import("./client.js").ChatClient} client
   * @param {{closed: () => void, ask: (title: string) => void}} actions
   */
  constructor(client, actions) {
    this.#client = client;
    this.#actions = actions;
    this.field = h("input", {
      type: "search", class: "csr-field", dir: "auto", enterkeyhint: "search", autocomplete: "off", maxlength: maxQuery,
      "aria-label": words.searchArticles, placeholder: words.searchArticles, "data-testid": "article-query",
      on: { input: () => this.#changed() },
    });
    this.list = h("ul", { class: "csr-past", "data-testid": "articles-found" });
    this.results = h("div", {},
      h("form", { role: "search", on: { submit: (event) => this.#submit(event) } }, this.field), this.list);
    this.heading = h("h3", { tabindex: -1, dir: "auto" });
    this.text = h("div", { class: "csr-text", dir: "auto" });
    this.foot = h("div", { class: "csr-article-foot" });
    this.article = h("article", { class: "csr-article", "data-testid": "article", hidden: true },
      h("button", {
        type: "button", class: "csr-link-button", "data-testid": "to-results", on: { click: () => this.#toResults() },
      }, words.backToResults), this.heading, this.text, this.foot);
    this.status = h("p", { class: "csr-sheet-note", role: "status", hidden: true });
    this.again = h("button", { type: "button", class: "csr-button", "data-testid": "articles-again", hidden: true }, words.tryAgain);
    this.element = h("div", {
      class: "csr-sheet", role: "group", "aria-label": words.articles, hidden: true, "data-testid": "articles-sheet",
      on: { keydown: (event) => this.#key(event) },
    }, h("div", { class: "csr-sheet-head" }, h("h2", {}, words.articles), h("button", {
      type: "button", class: "csr-icon-button", "aria-label": words.back, title: words.back, "data-testid": "articles-close",
      on: { click: () => this.close() },
    }, icon("close"))), this.results, this.article, this.status, this.again);
  }

  get isOpen() {
    return !this.element.hidden;
  }

  open() {
    this.element.hidden = false;
    this.#show(this.results);
    this.field.focus();
  }

  /** @param {{id: string, title: string}} article */
  read(article) {
    this.element.hidden = false;
    return this.#read(article);
  }

  close() {
    this.#begin();
    this.element.hidden = true;
    this.#actions.closed();
  }

  #changed() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#search(), searchAfterMs);
  }

  #submit(event) {
    event.preventDefault();
    this.#search();
  }

  async #search() {
    const query = this.field.value.trim();
    const signal = this.#begin();
    if (query === "") return this.list.replaceChildren();
    await this.#try(signal, () => this.#search(), async () => {
      const found = await this.#client.articles(query, locale(), signal);
      if (signal.aborted) return;
      this.list.replaceChildren(...found.map((entry) => h("li", {}, this.#entry(entry))));
      this.#note(found.length === 0 ? words.nothingFound : fill(words.found, { n: found.length }));
    });
  }

  #entry({ id, title, snippet }) {
    const entry = h("button", {
      type: "button", class: "csr-past-entry csr-found", "data-testid": "article-found", lang: "",
      on: { click: () => this.#read({ id, title }, entry) },
    }, h("strong", { dir: "auto" }, title), h("span", { dir: "auto" }, snippet));
    return entry;
  }

  async #read(article, opened = null) {
    const signal = this.#begin();
    if (opened !== null) this.#opened = opened;
    this.#show(this.article);
    this.heading.textContent = article.title;
    this.heading.lang = this.text.lang = "";
    renderMarkdown(this.text, "");
    this.foot.replaceChildren();
    this.heading.focus();
    this.article.setAttribute("aria-busy", "true");
    await this.#try(signal, () => this.#read(article), async () => {
      const whole = this.#texts.get(article.id) ?? await this.#client.article(article.id, signal);
      this.#texts.set(article.id, whole);
      if (!signal.aborted) this.#showText(whole);
    });
    if (!signal.aborted) this.article.setAttribute("aria-busy", "false");
  }

  #showText({ title, url, language, body }) {
    this.heading.textContent = title;
    this.heading.lang = this.text.lang = language;
    renderMarkdown(this.text, body);
    const href = safeUrl(url);
    const ask = () => {
      this.close();
      this.#actions.ask(title);
    };
    this.foot.replaceChildren(
      ...(href === null ? [] : [h("p", {}, externalLink(href, words.onWebsite))]),
      h("p", {}, words.stillAQuestion, " ", h("button", {
        type: "button", class: "csr-link-button", "data-testid": "ask-about", on: { click: ask },
      }, words.askAbout)));
    this.element.scrollTop = 0;
  }

  #toResults() {
    this.#begin();
    this.#show(this.results);
    if (this.list.childElementCount > 0) this.#note(fill(words.found, { n: this.list.childElementCount }));
    (this.#opened?.isConnected ? this.#opened : this.field).focus();
  }

  #show(view) {
    this.results.hidden = view !== this.results;
    this.article.hidden = view !== this.article;
  }

  /** Something else from now on. @returns {AbortSignal} that ends with the next */
  #begin() {
    clearTimeout(this.#timer);
    this.#waiting.abort();
    this.#waiting = new AbortController();
    this.again.hidden = true;
    this.#note("");
    return this.#waiting.signal;
  }

  async #try(signal, again, step) {
    try {
      await step();
    } catch (error) {
      if (signal.aborted) return;
      const isGone = Problem.of(error).status === 404;
      this.#note(isGone ? words.nothingFound : words.couldNotDo);
      if (isGone) return;
      this.again.hidden = false;
      this.again.onclick = again;
      addEventListener("online", again, { once: true, signal });
    }
  }

  #note(text) {
    this.status.hidden = text === "";
    setText(this.status, text);
  }

  #key(event) {
    if (event.key !== "Escape" || event.isComposing) return;
    event.stopPropagation(); // the panel stays open
    if (this.article.hidden || this.list.childElementCount === 0) this.close();
    else this.#toResults();
  }
}
