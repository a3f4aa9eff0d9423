import { JoinedTurn, StreamedAnswer } from "./draft.js";
import { uuid } from "./identity.js";
import { LiveFeed } from "./live.js";
import { fromHistory, fromReply, isSame, written } from "./message.js";
import { MessageList } from "./message-list.js";
import { Outbox } from "./outbox.js";
import { awaitsAnswer, isBeingSent, isInTrouble, isSettledBy } from "./pending.js";
import { PersonRating } from "./person-rating.js";
import { PersonSteps } from "./person-steps.js";
import { Places } from "./places.js";
import { Problem } from "./problem.js";

/** @typedef {import("./message.js").ChatMessage} ChatMessage */

/** One conversation as the customer sees it. Events: `message`, `removed`, `reset`, `state`, `ready`. */
export class Conversation extends MessageList {
  /** @type {import("./client.js").Status} */
  status = "bot";
  connected = true;
  /** A sentence about something that failed, or null. @type {string|null} */
  notice = null;
  #client;
  #identity;
  #outbox;
  #live;
  #streamed = new StreamedAnswer();
  /** The position up to which history has been read. @type {string|null} */
  #cursor = null;
  #statuses = 0; // that the live feed has brought: the answer to an earlier call may be older than the last of them
  #joinedTurn = new JoinedTurn();

