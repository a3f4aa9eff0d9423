import { Problem } from "./problem.js";
import { backoff, pause } from "./retry.js";

/**
 * Follows a conversation's live events: connects, catches up from history, reads, and does so again whenever the
 * connection ends. Catching up happens on every round, so that it degrades to polling where streams are blocked.
 */
export class LiveFeed {
  #client;
  #listener;
  /** @type {AbortController|null} */
  #running = null;

  /**
   * @param {import("./client.js").ChatClient} client
   * @param {{catchUp: (signal: AbortSignal) => Promise<void>, event: (name: string, data: any) => void,
   *   connected: (isConnected: boolean) => void}} listener
   */
  constructor(client, listener) {
    this.#client = client;
    this.#listener = listener;
  }

  start() {
    if (this.#running !== null) return;
    this.#running = new AbortController();
    this.#follow(this.#running.signal);
  }

  stop() {
    this.#running?.abort();
    this.#running = null;
  }

  async #follow(signal) {
    for (let failures = 0; !signal.aborted; ) {
      try {
        failures = await this.#round(signal, failures);
      } catch (error) {
        if (signal.aborted) return;
        failures++;
        const { status } = Problem.of(error);
        // An unreachable or failing server is worth reporting; a refusal does not go away by waiting.
        this.#listener.connected(status !== 0 && status < 500);
      }
      await pause(backoff(failures + 1), signal);
    }
  }

  /** One connection from start to end. Subscribes first, so that nothing is lost between history and stream. */
  async #round(signal, failures) {
    const connection = new AbortController();
    const hangUp = () => connection.abort();
    signal.addEventListener("abort", hangUp);
    try {
      const events = await this.#client.events(connection.signal).catch((error) => error);
      await this.#listener.catchUp(signal);
      if (events instanceof Error) throw events;
      this.#listener.connected(true);
      for await (const { event, data } of events) {
        if (signal.aborted) return failures;
        failures = 0;
        this.#listener.event(event, data);
      }
      return failures + 1;
    } finally {
      hangUp(); // also if catching up failed and nobody has read the stream
      signal.removeEventListener("abort", hangUp);
    }
  }
}
