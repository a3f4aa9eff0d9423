/** What a customer is asked once a person has settled their matter. Event: `change`. */
export class PersonRating extends EventTarget {
  /** As the server has said it last. @type {{escalation_id: string, score: number|null}|null} */
  asked = null;
  /** What this tab has had stored for it. @type {{score?: number, comment?: string}} */
  given = {};
  /** Answered in this tab, where it stays with its thanks. */
  #isOwn = false;
  /** One answer after the other: the server keeps the one that reaches it last. */
  #sending = Promise.resolve();
  #client;
  #identity;

  /** @param {import("./client.js").ChatClient} client @param {import("./identity.js").Identity} identity */
  constructor(client, identity) {
    super();
    this.#client = client;
    this.#identity = identity;
    identity.addEventListener("ratings", () => this.#changed());
  }

  /** @param {typeof this.asked|undefined} asked in a history or a status; absent while there is nothing to ask */
  know(asked = null) {
    if (asked?.escalation_id !== this.asked?.escalation_id) {
      this.#isOwn = false;
      this.given = {};
    }
    this.asked = asked;
    this.#changed();
  }

  get isShown() {
    if (this.asked === null) return false;
    return this.#isOwn || (this.asked.score === null && this.#identity.ratings[this.asked.escalation_id] === undefined);
  }

  /**
   * An answer replaces the whole of the one before, so that a comment that was given is given again with another score.
   * @param {number} score 1 to 5
   * @param {string} [comment]
   */
  async rate(score, comment) {
    this.#isOwn = true;
    const [id, given] = [this.asked.escalation_id, this.given];
    const sent = this.#sending.then(async () => {
      const whole = { score, comment: comment ?? given.comment };
      await this.#client.ratePerson(id, whole.score, whole.comment);
      Object.assign(given, whole);
    });
    this.#sending = sent.catch(() => {}); // told to whoever gave that answer
    await sent;
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
