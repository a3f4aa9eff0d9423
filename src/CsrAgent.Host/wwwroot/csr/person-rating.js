/** What a customer is asked once a person has settled their matter. Event: `change`. */
export class PersonRating extends EventTarget {
  /** As the server has said it last. @type {{escalation_id: string, score: number|null}|null} */
  asked = null;
  /** Answered in this tab, where it stays with its thanks. */
  #isOwn = false;
  #client;
  #identity;

  /** @param {import("./client.js").ChatClient} client @param {import("./identity.js").Identity} identity */
  constructor(client, identity) {
    super();
    this.#client = client;
    this.#identity = identity;
  }

  /** @param {typeof this.asked|undefined} asked in a history or a status; absent while there is nothing to ask */
  know(asked = null) {
    if (asked?.escalation_id !== this.asked?.escalation_id) this.#isOwn = false;
    this.asked = asked;
    this.#changed();
  }

  get isShown() {
    if (this.asked === null) return false;
    return this.#isOwn || (this.asked.score === null && this.#identity.ratings[this.asked.escalation_id] === undefined);
  }

  /** @param {number} score 1 to 5 @param {string} [comment] */
  async rate(score, comment) {
    this.#isOwn = true;
    await this.#client.ratePerson(this.asked.escalation_id, score, comment);
  }

  /** The customer does not want to say. */
  skip() {
    this.#identity.rate(this.asked.escalation_id, "skipped");
    this.#isOwn = false;
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}
