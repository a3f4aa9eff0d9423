/** @typedef {import("./message.js").ChatMessage} ChatMessage */

/** After this long, an unanswered message from before this page was opened no longer shows as being answered. */
const answerExpectedMs = 120_000;

/** @param {ChatMessage[]} messages @param {boolean} isSending whether this page still waits for an answer */
export function awaitsAnswer(messages, isSending) {
  const open = messages.filter(
    (message) => message.role === "customer" && message.accepted && !message.answered && !message.trouble,
  );
  if (isSending && open.length > 0) return true;
  const last = messages.findLast((message) => message.role !== "system");
  return open.includes(last) && Date.now() - last.at.getTime() < answerExpectedMs;
}

/** Whether a message is on its way, and not behind one that has to wait. @param {ChatMessage[]} messages */
export function isBeingSent(messages) {
  const first = messages.find((message) => message.role === "customer" && !message.accepted && message.trouble !== "rejected");
  return first?.trouble === "sending";
}

/**
 * Whether an answer settles a message: one of its own turn, or one whose own connection broke after acceptance.
 * @param {ChatMessage} message @param {Partial<ChatMessage>} answer @param {boolean} isNew
 */
export function isSettledBy(message, answer, isNew) {
  if (message.role !== "customer" || message.answered) return false;
  const isItsTurn = Boolean(message.turnId) && message.turnId === answer.turnId;
  return isItsTurn || (isNew && message.accepted && isInTrouble(message));
}

/** @param {ChatMessage} message */
export function isInTrouble(message) {
  return Boolean(message.trouble) && message.trouble !== "sending";
}
