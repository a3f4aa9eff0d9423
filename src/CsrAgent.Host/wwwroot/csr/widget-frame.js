import baseStyles from "./base.css";
import widgetStyles from "./widget.css";
import { h, setText } from "./dom.js";
import { WidgetHost } from "./host.js";
import { icon } from "./icons.js";
import { Modal } from "./modal.js";
import { loadPart } from "./parts.js";
import { loadSettings } from "./settings.js";
import { hasConversation } from "./storage.js";
import { Theme } from "./theme.js";
import { failedPanel, waitingPanel } from "./waiting-panel.js";
import { companyWords, direction, fill, locale, words } from "./words.js";

const openKey = "csr:open";

/**
 * The launcher and the panel on a customer's site. The chat itself is loaded when it is first opened, or at once when
 * an earlier conversation may bring an answer.
 * @param {string} baseUrl
 * @param {Record<string, unknown>} options of the page: see docs/channels.md
 * @param {(name: string, detail?: unknown) => void} emit tells the page
 */
export async function mountWidget(baseUrl, options, emit) {
  return mount(baseUrl, options, await loadSettings(baseUrl, options, document.documentElement.lang), emit);
}

/** @param {import("./settings.js").Settings} settings */
function mount(baseUrl, options, settings, emit) {
  const { title } = words;
  const theme = new Theme(settings.color, settings.theme);
  const badge = h("span", { class: "csr-badge", hidden: true, "aria-hidden": "true" });
  const launcher = h("button", {
    type: "button", class: "csr-launcher", "data-testid": "widget-launcher", "aria-haspopup": "dialog", "aria-expanded": "false",
    on: { click: () => (isOpen ? close() : open()), pointerenter: () => preload(), focus: () => preload() },
  }, icon("chat"), badge);
  const panel = h("div", { class: "csr-panel", role: "dialog", "aria-label": title, tabindex: -1, hidden: true });
  const frame = h("div", { class: "csr csr-frame", lang: locale(), dir: direction() }, panel, launcher);
  const modal = new Modal(panel);
  const host = new WidgetHost(() => modal.sync());
  /** @type {Promise<Awaited<ReturnType<typeof begin>>|null>|null} null in it: it could not be loaded */
  let loading = null;
  let isOpen = false;
  let isGone = false;
  let unread = 0;
  /** Messages that the page has been told of. @type {Set<string>} */
  const seen = new Set();

  theme.paint(frame);
  place();
  nameLauncher();
  keepKeysInside();
  host.dress(baseStyles, widgetStyles);
  host.root.append(frame);

  if (wasOpen()) open({ focus: false });
  else if (hasConversation(baseUrl, options)) load();
  return { open, close, prefill, unmount, showLauncher, get isOpen() { return isOpen; } };

  function place() {
    if (settings.position === "left" || settings.position === "right") frame.dataset.position = settings.position;
    if (settings.offsetX !== undefined) frame.style.setProperty("--csr-x", `${settings.offsetX}px`);
    if (settings.offsetY !== undefined) frame.style.setProperty("--csr-y", `${settings.offsetY}px`);
  }

  /** A pointer on the launcher is about to open it. */
  function preload() {
    loadPart("panel", baseUrl).catch(() => {}); // told when it is opened
  }

  function load() {
    if (loading !== null) return loading;
    panel.replaceChildren(waitingPanel(close));
    return loading = begin().catch((error) => {
      console.warn("The support chat could not be loaded.", error);
      loading = null;
      if (!isGone) panel.replaceChildren(failedPanel(close, () => open()));
      return null;
    });
  }

  async function begin() {
    const { Attention, joinWords, startChat, styles } = await loadPart("panel", baseUrl);
    await joinWords(baseUrl, locale(), words, companyWords());
    const chat = startChat(baseUrl, theme, { ...options, hasArticles: settings.hasArticles, onClose: () => close() });
    if (isGone) return chat;
    const attention = new Attention(options, () => open());
    frame.append(attention.element);
    host.dress(styles);
    // What has been there before, in this conversation or in the one that another tab has gone to, is no news.
    let isNews = false;
    chat.conversation.addEventListener("ready", () => { isNews = true; });
    chat.conversation.addEventListener("reset", () => { isNews = false; });
    chat.conversation.addEventListener("message", ({ detail }) => { if (isNews) hear(detail, attention); });
    let { status } = chat.conversation;
    chat.conversation.addEventListener("state", () => {
      if (status !== chat.conversation.status) emit("status", status = chat.conversation.status);
    });
    panel.replaceChildren(chat.view.element);
    chat.conversation.open();
    return { ...chat, attention };
  }

  async function open({ focus = true } = {}) {
    if (!isOpen) emit("open");
    isOpen = true;
    setUnread(0);
    panel.hidden = false;
    frame.dataset.open = "true";
    modal.set(true);
    remember();
    const chat = await load();
    if (!isOpen || chat === null) return;
    chat.attention.clear();
    chat.conversation.open();
    chat.view.log.toEnd();
    // On touch screens, focus would open the keyboard over the conversation.
    if (focus) (matchMedia("(pointer: coarse)").matches ? panel : chat.view.composer).focus();
  }

  async function close() {
    if (!isOpen) return;
    isOpen = false;
    panel.hidden = true;
    delete frame.dataset.open;
    modal.set(false);
    remember();
    nameLauncher();
    launcher.focus();
    emit("close");
    (await loading)?.conversation.rest();
  }

  /** Puts a text where the customer writes; they send it, or not. */
  async function prefill(text) {
    await open();
    (await loading)?.view.composer.fill(text);
  }

  function showLauncher(isShown) {
    launcher.hidden = !isShown;
  }

  function unmount() {
    [isGone, isOpen] = [true, false];
    modal.end();
    host.remove();
    loading?.then((chat) => {
      chat?.attention?.clear();
      chat?.conversation.stop();
    });
  }

  /** Each message once, when it is whole; and in the badge if the panel is closed. */
  function hear(message, attention) {
    if (message.streaming || message.trouble || message.role === "system" || seen.has(message.key)) return;
    seen.add(message.key);
    emit("message", { role: message.role, text: message.text, turnId: message.turnId });
    if (isOpen || message.role === "customer") return;
    setUnread(unread + 1);
    attention.show(message, unread);
  }

  function setUnread(count) {
    if (count !== unread) emit("unread", count);
    unread = count;
    nameLauncher();
  }

  function nameLauncher() {
    const closed = fill(unread > 0 ? words.openChatUnread : words.openChat, { title, n: unread });
    launcher.setAttribute("aria-label", isOpen ? words.closeChat : closed);
    launcher.setAttribute("aria-expanded", String(isOpen));
    launcher.replaceChildren(icon(isOpen ? "chevron" : "chat"), badge);
    badge.hidden = unread === 0;
    setText(badge, unread > 9 ? "9+" : String(unread));
  }

  /** The site's own keyboard shortcuts must not fire while a customer types. */
  function keepKeysInside() {
    for (const type of ["keydown", "keyup", "keypress"]) frame.addEventListener(type, (event) => event.stopPropagation());
    frame.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.isComposing) close();
      if (event.key === "Tab" && modal.isModal) stayInside(event);
    });
  }

  function stayInside(event) {
    const stops = [...panel.querySelectorAll("button, textarea, input, a[href], [tabindex='0']")]
      .filter((stop) => !stop.disabled && stop.offsetParent !== null);
    const edge = event.shiftKey ? stops[0] : stops.at(-1);
    if (host.root.activeElement !== edge) return;
    event.preventDefault();
    (event.shiftKey ? stops.at(-1) : stops[0]).focus();
  }

  /** The panel stays open across pages within a visit. */
  function remember() {
    try {
      sessionStorage.setItem(openKey, String(isOpen));
    } catch {
      // storage unavailable: the panel starts closed
    }
  }

  function wasOpen() {
    try {
      return sessionStorage.getItem(openKey) === "true";
    } catch {
      return false;
    }
  }
}
