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

/** Whether the customer has a conversation that may bring an answer. @param {string} baseUrl @param {string} [knownUserId] */
export function hasConversation(baseUrl, knownUserId) {
  const kept = storage.read(placeKey(baseUrl));
  return kept !== null && kept.knownUserId === (knownUserId || "") && kept.started === true;
}
