/** Storage that may be unavailable (private mode, blocked site data); then values live as long as the page. */
export const storage = {
  read(key) {
    try {
      return JSON.parse(localStorage.getItem(key) ?? "null");
    } catch {
      return null;
    }
  },
  write(key, value) {
    try {
      localStorage.setItem(key, JSON.stringify(value));
    } catch {
      // nothing to do: the page works without it
    }
  },
  remove(key) {
    try {
      localStorage.removeItem(key);
    } catch {
      // nothing was kept
    }
  },
};

/** Where the customer's conversation is kept. @param {string} baseUrl conversations with different servers are kept apart */
export const placeKey = (baseUrl) => `csr:${baseUrl}`;

/** Takes everything that a chat has kept out of the browser. @param {string} baseUrl */
export function forget(baseUrl) {
  for (const key of [placeKey(baseUrl), "csr:theme"]) storage.remove(key);
  try {
    sessionStorage.removeItem("csr:open");
  } catch {
    // nothing was kept
  }
}

/** Begun by somebody who had not signed in, with a token that proves it. @param {object|null} kept */
export const isAnonymous = (kept) => kept?.knownUserId === "" && kept.started === true && Boolean(kept.token);

/**
 * Whether the customer has a conversation that may bring an answer.
 * @param {string} baseUrl
 * @param {{userId?: string, userToken?: string}} customer
 */
export function hasConversation(baseUrl, { userId, userToken }) {
  const kept = storage.read(placeKey(baseUrl));
  return kept?.started === true && (kept.knownUserId === (userId || "") || (Boolean(userToken) && isAnonymous(kept)));
}
