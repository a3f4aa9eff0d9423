/** @type {{server: string, api: Promise<import("./index.d.ts").CsrChatApi>}|null} */
let loaded = null;

/**
 * Loads the widget from your server, once, and shows it. Later calls change its options.
 * @param {import("./index.d.ts").LoadOptions} options
 */
export async function loadCsrChat({ server, nonce, ...options }) {
  const chat = await loadScript(server, nonce);
  await chat.boot(options);
  return chat;
}

/**
 * Calls a method of the widget; before it has loaded, the call waits for it.
 * @param {keyof import("./index.d.ts").CsrChatApi} method
 * @param {...unknown} values
 */
export function callCsrChat(method, ...values) {
  (window.CsrChat ??= []).push([method, ...values]);
}

/** @param {string} server @param {string} [nonce] */
function loadScript(server, nonce) {
  const base = new URL(server.endsWith("/") ? server : `${server}/`).href;
  if (loaded !== null && loaded.server !== base) {
    return Promise.reject(new Error(`This page already has the chat of ${loaded.server}; it can have one only.`));
  }
  loaded ??= { server: base, api: addScript(base, nonce) };
  return loaded.api;
}

function addScript(server, nonce) {
  return new Promise((resolve, reject) => {
    window.csrChatSettings = { ...window.csrChatSettings, server, manual: true };
    // The widget gives its API to functions in the queue.
    (window.CsrChat ??= []).push((api) => resolve(api));
    if (typeof window.CsrChat.boot === "function") return; // a script tag has loaded it
    const script = document.createElement("script");
    script.src = new URL("widget.js", server).href;
    script.async = true;
    if (nonce !== undefined) script.nonce = nonce;
    script.addEventListener("error", () => {
      loaded = null; // so that it can be tried again
      script.remove();
      reject(new Error(`${script.src} could not be loaded.`));
    });
    document.head.append(script);
  });
}
