import { uuid } from "./identity.js";

/**
 * @typedef {object} ChatMessage
 * @property {string} key stable for as long as the page lives
 * @property {"customer"|"agent"|"human"|"system"} role
 * @property {string} text
 * @property {Date} at
 * @property {string} [id] the server's
 * @property {string} [messageId] the client's, for messages written here
 * @property {string} [turnId]
 * @property {string} [author] the name of a person of the company
 * @property {boolean} [streaming]
 * @property {boolean} [accepted] the server has it
 * @property {boolean} [answered]
 * @property {"sending"|"waiting"|"failed"|"rejected"} [trouble] absent when all is well
 * @property {import("./problem.js").Problem} [problem]
 * @property {number} [retryAt]
 * @property {import("./client.js").Article[]} [articles]
 * @property {import("./client.js").Citation[]} [citations]
 * @property {boolean} [degraded]
 * @property {string} [language] of the answer, where it is known
 */

/** A message that the customer has just written. @param {string} text @returns {ChatMessage} */
export function written(text) {
  return { key: uuid(), messageId: uuid(), role: "customer", text, at: new Date(), trouble: "sending", accepted: false };
}

/** @param {import("./client.js").HistoryMessage} message from history or the live feed */
export function fromHistory(message) {
  const settled = message.role === "customer" ? { accepted: true, trouble: undefined, problem: undefined } : {};
  return {
    ...present({
      id: message.id,
      messageId: message.message_id,
      role: message.role,
      text: message.text,
      at: new Date(message.at),
      turnId: message.turn_id,
      author: message.author,
      articles: message.kb_articles,
      citations: message.citations,
    }),
    ...settled,
  };
}

/** @param {import("./client.js").Reply} reply */
export function fromReply(reply) {
  return present({
    role: "agent",
    text: reply.message,
    at: new Date(),
    turnId: reply.turn_id,
    articles: reply.kb_articles,
    citations: reply.citations,
    degraded: reply.degraded,
    language: reply.language,
  });
}

/** A turn has one reply, so the turn identifies an answer until its id is known. */
export function isSame(known, other) {
  if (known.id && other.id) return known.id === other.id;
  if (known.role !== other.role) return false;
  if (known.role === "customer") return Boolean(known.messageId) && known.messageId === other.messageId;
  return known.role === "agent" && Boolean(known.turnId) && known.turnId === other.turnId;
}

/** Missing values do not overwrite known ones. */
function present(fields) {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null));
}
