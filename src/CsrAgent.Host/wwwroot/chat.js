import { startChat } from "./csr/start.js";
import { Theme } from "./csr/theme.js";

/** @param {string} name @returns {string|undefined} */
const setting = (name) => document.querySelector(`meta[name="csr-${name}"]`)?.content;

const theme = new Theme(setting("color"), setting("theme"));
theme.paint(document.documentElement);

const { conversation, view } = startChat(new URL("./", import.meta.url).href, theme, {
  title: setting("title"),
  greeting: setting("greeting"),
  suggestions: setting("suggestions"),
});

document.title = setting("title") || document.title;
document.getElementById("chat").replaceChildren(view.element);
conversation.open();
view.composer.focus();

// A page restored from the browser's back-forward cache has lost its streams.
addEventListener("pagehide", () => conversation.rest());
addEventListener("pageshow", (event) => { if (event.persisted) conversation.open(); });
