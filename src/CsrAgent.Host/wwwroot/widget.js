/*
 * What a site embeds: <script src="https://support.example.com/widget.js" async></script>
 * Options stand in data attributes of the tag, or in window.csrChatSettings where a tag manager strips those; api.js has what the page can
 * call. Calls made before this script has loaded wait in an array: (window.CsrChat = window.CsrChat || []).push(["open"]).
 */
import { createApi } from "./csr/api.js";

const script = document.currentScript ?? document.querySelector('script[src*="/widget.js"]');
const settings = window.csrChatSettings ?? {};
const server = settings.server ?? script?.src;
const early = Array.isArray(window.CsrChat) ? window.CsrChat : [];

// A second tag on the same page, or the same one run again by a page that swaps its body, changes nothing.
if (typeof window.CsrChat?.boot !== "function") {
  if (server === undefined) console.warn("The support chat does not know its server: set csrChatSettings.server.");
  else begin(createApi(new URL("./", server).href, { ...script?.dataset, ...settings }));
}

function begin(api) {
  window.CsrChat = api;
  const isManual = [settings.manual, script?.dataset.manual].some((given) => given !== undefined && given !== false && given !== "false");
  const start = () => {
    if (!isManual) api.boot();
    for (const call of early) api.push(call);
  };
  if (document.body !== null) start();
  else document.addEventListener("DOMContentLoaded", start, { once: true });
}
