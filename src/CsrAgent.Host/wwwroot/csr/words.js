import { loadPart } from "./parts.js";
import english from "./words/en.js";

/** As the server's answers: the languages of the chat's own texts. */
export const languages = ["ar", "de", "en", "es", "fr", "hi", "it", "ja", "nl", "pl", "pt", "ru", "sv", "tr", "uk", "zh"];

/** All of the chat's own texts, in the language that `speak` has loaded. @type {typeof english} */
export const words = { ...english };

let current = "en";

/** ISO 639-1, with the region that it was asked for, as in "pt-BR": for dates and numbers. */
export const locale = () => current;

/** @returns {"rtl"|"ltr"} */
export const direction = () => (current.startsWith("ar") ? "rtl" : "ltr");

/**
 * Loads the texts of the first language that there are texts of; English if of none. Must end before anything is shown.
 * @param {string} baseUrl
 * @param {(string|null|undefined)[]} wanted tags such as "pt-BR", the most wanted first
 * @param {{title?: string, agentName?: string, greeting?: string, suggestions?: string[]}} own the company's words in place of ours
 */
export async function speak(baseUrl, wanted, { agentName, ...own } = {}) {
  const tag = wanted.find((one) => languages.includes(codeOf(one))) ?? "en";
  const texts = await load(baseUrl, codeOf(tag));
  const speaker = { ...texts.speaker, ...present({ agent: agentName }) };
  useWords({ ...texts, ...present(own), speaker }, texts === english && codeOf(tag) !== "en" ? "en" : tag);
}

/** The texts as another script has loaded them. @param {typeof english} texts @param {string} tag */
export function useWords(texts, tag) {
  Object.assign(words, texts);
  current = tag;
}

async function load(baseUrl, code) {
  if (code === "en") return english;
  try {
    return (await loadPart(`words/${code}`, baseUrl)).default;
  } catch (error) {
    console.warn("The chat's texts could not be loaded; they are shown in English.", error);
    return english;
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
function codeOf(tag) {
  return (tag ?? "").toLowerCase().split(/[-_]/)[0];
}
