import { Problem } from "./problem.js";
import { readEvents } from "./sse.js";

/**
 * @typedef {{id: string, title: string, url?: string|null, relevance_score?: number}} Article
 * @typedef {{article_id: string, quote?: string}} Citation
 * @typedef {"bot"|"waiting_for_human"|"human"|"ended"} Status
 * @typedef {{session_id: string, turn_id: string, message: string, language?: string, status: Status, escalation: object|null,
 *   kb_articles: Article[], citations: Citation[], degraded: boolean}} Reply
 * @typedef {{id: string, message_id?: string, role: "customer"|"agent"|"human"|"system", text: string, at: string,
 *   turn_id?: string, author?: string, kb_articles?: Article[], citations?: Citation[]}} HistoryMessage
 */

/** The HTTP API: requests, event streams and session tokens. Throws {@link Problem} for every failure. */
export class ChatClient {
  #baseUrl;
  #api;
  #identity;
  #siteToken;
  /** @type {Promise<void>|null} what was said before the customer signed in is becoming theirs */
  #claiming = null;
  /** @type {Promise<void>|null} at most one session is being opened, whoever asks */
  #opening = null;
  /** Called when the server has replaced the session and the conversation continues in a new one. */
  onSessionReplaced = () => {};

  /**
   * @param {string} baseUrl where the server lives, with a trailing slash
   * @param {import("./identity.js").Identity} identity
   * @param {string} [siteToken] a signed identity that the embedding site vouches with
   */
  constructor(baseUrl, identity, siteToken) {
    this.#baseUrl = baseUrl;
    this.#api = new URL("api/v1/", baseUrl).href;
    this.#identity = identity;
    this.#siteToken = siteToken || null;
  }

