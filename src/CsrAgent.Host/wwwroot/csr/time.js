import { locale, words } from "./words.js";

const styles = {
  clock: { hour: "numeric", minute: "2-digit" },
  full: { dateStyle: "full", timeStyle: "short" },
  day: { weekday: "long", day: "numeric", month: "long" },
  dayOfOtherYear: { day: "numeric", month: "long", year: "numeric" },
};
/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

export const clockTime = (date) => format("clock", date);
export const fullTime = (date) => format("full", date);

export function isSameDay(a, b) {
  return a.toDateString() === b.toDateString();
}

/** "Today" depends on when it is read, so the label is computed again whenever the log is shown. */
export function dayLabel(date, now = new Date()) {
  if (isSameDay(date, now)) return words.today;
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  if (isSameDay(date, yesterday)) return words.yesterday;
  return format(date.getFullYear() === now.getFullYear() ? "day" : "dayOfOtherYear", date);
}

/** Formats are made when first used: by then the language is known. */
function format(style, date) {
  const key = `${locale()} ${style}`;
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(locale(), styles[style]));
  return formats.get(key).format(date);
}
