import { forget } from "./storage.js";
import { mountWidget } from "./widget-frame.js";

/**
 * What a page can call: `window.CsrChat`. Calls take effect in the order in which they are made; each returns a promise of its end.
 * Events: `ready`, `open`, `close`, `message`, `unread`, `status`, `shutdown`.
 * @param {string} baseUrl where the server lives, with a trailing slash
 * @param {Record<string, unknown>} initial as data attributes are named in JavaScript: title, color, offsetX, userId …
 */
export function createApi(baseUrl, initial) {
  /** @type {Map<string, Set<(detail?: unknown) => void>>} */
  const listeners = new Map();
  let options = { ...initial };
  /** @type {Awaited<ReturnType<typeof mountWidget>>|null} */
  let widget = null;
  let isLauncherShown = initial.launcher !== "hidden";
  let line = Promise.resolve();

  const api = {
    boot: (more) => inOrder(() => apply(more)),
    update: (more) => inOrder(() => (widget === null ? merge(more) : apply(more))),
    shutdown: () => inOrder(shutDown),
    open: () => withWidget((it) => it.open()),
    close: () => withWidget((it) => it.close()),
    toggle: () => withWidget((it) => (it.isOpen ? it.close() : it.open())),
    show: () => showLauncher(true),
    hide: () => showLauncher(false),
    identify: ({ userId, userToken } = {}) => api.update({ userId, userToken }),
    setLocale: (lang) => api.update({ lang }),
    prefill: (text) => withWidget((it) => it.prefill(String(text))),
    on,
    push,
  };
  return api;

  /** One after the other; a call that fails does not keep those after it from being made. */
  function inOrder(step) {
    line = line.then(step).catch((error) => console.warn("The support chat could not do that.", error));
    return line;
  }

  function withWidget(step) {
    return inOrder(() => (widget === null ? undefined : step(widget)));
  }

  function merge(more) {
    options = { ...options, ...more };
    if (more?.launcher !== undefined) isLauncherShown = more.launcher !== "hidden";
  }

  /** Shows the widget, with the options as they are now; one that was there gives way, and its conversation is read again. */
  async function apply(more) {
    const before = JSON.stringify(options);
    merge(more);
    if (widget !== null && JSON.stringify(options) === before) return;
    const wasOpen = widget?.isOpen;
    widget?.unmount();
    widget = await mountWidget(baseUrl, options, emit);
    widget.showLauncher(isLauncherShown);
    if (wasOpen) await widget.open({ focus: false });
    emit("ready");
    document.dispatchEvent(new CustomEvent("csr-chat-ready"));
  }

  /** When a customer signs out: nothing of the conversation stays on the page or in the browser. */
  function shutDown() {
    widget?.unmount();
    widget = null;
    const { userId, userToken, ...others } = options;
    options = others;
    forget(baseUrl);
    emit("shutdown");
  }

  function showLauncher(isShown) {
    isLauncherShown = isShown;
    return withWidget((it) => it.showLauncher(isShown));
  }

  /** @returns {() => void} ends it */
  function on(name, listener) {
    if (!listeners.has(name)) listeners.set(name, new Set());
    listeners.get(name).add(listener);
    return () => listeners.get(name).delete(listener);
  }

  function emit(name, detail) {
    for (const listener of listeners.get(name) ?? []) {
      try {
        listener(detail);
      } catch (error) {
        console.error(`A listener to "${name}" of the support chat failed.`, error); // it is the page's, not ours
      }
    }
  }

  /** A call as a list, ["open"] or ["on", "message", listener]; or a function, which gets this object. */
  function push(...calls) {
    for (const call of calls) {
      if (typeof call === "function") inOrder(() => call(api));
      else if (Object.hasOwn(api, call[0])) api[call[0]](...call.slice(1));
      else console.warn(`CsrChat has no "${call[0]}".`);
    }
  }
}
