import { ArticleSheet } from "./article-sheet.js";
import { Composer } from "./composer.js";
import { h, setText } from "./dom.js";
import { icon } from "./icons.js";
import { LogView } from "./log-view.js";
import { ratingView } from "./rating-view.js";
import { Sheet } from "./sheet.js";
import { direction, fill, locale, words } from "./words.js";

/** Short connection losses are not shown. */
const showLossAfterMs = 3000;

/** The chat as a whole; the page and the widget show the same one. */
export class ChatView {
  #conversation;
  #theme;
  #lossTimer = 0;

  /**
   * @param {import("./conversation.js").Conversation} conversation
   * @param {import("./theme.js").Theme} theme
   * @param {import("./client.js").ChatClient|null} articles where they can be read; null where the company does not want them read
   * @param {() => void} [onClose] for a chat that can be closed
   */
  constructor(conversation, theme, articles, onClose) {
    this.#conversation = conversation;
    this.#theme = theme;
    this.presence = h("p", { class: "csr-presence" });
    this.banner = h("div", { class: "csr-banner", role: "status", "data-testid": "status-banner", tabindex: -1, hidden: true });
    this.confirm = h("div", {
      class: "csr-confirm", role: "alertdialog", "aria-label": words.newConversation, hidden: true,
      on: { keydown: (event) => this.#keyInQuestion(event) },
    });
    this.undo = h("p", { class: "csr-notice csr-undo", role: "status", hidden: true }, words.startedOver, h("button", {
      type: "button", class: "csr-link-button", "data-testid": "undo", on: { click: () => this.#undo() },
    }, words.undo));
    this.sheet = new Sheet(conversation, () => this.#showSheet(false));
    this.articles = articles === null ? null : new ArticleSheet(articles, {
      closed: () => this.#showArticles(false),
      ask: (title) => this.composer.restore(fill(words.askAboutText, { title })),
    });
    this.search = articles === null ? null : h("button", {
      type: "button", class: "csr-link-button csr-search", "data-testid": "articles", on: { click: () => this.#showArticles(true) },
    }, icon("article"), words.articles);
    this.more = this.#iconButton("more", words.more, "menu", () => this.#showSheet(true));
    this.notice = h("p", { class: "csr-notice", role: "status", "data-testid": "notice", hidden: true });
    this.welcome = this.#welcome();
    this.log = new LogView(this.welcome, ratingView(conversation.rating), {
      retry: (message) => conversation.retry(message),
      edit: (message) => {
        conversation.withdraw(message);
        this.composer.restore(message.text);
      },
      rate: (message, rating, comment) => conversation.rate(message, rating, comment),
      ratingOf: (message) => conversation.ratingOf(message),
      read: articles === null ? undefined : (article) => this.#read(article),
    });
    this.composer = new Composer((text) => conversation.send(text));
    this.escalateLabel = h("span", {}, words.askForPerson);
    this.escalate = h("button", {
      type: "button", class: "csr-link-button csr-escalate", "data-testid": "escalate", on: { click: () => this.#askForPerson() },
    },
      icon("person"), this.escalateLabel);
    this.chat = h("div", { class: "csr-chat" }, this.banner, this.confirm, this.log.element,
      h("footer", { class: "csr-footer" }, this.undo, this.notice, this.composer.element,
        h("div", { class: "csr-below" }, this.search, this.escalate)));
    this.element = h("section", { class: "csr", lang: locale(), dir: direction(), "aria-label": words.title },
      this.#header(onClose), h("div", { class: "csr-main" }, this.chat, this.sheet.element, this.articles?.element));
    theme.paint(this.element);
    this.#listen();
    this.#showState();
  }

  #header(onClose) {
    const themeButton = this.#iconButton("theme-toggle", "", "moon", () => this.#theme.toggle());
    const showTheme = () => {
      const isDark = this.#theme.current === "dark";
      label(themeButton, isDark ? words.light : words.dark);
      themeButton.replaceChildren(icon(isDark ? "sun" : "moon"));
    };
    this.#theme.addEventListener("change", showTheme);
    showTheme();
    return h("header", { class: "csr-header" },
      h("div", { class: "csr-heading" },
        h(onClose ? "h2" : "h1", { class: "csr-title" }, h("bdi", { lang: "" }, words.title)), this.presence),
      h("div", { class: "csr-actions" },
        this.#iconButton("new-conversation", words.newConversation, "compose", () => this.#askToStartOver()),
        this.more,
        themeButton,
        onClose ? this.#iconButton("close", words.closeChat, "chevron", onClose) : null));
  }

  #iconButton(testId, text, shape, click) {
    const button = h("button", { type: "button", class: "csr-icon-button", "data-testid": testId, on: { click } }, icon(shape));
    label(button, text);
    return button;
  }

  #welcome() {
    const ask = (text) => {
      this.#conversation.send(text);
      this.composer.focus();
    };
    return h("div", { class: "csr-welcome", hidden: true },
      h("p", { class: "csr-greeting", dir: "auto", lang: "" }, words.greeting),
      h("div", { class: "csr-suggestions", role: "group", "aria-label": words.suggestionsLabel },
        ...words.suggestions.map((text) =>
          h("button", {
            type: "button", class: "csr-suggestion", dir: "auto", lang: "", "data-testid": "suggestion", on: { click: () => ask(text) },
          }, text))));
  }

  #listen() {
    const conversation = this.#conversation;
    conversation.addEventListener("message", ({ detail }) => this.log.show(detail));
    conversation.addEventListener("removed", ({ detail }) => this.log.remove(detail));
    conversation.addEventListener("state", () => this.#showState());
    conversation.addEventListener("reset", ({ detail }) => {
      this.log.clear();
      if (detail.byCustomer) this.composer.focus();
    });
    conversation.addEventListener("ready", () => {
      this.welcome.hidden = false;
      this.log.announce();
    });
    document.addEventListener("visibilitychange", () => this.log.refreshDays());
  }

  #showState() {
    const { status, typing, connected, places, person: { isBusy: escalating } } = this.#conversation;
    this.element.dataset.connected = String(connected);
    this.undo.hidden = !places.canUndo;
    this.element.dataset.status = status;
    this.element.dataset.empty = String(this.#conversation.messages.length === 0);
    setText(this.presence, words.presence[status] ?? words.ai);
    this.composer.field.placeholder = words.placeholder[status];
    this.escalate.hidden = status !== "bot";
    this.escalate.disabled = escalating;
    if (!this.#isWithPeople) this.confirm.hidden = true; // starting over no longer loses anything
    setText(this.escalateLabel, escalating ? words.askingForPerson : words.askForPerson);
    this.log.setTyping(typing);
    this.#showBanner(status);
    this.#showNotice();
  }

  #showBanner(status) {
    if (this.banner.dataset.status === status) return;
    this.banner.dataset.status = status;
    const [title, detail] = words.banner[status] ?? [];
    this.banner.hidden = title === undefined;
    if (title === undefined) return;
    const shapes = { waiting_for_human: "clock", human: "person", ended: "done" };
    const again = h("button", {
      type: "button", class: "csr-button", on: { click: () => this.#conversation.startOver() },
    }, words.newConversation);
    const back = h("button", {
      type: "button", class: "csr-button", "data-testid": "withdraw", on: { click: () => this.#doWithoutPerson() },
    }, words.noPerson);
    const actions = { ended: [again], waiting_for_human: [back], human: [back] };
    this.banner.replaceChildren(h("span", { class: "csr-banner-icon" }, icon(shapes[status])),
      h("p", {}, h("strong", {}, title), h("span", {}, detail)), ...(actions[status] ?? []));
  }

  #showNotice() {
    const { connected, notice } = this.#conversation;
    const show = (text) => {
      this.notice.hidden = text === null;
      setText(this.notice, text ?? "");
    };
    if (!connected) {
      this.#lossTimer ||= setTimeout(() => show(navigator.onLine ? words.unreachable : words.offline), showLossAfterMs);
      return;
    }
    clearTimeout(this.#lossTimer);
    this.#lossTimer = 0;
    show(notice);
  }

  #undo() {
    this.#conversation.undo();
    this.composer.focus();
  }

  #showSheet(isShown) {
    if (isShown && this.articles?.isOpen) this.articles.close();
    this.chat.inert = isShown;
    this.more.setAttribute("aria-expanded", String(isShown));
    if (isShown) this.sheet.open();
    else this.more.focus();
  }

  #showArticles(isShown) {
    this.chat.inert = isShown;
    if (isShown) this.articles.open();
    else this.search.focus();
  }

  #read(article) {
    this.chat.inert = true;
    this.articles.read(article);
  }

  async #askForPerson() {
    await this.#conversation.person.ask();
    // The button is gone; keyboard users continue from the banner that replaced it.
    if (this.escalate.hidden) this.banner.focus({ preventScroll: true });
  }

  async #doWithoutPerson() {
    await this.#conversation.person.withdraw();
    if (this.banner.hidden) this.composer.focus();
  }

  get #isWithPeople() {
    const { status } = this.#conversation;
    return status === "human" || status === "waiting_for_human";
  }

  /** Confirm only if a person owns the conversation or is about to. */
  #askToStartOver() {
    if (!this.#isWithPeople) return this.#conversation.startOver();
    const startOver = () => {
      this.#closeQuestion();
      this.#conversation.startOver();
    };
    const yes = h("button", {
      type: "button", class: "csr-link-button", "data-testid": "confirm-new", on: { click: startOver },
    }, words.confirmNewYes);
    const no = h("button", {
      type: "button", class: "csr-button", "data-testid": "keep", on: { click: () => this.#closeQuestion() },
    }, words.confirmNewNo);
    this.confirm.replaceChildren(h("p", {}, words.confirmNew), h("div", {}, no, yes));
    this.confirm.hidden = false;
    no.focus();
  }

  #closeQuestion() {
    this.confirm.hidden = true;
    this.composer.focus();
  }

  /** Escape answers the question with no; it must not close the whole panel behind it. */
  #keyInQuestion(event) {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    this.#closeQuestion();
  }
}

function label(button, text) {
  button.setAttribute("aria-label", text);
  button.title = text;
}
