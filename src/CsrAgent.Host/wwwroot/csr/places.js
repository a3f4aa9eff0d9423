/** Where the customer has been: the conversation before this one, until leaving it can no longer be undone, and all earlier ones. */
export class Places {
  #client;
  #identity;
  /** @type {import("./identity.js").Place|null} */
  #left = null;

  /** @param {import("./client.js").ChatClient} client @param {import("./identity.js").Identity} identity */
  constructor(client, identity) {
    this.#client = client;
    this.#identity = identity;
  }

  get canUndo() {
    return this.#left !== null;
  }

  /** Leaves for a new conversation. @param {import("./client.js").Status} status of this one */
  startOver(status) {
    this.endLeft();
    const left = this.#identity.startOver();
    if (left !== null && status !== "ended") this.#left = left;
    if (status !== "bot") this.endLeft(); // the customer was asked whether to
  }

  /** @returns {import("./identity.js").Place|null} */
  takeLeft() {
    const left = this.#left;
    this.#left = null;
    return left;
  }

  /** Another tab has gone on: back to where this one came from, or somewhere else. */
  followed() {
    if (this.#left?.sessionId === this.#identity.sessionId) this.takeLeft();
    else this.endLeft();
  }

  /** It ends once the customer can no longer come back to it by undo. */
  endLeft() {
    const left = this.takeLeft();
    if (left !== null) this.#client.end(left).catch(() => {}); // it expires on its own if this call is lost
  }

  /** The earlier ones that the server still has, each with how it began. */
  async past() {
    const found = await Promise.all(this.#identity.past.map(async (place) => ({ place, page: await this.#client.beginning(place) })));
    return found.filter(({ page }) => page !== null).map(({ place, page }) => ({
      place, at: new Date(page.updated_at), text: page.messages.find((message) => message.role === "customer")?.text ?? "",
    }));
  }
}