  /** @param {import("./client.js").ChatClient} client @param {import("./identity.js").Identity} identity */
  constructor(client, identity) {
    super();
    this.#client = client;
    this.#identity = identity;
    this.#outbox = new Outbox(client, {
      accepted: (message) => this.#accepted(message),
      delta: (source, text) => this.#stream(source, text),
      done: (message, source, reply) => this.#answered(message, source, reply),
      broken: (source) => this.#dropDraft(source),
      waiting: (message, problem, delayMs) => {
        if (message.answered) this.#outbox.settle(message);
        else this.change(message, { trouble: "waiting", problem, retryAt: Date.now() + delayMs });
      },
      failed: (message, problem, kind) => {
        if (!message.answered) this.change(message, { trouble: kind, problem });
        if (problem.status === 0) this.#live.start(); // learns when the server is back, also where nothing was said yet
        this.#follow();
      },
    });
    this.#live = new LiveFeed(client, {
      catchUp: (signal) => this.#catchUp(signal),
      event: (name, data) => this.#liveEvent(name, data),
      connected: (isConnected) => this.#setConnected(isConnected),
    });
    this.places = new Places(client, identity);
    this.rating = new PersonRating(client, identity);
    this.person = new PersonSteps(client, {
      isStarted: () => identity.started,
      write: (text) => this.send(text),
      without: () => this.#setStatus("bot"),
      begun: () => this.#beginStep(),
      failed: (notice) => { this.notice = notice; },
      changed: () => this.emit("state"),
    });
    client.onSessionReplaced = () => { this.#cursor = null; };
    identity.addEventListener("elsewhere", () => this.#follow());
  }

  /** Shows the history, if there is any, and follows the conversation from then on. */
  open() {
    if (this.#identity.before === null) this.#begin();
    else this.#client.claim().catch(() => {}).then(() => this.#begin()); // tried again with the next call
  }

  #begin() {
    if (this.#identity.started) this.#live.start();
    else this.emit("ready");
  }

  /** Stops following while the page is hidden and no answer is pending. */
  rest() {
    if (this.status === "bot" && !this.#outbox.busy) this.#live.stop();
  }

  /** @param {string} text */
  send(text) {
    const message = written(text);
    this.notice = null;
    this.places.endLeft();
    this.show(message);
    this.#outbox.send(message);
    this.emit("state");
  }

  /** @param {ChatMessage} message one that was not sent or not answered */
  retry(message) {
    this.change(message, { trouble: "sending", problem: undefined });
    this.#outbox.send(message);
    this.emit("state");
  }

  /** @returns what takes its outcome: a status that the live feed has brought meanwhile is newer */
  #beginStep() {
    this.notice = null;
    this.emit("state");
    const before = this.#statuses;
    return async (status, message) => {
      this.#setStatus(status, before);
      await this.#catchUp().catch(() => {}); // the live feed catches up too
      if (message && !this.messages.some((known) => known.text === message)) this.notice = message;
    };
  }

  /** @param {ChatMessage} message @param {"up"|"down"} rating @param {string} [comment] */
  async rate(message, rating, comment) {
    await this.#client.feedback(message.turnId, rating, comment);
    this.#identity.rate(message.turnId, rating);
  }

  /** @param {ChatMessage} message @returns {"up"|"down"|null} */
  ratingOf(message) {
    return this.#identity.ratings[message.turnId] ?? null;
  }

  /** To a new conversation. Can be undone until something is written there. */
  startOver() {
    this.places.startOver(this.status);
    this.#moved(true);
    this.emit("ready");
  }

  undo() {
    const left = this.places.takeLeft();
    if (left !== null) this.goTo(left);
  }

  /** Goes on in an earlier conversation. @param {import("./identity.js").Place} place */
  goTo(place) {
    this.places.endLeft();
    this.#identity.resume(place);
    this.#moved(true);
    this.open();
  }

  /** Nothing of it goes on: the chat leaves the page. */
  stop() {
    this.places.endLeft();
    this.#clear();
    this.#identity.stop();
  }

  #moved(byCustomer) {
    this.#clear();
    this.emit("reset", { byCustomer });
    this.emit("state");
  }

  #clear() {
    this.#outbox.clear();
    this.#live.stop();
    this.#streamed.clear();
    this.rating.know();
    [this.messages, this.status, this.connected, this.#cursor, this.notice] = [[], "bot", true, null, null];
  }

  /** To the conversation in which another tab has gone on; what is being sent here is sent first. */
  #follow() {
    if (this.#outbox.busy || !this.#identity.follow()) return;
    this.places.followed();
    this.#moved(false);
    this.open();
  }

  /** Whether an answer is pending that is not visible yet. */
  get typing() {
    if (this.status === "human" || this.status === "waiting_for_human" || this.#streamed.message !== null) return false;
    return isBeingSent(this.messages) || awaitsAnswer(this.messages, this.#outbox.busy);
  }

  /** @param {ChatMessage} message */
  #accepted(message) {
    this.#identity.markStarted();
    this.change(message, { accepted: true, trouble: undefined, problem: undefined });
    this.#live.start();
  }

  /** @param {ChatMessage} message @param {import("./client.js").Reply} reply */
  #answered(message, source, reply) {
    this.#identity.markStarted();
    this.change(message, { accepted: true, answered: true, trouble: undefined, problem: undefined, turnId: reply.turn_id });
    if (reply.message) this.#finish(fromReply(reply));
    this.#dropDraft(source);
    this.#setStatus(reply.status ?? this.status);
    this.#live.start();
    this.#follow();
  }

  #stream(source, text, turnId) {
    const grown = this.#streamed.add(source, text, turnId);
    if (grown === null) return;
    if (!grown.isNew) return this.emit("message", grown.message);
    this.show(grown.message);
    this.emit("state");
  }

  #dropDraft(source) {
    const drafted = this.#streamed.drop(source);
    if (drafted === null) return;
    this.withdraw(drafted);
    this.emit("state");
  }

  /** The complete answer replaces whatever has been streamed. @param {Partial<ChatMessage>} answer */
  #finish(answer) {
    const drafted = this.#streamed.finish();
    const known = this.messages.find((message) => message !== drafted && isSame(message, answer));
    if (known !== undefined) {
      if (drafted !== null) this.withdraw(drafted);
      this.change(known, answer);
    } else if (drafted !== null) {
      this.change(drafted, { ...answer, streaming: false });
    } else {
      this.show({ key: uuid(), ...answer });
    }
    this.emit("state");
  }

  /** @param {import("./client.js").HistoryMessage} message from history or the live feed */
  #receive(message) {
    const received = fromHistory(message);
    const known = this.messages.find((other) => isSame(other, received));
    if (received.role === "agent") this.#finish(received);
    else if (known !== undefined) this.change(known, received);
    else this.show({ key: uuid(), ...received });
    if (received.role === "agent" || received.role === "human") this.#settle(received, known === undefined);
    // Written on another device after the end: the conversation has begun anew, which no status event says.
    if (received.role === "customer" && known === undefined && this.status === "ended") this.#setStatus("bot");
    this.emit("state");
  }

  #settle(answer, isNew) {
    for (const message of this.messages.filter((other) => isSettledBy(other, answer, isNew))) {
      const wasInTrouble = isInTrouble(message);
      this.change(message, { answered: true, trouble: undefined });
      if (wasInTrouble) this.#outbox.settle(message); // otherwise its own stream will deliver the rest of this answer
    }
  }

  /** @param {AbortSignal} [signal] @returns {Promise<void>} */
  async #catchUp(signal) {
    try {
      for (let more = true; more;) {
        const [before, page] = [this.#statuses, await this.#client.history(this.#cursor, signal)];
        for (const message of page.messages) this.#receive(message);
        this.#setStatus(page.status, before, page.person_rating);
        more = Boolean(page.next) && page.next !== this.#cursor;
        this.#cursor = page.next ?? this.#cursor; // the last page is read again; known messages are recognized by id
      }
    } catch (error) {
      const { status } = Problem.of(error);
      if (signal?.aborted || (status !== 404 && status !== 403)) throw error;
      this.#live.stop(); // expired or never arrived: the next message starts a new conversation
      if (this.messages.length === 0) this.#identity.startOver();
      this.#setConnected(true);
    }
    this.#joinedTurn.connected(awaitsAnswer(this.messages, this.#outbox.busy));
    this.emit("ready");
  }

  #liveEvent(name, data) {
    if (name === "message") this.#receive(data);
    else if (name === "status") this.#setStatus(data.status, ++this.#statuses, data.person_rating);
    else if (name === "delta") this.#liveDelta(data.turn_id, data.text ?? "");
  }

  #liveDelta(turnId, text) {
    const isCut = this.#joinedTurn.lacksBeginning(turnId);
    const finished = this.messages.some((message) => message.turnId === turnId && message.role === "agent" && !message.streaming);
    if (!finished && !isCut) this.#stream(`live:${turnId}`, text, turnId);
  }

  #setStatus(status, asOf = this.#statuses, rating = undefined) {
    if (asOf >= this.#statuses) this.rating.know(rating);
    if (status === this.status || asOf < this.#statuses) return;
    this.status = status;
    this.notice = null;
    this.emit("state");
  }

  #setConnected(isConnected) {
    // What failed because the server was unreachable is sent again once it is back, which may be before its absence was seen here.
    const isLost = ({ trouble, problem }) => isConnected && trouble === "failed" && problem?.status === 0;
    this.messages.filter(isLost).forEach((message) => this.retry(message));
    if (isConnected === this.connected) return;
    this.connected = isConnected;
    this.emit("state");
  }
}
