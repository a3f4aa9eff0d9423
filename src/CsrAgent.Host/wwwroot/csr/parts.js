/* global csrParts: the addresses of what is loaded later, which the server writes into each script that it bundles */

/** Browsers may remember that an address failed; another attempt takes another one. @type {Map<string, number>} */
const failures = new Map();

/** @param {string} name "panel", "words/de" @param {string} baseUrl where the server lives, with a trailing slash */
export async function loadPart(name, baseUrl) {
  const url = new URL(csrParts[name], baseUrl);
  const failed = failures.get(name) ?? 0;
  if (failed > 0) url.searchParams.set("attempt", String(failed + 1));
  try {
    return await import(url.href);
  } catch (error) {
    failures.set(name, failed + 1);
    throw error;
  }
}
