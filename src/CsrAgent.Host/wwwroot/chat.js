import { loadAll } from "./csr/all-words.js";
import { loadSettings } from "./csr/settings.js";
import { startChat } from "./csr/start.js";
import { Theme } from "./csr/theme.js";
import { direction, locale, words } from "./csr/words.js";

const baseUrl = new URL("./", document.baseURI).href;
const names = ["title", "color", "theme", "greeting", "suggestions", "lang"];
const asked = Object.fromEntries(names.map((name) => [name, document.querySelector(`meta[name="csr-${name}"]`)?.content]));

const settings = await loadSettings(baseUrl, asked, undefined, loadAll);
const theme = new Theme(settings.color, settings.theme);
theme.paint(document.documentElement);
const { conversation, view } = startChat(baseUrl, theme, { hasArticles: settings.hasArticles });

document.title = words.title;
document.documentElement.lang = locale();
document.documentElement.dir = direction();
document.getElementById("chat").replaceChildren(view.element);
conversation.open();
view.composer.focus();

// A page restored from the browser's back-forward cache has lost its streams.
addEventListener("pagehide", () => conversation.rest());
addEventListener("pageshow", (event) => { if (event.persisted) conversation.open(); });
