import { Problem } from "./problem.js";
import { words } from "./words.js";

/** Asking for a person, and doing without one again: one step at a time. */
export class PersonSteps {
  isBusy = false;
  #client;
  #chat;

  /**
   * @param {import("./client.js").ChatClient} client
   * @param {{begun: () => (status: import("./client.js").Status, message?: string) => Promise<void>, failed: (notice: string) => void,
   *   isStarted: () => boolean, write: (text: string) => void, without: () => void, changed: () => void}} chat
   */
  constructor(client, chat) {
    this.#client = client;
    this.#chat = chat;
  }

  async ask() {
    const write = () => this.#chat.write(words.personPlease);
    if (!this.#chat.isStarted()) return write();
    await this.#step(() => this.#client.escalate(), words.couldNotAskForPerson, write);
  }

  /** For a customer who no longer wants a person. */
  withdraw() {
    return this.#step(() => this.#client.withdraw(), words.couldNotWithdraw, () => this.#chat.without());
  }

  async #step(call, failed, unknown) {
    if (this.isBusy) return;
    this.isBusy = true;
    const done = this.#chat.begun();
    try {
      const { status, message } = await call();
      await done(status, message);
    } catch (error) {
      if (Problem.of(error).status === 404) unknown();
      else this.#chat.failed(failed);
    }
    this.isBusy = false;
    this.#chat.changed();
  }
}
