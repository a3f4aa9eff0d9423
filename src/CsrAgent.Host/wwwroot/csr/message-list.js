/** The messages on display. Events: `message` for one that is new or has changed, `removed`, `state`. */
export class MessageList extends EventTarget {
  /** @type {import("./message.js").ChatMessage[]} */
  messages = [];

  /** @param {import("./message.js").ChatMessage} message */
  show(message) {
    this.messages.push(message);
    this.emit("message", message);
  }

  /** @param {import("./message.js").ChatMessage} message @param {Partial<import("./message.js").ChatMessage>} changes */
  change(message, changes) {
    Object.assign(message, changes);
    this.emit("message", message);
    if ("trouble" in changes) this.emit("state");
  }

  /** Takes back one that the server refused. @param {import("./message.js").ChatMessage} message */
  withdraw(message) {
    this.messages = this.messages.filter((other) => other !== message);
    this.emit("removed", message);
  }

  /** @param {string} name @param {unknown} [detail] */
  emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
