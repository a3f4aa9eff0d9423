import { h, setText } from "./dom.js";
import { icon } from "./icons.js";
import { Identity } from "./identity.js";
import { Theme } from "./theme.js";
import { loadSettings } from "./settings.js";
import { direction, fill, locale, words } from "./words.js";

const styleSheets = ["base.css", "messages.css", "widget.css"];
const openKey = "csr:open";

/**
 * The launcher and the panel on a customer's site. The chat itself is loaded when it is first opened, or at once when
 * an earlier conversation may bring an answer.
 * @param {string} baseUrl
 * @param {Record<string, string>} options from the script tag's data attributes
 */
export async function mountWidget(baseUrl, options) {
  return mount(baseUrl, options, await loadSettings(baseUrl, options, document.documentElement.lang));
}

/** @param {string} baseUrl @param {Record<string, string>} options @param {import("./settings.js").Settings} settings */
function mount(baseUrl, options, settings) {
  const { title } = words;
  const theme = new Theme(settings.color, settings.theme);
  const badge = h("span", { class: "csr-badge", hidden: true, "aria-hidden": "true" });
  const launcher = h("button", {
    type: "button", class: "csr-launcher", "data-testid": "widget-launcher", "aria-haspopup": "dialog", "aria-expanded": "false",
    on: { click: () => toggle() },
  }, icon("chat"), badge);
  const panel = h("div", { class: "csr-panel", role: "dialog", "aria-label": title, tabindex: -1, hidden: true });
  const frame = h("div", { class: "csr csr-frame", lang: locale, dir: direction() }, panel, launcher);
  const host = h("div", { "data-csr-widget": true });
  const root = host.attachShadow({ mode: "open" });
  /** @type {Promise<ReturnType<typeof import("./start.js").startChat>>|null} */
  let loading = null;
  let isOpen = false;
  let unread = 0;
  /** Messages already counted in the badge. @type {Set<string>} */
  const seen = new Set();

  theme.paint(frame);
  place();
  nameLauncher();
  keepKeysInside();
  frame.style.visibility = "hidden"; // until it is styled
  loadStyles().then(() => frame.style.removeProperty("visibility"),
    () => console.warn("The support chat's styles were blocked; allow its host in style-src."));
  root.append(frame);
  document.body.append(host);

  if (wasOpen()) open({ focus: false });
  else if (new Identity(baseUrl, options.userId).resumed) load();
  return { open, close, toggle };

  function place() {
    if (settings.position === "left" || settings.position === "right") frame.dataset.position = settings.position;
    if (settings.offsetX !== undefined) frame.style.setProperty("--csr-x", `${settings.offsetX}px`);
    if (settings.offsetY !== undefined) frame.style.setProperty("--csr-y", `${settings.offsetY}px`);
  }

  function loadStyles() {
    return Promise.all(styleSheets.map((name) => new Promise((resolve, reject) => {
      root.append(h("link", { rel: "stylesheet", href: new URL(`csr/${name}`, baseUrl).href, on: { load: resolve, error: reject } }));
    })));
  }

  function load() {
    loading ??= import("./start.js").then(({ startChat }) => {
      const chat = startChat(baseUrl, theme, { ...options, onClose: () => close() });
      chat.conversation.addEventListener("ready", () => {
        chat.conversation.addEventListener("message", ({ detail }) => count(detail));
      }, { once: true });
      panel.replaceChildren(chat.view.element);
      chat.conversation.open();
      return chat;
    });
    return loading;
  }

  async function open({ focus = true } = {}) {
    isOpen = true;
    unread = 0;
    seen.clear();
    panel.hidden = false;
    frame.dataset.open = "true";
    remember();
    nameLauncher();
    const { conversation, view } = await load();
    if (!isOpen) return;
    conversation.open();
    view.log.toEnd();
    // On touch screens, focus would open the keyboard over the conversation.
    if (focus) (matchMedia("(pointer: coarse)").matches ? panel : view.composer).focus();
  }

  async function close() {
    if (!isOpen) return;
    isOpen = false;
    panel.hidden = true;
    delete frame.dataset.open;
    remember();
    nameLauncher();
    launcher.focus();
    (await loading)?.conversation.rest();
  }

  function toggle() {
    return isOpen ? close() : open();
  }

  /** Counts answers that arrive while the panel is closed, each once however often it changes. */
  function count(message) {
    if (isOpen || message.streaming || message.role === "customer" || seen.has(message.key)) return;
    seen.add(message.key);
    unread++;
    nameLauncher();
  }

  function openLabel() {
    return fill(unread > 0 ? words.openChatUnread : words.openChat, { title, n: unread });
  }

  function nameLauncher() {
    launcher.setAttribute("aria-label", isOpen ? words.closeChat : openLabel());
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
      if (event.key === "Tab") stayInside(event);
    });
  }

  /** On a small screen the panel covers the page, so Tab cycles inside it. */
  function stayInside(event) {
    if (!isOpen || !matchMedia("(max-width: 480px)").matches) return;
    const stops = [...panel.querySelectorAll("button, textarea, a[href], [tabindex='0']")]
      .filter((stop) => !stop.disabled && stop.offsetParent !== null);
    const edge = event.shiftKey ? stops[0] : stops.at(-1);
    if (root.activeElement !== edge) return;
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

