import { isAnonymous, placeKey, storage } from "./storage.js";

/** crypto.randomUUID exists in secure contexts only; getRandomValues everywhere. */
export function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

const maxPast = 10;

/**
 * The customer and the conversation, remembered between visits and shared by all tabs. Events: `elsewhere`, when another tab has gone on in
 * a different conversation; `ratings`, when it has rated something in this one.
 * @typedef {{sessionId: string, userId: string, token: string|null, ratings: Record<string, "up"|"down"|"skipped">}} Place a conversation
 */
export class Identity extends EventTarget {
  #key;
  #stop = new AbortController();

  /**
   * @param {string} baseUrl conversations with different servers are kept apart
   * @param {string} [knownUserId] the site's own id for a signed-in customer
   */
  constructor(baseUrl, knownUserId) {
    super();
    this.#key = placeKey(baseUrl);
    const kept = storage.read(this.#key);
    // A stored conversation is shown only to the customer who had it.
    const mine = kept !== null && kept.knownUserId === (knownUserId || "");
    this.knownUserId = knownUserId || "";
    this.userId = mine ? kept.userId : knownUserId || `visitor-${uuid()}`;
    this.sessionId = mine ? kept.sessionId : uuid();
    /** @type {string|null} */
    this.token = mine ? kept.token ?? null : null;
    /** @type {Record<string, "up"|"down"|"skipped">} by turn, since history does not contain ratings; by hand-off where none was wanted */
    this.ratings = mine ? kept.ratings ?? {} : {};
    /** The conversations before this one, the latest first. @type {Place[]} */
    this.past = mine ? kept.past ?? [] : [];
    /** What was said before the customer signed in, to become theirs. @type {Place|null} */
    this.before = !mine && isAnonymous(kept) ? kept : null;
    /** Whether the server may know this conversation. */
    this.resumed = mine && kept.started === true;
    this.started = this.resumed;
    addEventListener("storage", (event) => {
      if (event.key !== this.#key) return;
      this.#takeRatings();
      this.dispatchEvent(new Event(this.#other() === null ? "ratings" : "elsewhere"));
    }, { signal: this.#stop.signal });
  }

  /** No longer follows other tabs. */
  stop() {
    this.#stop.abort();
  }

  /** What was said before is the customer's now, and goes on. */
  claimed() {
    const { sessionId, ratings } = this.before;
    this.before = null;
    this.#take({ sessionId, userId: this.knownUserId, ratings });
    this.resumed = true;
    this.markStarted();
  }

  /** The server has accepted something in this conversation: from now on it is that of all tabs. */
  markStarted() {
    this.started = true;
    this.#save();
  }

  /** Goes where another tab has gone. @returns {boolean} false if none has */
  follow() {
    const other = this.#other();
    if (other === null) return false;
    this.#take(other);
    this.started = other.started === true;
    this.past = other.past ?? [];
    return true;
  }

  /** What another tab has stored for the same customer, if it is in another conversation, or has begun this one. */
  #other() {
    const kept = storage.read(this.#key);
    if (kept === null || kept.knownUserId !== this.knownUserId) return null;
    return kept.sessionId !== this.sessionId || (kept.started === true && !this.started) ? kept : null;
  }

  /** @returns {Place|null} the conversation that this one has taken the place of */
  startOver() {
    const before = this.started ? this.place : null;
    this.#leave();
    this.#take({ sessionId: uuid(), userId: this.userId });
    this.started = false;
    this.#save();
    return before;
  }

  /** Goes on in an earlier conversation. @param {Place} place */
  resume(place) {
    this.#leave();
    this.#take(place);
    this.past = this.past.filter((other) => other.sessionId !== place.sessionId);
    this.markStarted();
  }

  /** @returns {Place} */
  get place() {
    const { sessionId, userId, token, ratings } = this;
    return { sessionId, userId, token, ratings };
  }

  #leave() {
    if (this.started) this.past = [this.place, ...this.past].slice(0, maxPast);
  }

  #take({ sessionId, userId, token, ratings }) {
    Object.assign(this, { sessionId, userId, token: token ?? null, ratings: ratings ?? {} });
  }

  /** @param {{session_id: string, user_id: string, session_token: string}} session opened by the server */
  adopt(session) {
    this.sessionId = session.session_id;
    this.userId = session.user_id || this.userId;
    this.token = session.session_token;
    this.#save();
  }

  /** @param {string} id of a turn or a hand-off @param {"up"|"down"|"skipped"} rating */
  rate(id, rating) {
    this.#save({ [id]: rating });
  }

  /** What another tab has rated in the same conversation. */
  #takeRatings() {
    const kept = storage.read(this.#key);
    if (kept?.knownUserId === this.knownUserId && kept.sessionId === this.sessionId) this.ratings = { ...this.ratings, ...kept.ratings };
  }

  /** Undoes nothing that another tab has rated. @param {Place["ratings"]} [rated] now, in this one */
  #save(rated = {}) {
    this.#takeRatings();
    Object.assign(this.ratings, rated);
    const { knownUserId, started, past } = this;
    storage.write(this.#key, { knownUserId, ...this.place, started, past });
  }
}
