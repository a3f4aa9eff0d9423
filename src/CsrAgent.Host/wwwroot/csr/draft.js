/**
 * The answer that is being streamed. The same text can come over several connections at once (each message of a burst
 * has its own, and so has the live feed); the first one to speak owns the draft, the others only keep up. Turns of a
 * conversation never overlap, so whatever was streaming when an answer is finished belongs to that answer.
 */
export class Draft {
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
