import launcher from "./launcher/en.js";
import english from "./words/en.js";
import { codeOf, loadLauncher, loadWords, useWords } from "./words.js";

const all = { ...launcher, ...english };

/** All texts of a language; null if they could not be loaded. @param {string} baseUrl @param {string} code */
export async function loadAll(baseUrl, code) {
  if (code === "en") return all;
  const [before, within] = await Promise.all([loadLauncher(baseUrl, code), loadWords("words", baseUrl, code)]);
  return before === null || within === null ? null : { ...before, ...within };
}

/**
 * The texts of a chat whose launcher speaks already: another script has loaded its words, and these are added to them.
 * @param {string} baseUrl @param {string} tag @param {object} before the launcher's words @param {object} own the company's
 */
export async function joinWords(baseUrl, tag, before, own) {
  const within = codeOf(tag) === "en" ? english : await loadWords("words", baseUrl, codeOf(tag));
  useWords(within === null ? all : { ...before, ...within }, within === null ? "en" : tag, own);
}
