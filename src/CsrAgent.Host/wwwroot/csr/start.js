import { ChatClient } from "./client.js";
import { Conversation } from "./conversation.js";
import { Identity } from "./identity.js";
import { ChatView } from "./view.js";

/**
 * Puts a chat together; the page and the widget both begin here, once their settings are loaded.
 * @param {string} baseUrl
 * @param {import("./theme.js").Theme} theme
 * @param {{userId?: string, userToken?: string, hasArticles?: boolean, onClose?: () => void}} options
 */
export function startChat(baseUrl, theme, { userId, userToken, hasArticles, onClose } = {}) {
  const identity = new Identity(baseUrl, userId);
  const client = new ChatClient(baseUrl, identity, userToken);
  const conversation = new Conversation(client, identity);
  return { conversation, view: new ChatView(conversation, theme, hasArticles ? client : null, onClose) };
}
