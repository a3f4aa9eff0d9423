import { Problem } from "./problem.js";
import { afterFailure, pause } from "./retry.js";

/** Browsers allow six connections per HTTP/1.1 host; the live stream and other calls need some of them. */
const maxOpenStreams = 3;

/**
 * @typedef {import("./message.js").ChatMessage} ChatMessage
 * @typedef {object} OutboxListener
 * @property {(message: ChatMessage) => void} accepted the server has stored it
 * @property {(source: string, text: string) => void} delta
 * @property {(message: ChatMessage, source: string, reply: import("./client.js").Reply) => void} done
 * @property {(source: string) => void} broken what this source streamed is invalid
 * @property {(message: ChatMessage, problem: Problem, delayMs: number) => void} waiting
 * @property {(message: ChatMessage, problem: Problem, kind: "failed"|"rejected") => void} failed
 */

/**
 * Delivers messages in the order in which they were written. The next one is sent once the server has accepted the
 * previous one, not once it is answered, so that customers can keep writing.
 */
export class Outbox {
  #client;
  #listener;
  /** @type {ChatMessage[]} */
  #queue = [];
  /** @type {Map<ChatMessage, AbortController>} */
  #underWay = new Map();
  #pumping = false;
  #wake = () => {};

  /** @param {import("./client.js").ChatClient} client @param {OutboxListener} listener */
  constructor(client, listener) {
    this.#client = client;
    this.#listener = listener;
  }

  /** Messages that are queued or not answered yet. */
  get busy() {
    return this.#queue.length > 0 || this.#underWay.size > 0;
  }

  /** @param {ChatMessage} message */
  send(message) {
    this.#queue.push(message);
    this.#pump();
  }

  /** Its answer arrived by another route. @param {ChatMessage} message */
  settle(message) {
    this.#underWay.get(message)?.abort();
    this.#underWay.delete(message);
    this.#wake();
  }

  clear() {
    this.#queue.length = 0;
    for (const message of [...this.#underWay.keys()]) this.settle(message);
  }

  async #pump() {
    if (this.#pumping) return;
    this.#pumping = true;
    while (this.#queue.length > 0) {
      while (this.#underWay.size >= maxOpenStreams) await new Promise((resolve) => { this.#wake = resolve; });
      const message = this.#queue.shift();
      if (message !== undefined) await this.#start(message);
    }
    this.#pumping = false;
  }

  /** Resolves when the next message may be sent. */
  #start(message) {
    const abort = new AbortController();
    this.#underWay.set(message, abort);
    return new Promise((mayGoOn) => {
      abort.signal.addEventListener("abort", mayGoOn);
      this.#deliver(message, abort.signal, mayGoOn).finally(() => {
        if (this.#underWay.get(message) === abort) this.#underWay.delete(message);
        mayGoOn();
        this.#wake();
      });
    });
  }

  async #deliver(message, signal, mayGoOn) {
    for (let attempt = 1; !signal.aborted; attempt++) {
      const source = `${message.messageId}#${attempt}`;
      const wasAccepted = message.accepted;
      try {
        const reply = await this.#attempt(message, source, signal, mayGoOn);
        if (signal.aborted) return;
        this.#underWay.delete(message);
        return this.#listener.done(message, source, reply);
      } catch (error) {
        this.#listener.broken(source);
        if (signal.aborted) return;
        if (message.accepted && !wasAccepted) attempt = 1;
        const problem = Problem.of(error);
        const next = afterFailure(problem, attempt);
        if (next.kind !== "wait") {
          this.#underWay.delete(message);
          return this.#listener.failed(message, problem, next.kind);
        }
        this.#listener.waiting(message, problem, next.delayMs);
        await pause(next.delayMs, signal);
      }
    }
  }

  async #attempt(message, source, signal, mayGoOn) {
    for await (const { event, data } of this.#client.chat(message.text, message.messageId, signal)) {
      if (signal.aborted) break;
      if (event === "done") return data;
      if (event === "error") throw new Problem(data);
      if (event === "accepted") {
        this.#listener.accepted(message);
        mayGoOn();
      } else if (event === "delta") {
        this.#listener.delta(source, data.text ?? "");
      }
    }
    throw new Problem({ title: "The answer was cut off." });
  }
}
