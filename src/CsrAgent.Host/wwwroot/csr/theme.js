import { applyAccent } from "./color.js";
import { storage } from "./storage.js";

const key = "csr:theme";
const system = matchMedia("(prefers-color-scheme: dark)");

/** Light or dark: the visitor's choice, else the site's, else the system's. */
export class Theme extends EventTarget {
  #color;
  #asked;
  /** Also kept here, for browsers without storage. @type {"light"|"dark"|null} */
  #chosen = storage.read(key);
  /** @type {Set<HTMLElement>} */
  #elements = new Set();

  /** @param {string} [color] the brand color @param {string} [asked] "light" or "dark" */
  constructor(color, asked) {
    super();
    this.#color = color;
    this.#asked = asked === "light" || asked === "dark" ? asked : null;
    system.addEventListener("change", () => this.#apply());
  }

  /** @returns {"light"|"dark"} */
  get current() {
    return this.#chosen ?? this.#asked ?? (system.matches ? "dark" : "light");
  }

  /** @param {HTMLElement} element themed now and on every change */
  paint(element) {
    this.#elements.add(element);
    this.#apply();
  }

  toggle() {
    this.#chosen = this.current === "dark" ? "light" : "dark";
    storage.write(key, this.#chosen);
    this.#apply();
  }

  #apply() {
    for (const element of this.#elements) {
      element.dataset.theme = this.current;
      applyAccent(element, this.#color, this.current);
    }
    this.dispatchEvent(new Event("change"));
  }
}
