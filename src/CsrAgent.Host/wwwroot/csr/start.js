import { ChatClient } from "./client.js";
import { Conversation } from "./conversation.js";
import { Identity } from "./identity.js";
import { ChatView } from "./view.js";

/**
 * Puts a chat together; the page and the widget both begin here, once their settings are loaded.
 * @param {string} baseUrl
 * @param {import("./theme.js").Theme} theme
 * @param {{userId?: string, userToken?: string, onClose?: () => void}} options
 */
export function startChat(baseUrl, theme, { userId, userToken, onClose } = {}) {
  const identity = new Identity(baseUrl, userId);
  const conversation = new Conversation(new ChatClient(baseUrl, identity, userToken), identity);
  return { conversation, view: new ChatView(conversation, theme, onClose) };
}
