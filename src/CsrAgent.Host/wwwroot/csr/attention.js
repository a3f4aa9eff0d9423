import { h, setText } from "./dom.js";
import { icon } from "./icons.js";
import { words } from "./words.js";

const maxPreview = 140;
const isOn = (option) => option !== undefined && option !== false && option !== "false";

/** How a customer notices a message while the panel is closed: a preview beside the launcher and, where the site asks, title and sound. */
export class Attention {
  #options;
  #title = "";
  #shownTitle = "";
  /** @type {AudioContext|null} */
  #audio = null;

  /** @param {{preview?: unknown, sound?: unknown, unreadTitle?: unknown}} options @param {() => void} open */
  constructor(options, open) {
    this.#options = options;
    this.speaker = h("strong", { dir: "auto", lang: "" });
    this.text = h("span", { class: "csr-preview-text", dir: "auto", lang: "" });
    this.element = h("div", { class: "csr-preview", role: "status", "data-testid": "preview", hidden: true },
      h("button", { type: "button", class: "csr-preview-open", on: { click: open } }, this.speaker, this.text),
      h("button", {
        type: "button", class: "csr-icon-button", "aria-label": words.dismiss, title: words.dismiss, "data-testid": "dismiss",
        on: { click: () => { this.element.hidden = true; } },
      }, icon("close")));
  }

  /** @param {import("./message.js").ChatMessage} message @param {number} unread */
  show(message, unread) {
    if (this.#options.preview === undefined || isOn(this.#options.preview)) {
      setText(this.speaker, message.author || words.speaker[message.role]);
      setText(this.text, plain(message.text));
      this.element.hidden = false;
    }
    if (isOn(this.#options.unreadTitle)) this.#showInTitle(unread);
    if (isOn(this.#options.sound)) this.#chime();
  }

  /** The customer has seen it. */
  clear() {
    this.element.hidden = true;
    if (document.title === this.#shownTitle) document.title = this.#title;
    this.#shownTitle = "";
  }

  #showInTitle(unread) {
    if (document.title !== this.#shownTitle) this.#title = document.title;
    document.title = this.#shownTitle = `(${unread}) ${this.#title}`;
  }

  /** Two soft notes; silent until the visitor has used the page, as browsers want it. */
  #chime() {
    this.#audio ??= new AudioContext();
    const { currentTime: now, destination } = this.#audio;
    for (const [frequency, start] of [[660, now], [880, now + 0.12]]) {
      const tone = new OscillatorNode(this.#audio, { frequency });
      const volume = new GainNode(this.#audio, { gain: 0 });
      volume.gain.setValueAtTime(0.06, start);
      volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.3);
      tone.connect(volume).connect(destination);
      tone.start(start);
      tone.stop(start + 0.3);
    }
  }
}

/** Markdown without its marks. @param {string} text */
function plain(text) {
  const bare = text.replace(/!?\[([^\]\n]+)\]\([^)\s]*\)/g, "$1").replace(/[*_`#>]+/g, "").replace(/\s+/g, " ").trim();
  return bare.length > maxPreview ? `${bare.slice(0, maxPreview)}…` : bare;
}
