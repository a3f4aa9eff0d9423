import { words } from "./words.js";

const clock = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "short" });
const day = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });
const dayOfOtherYear = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "long", year: "numeric" });

export const clockTime = (date) => clock.format(date);
export const fullTime = (date) => full.format(date);

export function isSameDay(a, b) {
  return a.toDateString() === b.toDateString();
}

/** "Today" depends on when it is read, so the label is computed again whenever the log is shown. */
export function dayLabel(date, now = new Date()) {
  if (isSameDay(date, now)) return words.today;
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  if (isSameDay(date, yesterday)) return words.yesterday;
  return (date.getFullYear() === now.getFullYear() ? day : dayOfOtherYear).format(date);
}
