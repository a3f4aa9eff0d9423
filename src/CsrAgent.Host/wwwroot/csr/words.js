import { loadPart } from "./parts.js";
import english from "./launcher/en.js";

/** As the server's answers: the languages of the chat's own texts. */
export const languages = ["ar", "de", "en", "es", "fr", "hi", "it", "ja", "nl", "pl", "pt", "ru", "sv", "tr", "uk", "zh"];

/** The chat's own texts, in the language that `speak` has loaded: those of the launcher, and in the chat itself all of them. */
export const words = { ...english };

let current = "en";

/** ISO 639-1, with the region that it was asked for, as in "pt-BR": for dates and numbers. */
export const locale = () => current;

/** @returns {"rtl"|"ltr"} */
export const direction = () => (current.startsWith("ar") ? "rtl" : "ltr");

/** The company's words in place of ours. @type {{title?: string, agentName?: string, greeting?: string, suggestions?: string[]}} */
let company = {};
export const companyWords = () => company;

/**
 * Loads the texts of the first language that there are texts of; English if of none. Must end before anything is shown.
 * @param {string} baseUrl
 * @param {(string|null|undefined)[]} wanted tags such as "pt-BR", the most wanted first
 * @param {typeof company} own
 * @param {(baseUrl: string, code: string) => Promise<object|null>} load null: they could not be loaded, or are those that are here
 */
export async function speak(baseUrl, wanted, own = {}, load = loadLauncher) {
  const tag = wanted.find((one) => languages.includes(codeOf(one))) ?? "en";
  const texts = await load(baseUrl, codeOf(tag));
  useWords(texts ?? english, texts === null ? "en" : tag, own);
}

/** @param {object} texts @param {string} tag @param {typeof company} own */
export function useWords(texts, tag, own) {
  const { agentName, ...others } = company = own;
  Object.assign(words, texts, present(others));
  if (words.speaker !== undefined) words.speaker = { ...words.speaker, ...present({ agent: agentName }) };
  current = tag;
}

/** What is needed before the chat is opened. @param {string} baseUrl @param {string} code */
export function loadLauncher(baseUrl, code) {
  return code === "en" ? Promise.resolve(english) : loadWords("launcher", baseUrl, code);
}

/** @param {"launcher"|"words"} part @param {string} baseUrl @param {string} code @returns {Promise<object|null>} */
export async function loadWords(part, baseUrl, code) {
  try {
    return (await loadPart(`${part}/${code}`, baseUrl)).default;
  } catch (error) {
    console.warn("The chat's texts could not be loaded; they are shown in English.", error);
    return null;
  }
}

/** Puts values into a text: numbers as the language writes them. @param {string} text @param {Record<string, string|number>} values */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => {
    const value = values[name];
    return typeof value === "number" ? value.toLocaleString(current) : value;
  });
}

function present(values) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null));
}

/** @param {string|null|undefined} tag */
export function codeOf(tag) {
  return (tag ?? "").toLowerCase().split(/[-_]/)[0];
}
