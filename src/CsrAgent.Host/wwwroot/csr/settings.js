import { loadLauncher, speak } from "./words.js";

/** A server that does not answer must not keep the chat away: then the page's own options do. */
const timeoutMs = 3000;

/**
 * What the company has set on its server (`GET /api/v1/chat/config`), and what the page asks for, which goes before it.
 * @typedef {object} Settings
 * @property {string} [color] "#rrggbb"
 * @property {string} [theme] "light" or "dark"
 * @property {string} [position] "left" or "right": where the launcher is
 * @property {number} [offsetX] from that side, in pixels
 * @property {number} [offsetY] from below
 * @property {boolean} hasArticles whether they can be searched and read
 */

/**
 * Loads the settings, and the chat's texts in the language that fits: that of the options, else of the page, else of the visitor.
 * @param {string} baseUrl
 * @param {Record<string, string|undefined>} asked
 * @param {string} [pageLanguage]
 * @param {typeof loadLauncher} [loadTexts] those that are needed at first
 * @returns {Promise<Settings>}
 */
export async function loadSettings(baseUrl, asked, pageLanguage, loadTexts = loadLauncher) {
  const set = await companySettings(baseUrl);
  const given = (name) => asked[name] || set[name] || undefined;
  await speak(baseUrl, [asked.lang, set.language, pageLanguage, ...navigator.languages], {
    title: given("title"),
    agentName: set.agent_name,
    greeting: given("greeting"),
    // An empty text of the page means none.
    suggestions: asked.suggestions !== undefined ? listOf(asked.suggestions) : set.suggestions,
  }, loadTexts);
  return {
    color: given("color"),
    theme: given("theme"),
    position: given("position"),
    offsetX: pixels(asked.offsetX) ?? set.offset_x,
    offsetY: pixels(asked.offsetY) ?? set.offset_y,
    hasArticles: set.articles === true,
  };
}

async function companySettings(baseUrl) {
  try {
    const response = await fetch(new URL("api/v1/chat/config", baseUrl), { signal: AbortSignal.timeout(timeoutMs) });
    if (response.ok) return await response.json();
    console.warn(`The chat's settings could not be read (${response.status}).`);
  } catch (error) {
    console.warn("The chat's settings could not be read; if this page is on another host, it has to be in CORS_ORIGINS.", error);
  }
  return {};
}

/** A list, or one written as "A | B". @param {string|string[]} given */
function listOf(given) {
  return (Array.isArray(given) ? given : given.split("|")).map((part) => part.trim()).filter(Boolean).slice(0, 6);
}

/** @param {string|number|undefined} given @returns {number|undefined} */
function pixels(given) {
  const number = Number.parseInt(given ?? "", 10);
  return number >= 0 && number <= 500 ? number : undefined;
}