  /**
   * Sends a message and yields the events of its answer. Sending again with the same id is harmless.
   * @param {string} text
   * @param {string} messageId
   * @param {AbortSignal} signal
   */
  async *chat(text, messageId, signal) {
    const response = await this.#send("POST", () => "chat", {
      signal,
      accept: "text/event-stream",
      body: () => ({
        session_id: this.#identity.sessionId,
        user_id: this.#identity.userId,
        message: text,
        channel: "web",
        message_id: messageId,
        stream: true,
      }),
    });
    if (response.headers.get("Content-Type")?.includes("text/event-stream")) {
      yield* readEvents(response);
      return;
    }
    // 200 is the complete answer; 202 means that it will follow.
    const data = await response.json();
    yield { event: response.status === 202 ? "accepted" : "done", data };
  }

  /** @param {string|null} after where the page begins: the previous `next`, or null for the beginning @param {AbortSignal} signal */
  async history(after, signal) {
    const query = after ? `?after=${encodeURIComponent(after)}` : "";
    const response = await this.#send("GET", () => `${this.#session()}${query}`, { signal });
    return response.json();
  }

  /** Live events of the conversation; resolves once connected. @param {AbortSignal} signal */
  async events(signal) {
    const response = await this.#send("GET", () => `${this.#session()}/events`, { signal, accept: "text/event-stream" });
    return readEvents(response);
  }

  async feedback(turnId, rating, comment) {
    const body = () => ({ turn_id: turnId, rating, ...(comment ? { comment } : {}) });
    await this.#send("POST", () => `${this.#session()}/feedback`, { body });
  }

  /** @param {string} escalationId @param {number} score 1 to 5 @param {string} [comment] */
  async ratePerson(escalationId, score, comment) {
    const body = () => ({ escalation_id: escalationId, score, ...(comment ? { comment } : {}) });
    await this.#send("POST", () => `${this.#session()}/rating`, { body });
  }

  /** Whoever asks: articles are for everybody. @param {string} query @param {string} language @param {AbortSignal} signal */
  async articles(query, language, signal) {
    const { articles } = await this.#read(`chat/articles?${new URLSearchParams({ query, language })}`, signal);
    return articles;
  }

  /** @param {string} id @param {AbortSignal} signal @returns {Promise<Article & {language: string, body: string}>} */
  article(id, signal) {
    return this.#read(`chat/articles/text?${new URLSearchParams({ id })}`, signal);
  }

  async #read(path, signal) {
    const response = await this.#fetch("GET", path, null, { signal });
    if (!response.ok) throw await Problem.from(response);
    return response.json();
  }

  /** @returns {Promise<{status: Status, escalation: object|null, message?: string}>} */
  async escalate() {
    const response = await this.#send("POST", () => `${this.#session()}/escalate`, { body: () => ({}) });
    return response.json();
  }

  /** Does without a person. @returns {Promise<{status: Status}>} */
  async withdraw() {
    const response = await this.#send("DELETE", () => `${this.#session()}/escalate`, {});
    return response.json();
  }

  /** Ends a conversation, also one that the customer has left. @param {import("./identity.js").Place} place */
  async end({ sessionId, token }) {
    await this.#fetch("DELETE", `chat/${encodeURIComponent(sessionId)}`, this.#siteToken ?? token, { keepalive: true });
  }

  /** Makes what was said before the customer signed in their own, once; the conversation goes on there. */
  claim() {
    return (this.#claiming ??= this.#claim().catch((error) => {
      this.#claiming = null;
      throw error;
    }));
  }

  async #claim() {
    const { before } = this.#identity;
    if (!before || this.#siteToken === null) return;
    const body = () => ({ session_token: before.token });
    const response = await this.#fetch("POST", "chat/sessions/identify", this.#siteToken, { body });
    const problem = response.ok ? null : await Problem.from(response);
    if (problem === null) this.#identity.claimed();
    else if (problem.status >= 500 || problem.status === 429) throw problem;
    else this.#identity.before = null; // it is another's, or the server's own tokens vouch for customers
  }

  /** The beginning of an earlier conversation, or null if the server no longer has it. @param {import("./identity.js").Place} place */
  async beginning(place) {
    const other = { ...place, adopt: (session) => Object.assign(other, { sessionId: session.session_id, token: session.session_token }) };
    try {
      const page = await new ChatClient(this.#baseUrl, other, this.#siteToken).history(null);
      return other.sessionId === place.sessionId ? page : null;
    } catch (error) {
      if ([401, 403, 404].includes(Problem.of(error).status)) return null;
      throw error;
    }
  }

  #session() {
    return `chat/${encodeURIComponent(this.#identity.sessionId)}`;
  }

  /**
   * Path and body are functions because a new session changes both before the second attempt.
   * @param {string} method
   * @param {() => string} path
   * @param {{body?: () => object, accept?: string, signal?: AbortSignal, keepalive?: boolean}} options
   */
  async #send(method, path, options) {
    await this.claim();
    for (let attempt = 1; ; attempt++) {
      const token = this.#siteToken ?? this.#identity.token;
      const response = await this.#fetch(method, path(), token, options);
      if (response.ok) return response;
      const problem = await Problem.from(response);
      const curable = problem.code.startsWith("session_token_");
      if (attempt > 1 || problem.status !== 401 || !curable || this.#siteToken !== null) throw problem;
      // Another call may have opened a session while this one was in progress.
      if (token === this.#identity.token) await (this.#opening ??= this.#openSession().finally(() => { this.#opening = null; }));
    }
  }

  /** A new token for the current session, or else a new session. */
  async #openSession() {
    const { userId, sessionId, token } = this.#identity;
    const ask = (bearer, body) => this.#fetch("POST", "chat/sessions", bearer, { body: () => body });
    let response = token ? await ask(token, { user_id: userId, session_id: sessionId }) : null;
    if (response === null || response.status === 401 || response.status === 403) response = await ask(null, { user_id: userId });
    if (!response.ok) throw await Problem.from(response);
    this.#identity.adopt(await response.json());
    if (this.#identity.sessionId !== sessionId) this.onSessionReplaced();
  }

  async #fetch(method, path, token, { body, accept = "application/json", signal, keepalive }) {
    const headers = { Accept: accept };
    if (body) headers["Content-Type"] = "application/json";
    if (token) headers.Authorization = `Bearer ${token}`;
    try {
      return await fetch(this.#api + path, {
        method, headers, signal, keepalive, cache: "no-store", body: body && JSON.stringify(body()),
      });
    } catch (error) {
      throw Problem.of(error);
    }
  }
}
