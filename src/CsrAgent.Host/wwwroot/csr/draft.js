import { uuid } from "./identity.js";

/** The message of the answer that is being streamed. */
export class StreamedAnswer {
  /** @type {import("./message.js").ChatMessage|null} null while nothing of an answer is shown */
  message = null;
  #draft = new Draft();

  /** @returns {{message: import("./message.js").ChatMessage, isNew: boolean}|null} what to show now; null if nothing changes */
  add(source, text, turnId) {
    const whole = this.#draft.add(source, text);
    if (whole === null || whole === "") return null;
    const isNew = this.message === null;
    this.message ??= { key: uuid(), role: "agent", at: new Date(), turnId, streaming: true };
    this.message.text = whole;
    return { message: this.message, isNew };
  }

  /** The source failed or ended. @returns {import("./message.js").ChatMessage|null} the message to take back */
  drop(source) {
    return this.#draft.drop(source) ? this.#take() : null;
  }

  /** The answer is complete. @returns {import("./message.js").ChatMessage|null} the message that it takes the place of */
  finish() {
    this.#draft.finish();
    return this.#take();
  }

  clear() {
    this.#draft.clear();
    this.message = null;
  }

  #take() {
    const { message } = this;
    this.message = null;
    return message;
  }
}

/**
 * The answer that is being streamed. The same text can come over several connections at once (each message of a burst
 * has its own, and so has the live feed); the first one to speak owns the draft, the others only keep up. Turns of a
 * conversation never overlap, so whatever was streaming when an answer is finished belongs to that answer.
 */
class Draft {
  /** @type {Map<string, string>} what each source has streamed so far */
  #streams = new Map();
  /** @type {Set<string>} sources whose answer is already shown in full */
  #spent = new Set();
  #owner = null;

  /** @returns {string|null} the text to show now, or null if nothing changes */
  add(source, text) {
    if (this.#spent.has(source)) return null;
    const whole = (this.#streams.get(source) ?? "") + text;
    this.#streams.set(source, whole);
    this.#owner ??= source;
    return this.#owner === source ? whole : null;
  }

  /** The source failed or ended. @returns {boolean} whether the draft on display is invalid */
  drop(source) {
    this.#streams.delete(source);
    this.#spent.delete(source);
    if (this.#owner !== source) return false;
    this.#owner = null;
    return true;
  }

  /** An answer is complete. */
  finish() {
    for (const source of this.#streams.keys()) this.#spent.add(source);
    this.#streams.clear();
    this.#owner = null;
  }

  clear() {
    this.finish();
    this.#spent.clear();
  }
}

/** The turn that was already streaming when the live feed connected: its beginning is missing. */
export class JoinedTurn {
  #isPossible = false;
  /** @type {string|null} */
  #id = null;

  /** @param {boolean} isPossible whether an answer may have begun */
  connected(isPossible) {
    [this.#isPossible, this.#id] = [isPossible, null];
  }

  /** @param {string} turnId of which some text has come */
  lacksBeginning(turnId) {
    if (this.#isPossible) [this.#isPossible, this.#id] = [false, turnId];
    return turnId === this.#id;
  }
}
