/*
 * What a site embeds: <script src="https://support.example.com/widget.js" async></script>
 * Options, all optional, before those that the server has (BRAND_*): data-title, data-color ("#rrggbb"), data-greeting,
 * data-suggestions ("A | B"), data-theme ("light", "dark"), data-lang ("de"), data-position ("left", "right"), data-offset-x,
 * data-offset-y (pixels), data-user-id, data-user-token (a signed identity, when the server asks for one).
 * The page can call CsrChat.open(), CsrChat.close() and CsrChat.toggle() once the event "csr-chat-ready" was fired.
 */
(() => {
  const script = document.currentScript ?? document.querySelector('script[src*="/widget.js"]');
  if (script === null || window.CsrChat !== undefined) return;
  window.CsrChat = {}; // filled in below; a second tag on the same page finds it and does nothing
  const options = { ...script.dataset };
  const baseUrl = new URL("./", script.src).href;

  const start = async () => {
    const { mountWidget } = await import(new URL("csr/widget-frame.js", baseUrl).href);
    Object.assign(window.CsrChat, await mountWidget(baseUrl, options));
    document.dispatchEvent(new CustomEvent("csr-chat-ready"));
  };
  const begin = () => start().catch((error) => console.warn("The support chat could not be loaded.", error));
  if (document.body !== null) begin();
  else document.addEventListener("DOMContentLoaded", begin, { once: true });
})();
