import english from "./words/en.js";

/** As the server's answers: the languages of the chat's own texts. */
export const languages = ["ar", "de", "en", "es", "fr", "hi", "it", "ja", "nl", "pl", "pt", "ru", "sv", "tr", "uk", "zh"];

/** All of the chat's own texts, in the language that `speak` has loaded. @type {typeof english} */
export let words = english;

/** ISO 639-1, with the region that it was asked for, as in "pt-BR": for dates and numbers. */
export let locale = "en";

/** @returns {"rtl"|"ltr"} */
export const direction = () => (locale.startsWith("ar") ? "rtl" : "ltr");

/**
 * Loads the texts of the first language that there are texts of; English if of none. Must end before anything is shown.
 * @param {(string|null|undefined)[]} wanted tags such as "pt-BR", the most wanted first
 * @param {{title?: string, agentName?: string, greeting?: string, suggestions?: string[]}} own the company's words in place of ours
 */
export async function speak(wanted, { agentName, ...own } = {}) {
  const chosen = wanted.find((tag) => languages.includes(codeOf(tag))) ?? "en";
  const texts = await load(chosen);
  words = { ...texts, ...present(own), speaker: { ...texts.speaker, ...present({ agent: agentName }) } };
}

async function load(tag) {
  const code = codeOf(tag);
  try {
    const texts = code === "en" ? english : (await import(`./words/${code}.js`)).default;
    locale = tag;
    return texts;
  } catch (error) {
    console.warn("The chat's texts could not be loaded; they are shown in English.", error);
    locale = "en";
    return english;
  }
}

/** Puts values into a text: numbers as the language writes them. @param {string} text @param {Record<string, string|number>} values */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => {
    const value = values[name];
    return typeof value === "number" ? value.toLocaleString(locale) : value;
  });
}

function present(values) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null));
}

/** @param {string|null|undefined} tag */
function codeOf(tag) {
  return (tag ?? "").toLowerCase().split(/[-_]/)[0];
}
