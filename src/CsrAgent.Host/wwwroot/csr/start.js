import { ChatClient } from "./client.js";
import { Conversation } from "./conversation.js";
import { Identity } from "./identity.js";
import { ChatView } from "./view.js";
import { words } from "./words.js";

/**
 * Puts a chat together; the page and the widget both begin here.
 * @param {string} baseUrl
 * @param {import("./theme.js").Theme} theme
 * @param {{title?: string, greeting?: string, suggestions?: string, userId?: string, userToken?: string, onClose?: () => void}} options
 */
export function startChat(baseUrl, theme, { title, greeting, suggestions, userId, userToken, onClose }) {
  const identity = new Identity(baseUrl, userId);
  const conversation = new Conversation(new ChatClient(baseUrl, identity, userToken), identity);
  const view = new ChatView(conversation, theme, {
    title: title || words.title,
    greeting: greeting || words.greeting,
    suggestions: splitList(suggestions) ?? words.suggestions,
    onClose,
  });
  return { conversation, view };
}

/** "A | B" as a list; an empty text means none. @param {string|null|undefined} text */
function splitList(text) {
  if (text === null || text === undefined) return null;
  return text.split("|").map((part) => part.trim()).filter(Boolean).slice(0, 6);
}
