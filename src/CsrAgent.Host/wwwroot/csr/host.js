import { h } from "./dom.js";

/**
 * The element that holds the widget. It is beside the page's body, so that nothing happens to it where a site swaps its body for another
 * (Turbo, htmx, Astro), and comes back where a site replaces its whole document.
 */
export class WidgetHost {
  #element = h("div", { "data-csr-widget": true });
  #observer = new MutationObserver(() => this.#attach());
  #changed;
  root = this.#element.attachShadow({ mode: "open" });

  /** @param {() => void} changed the page may have another body */
  constructor(changed) {
    this.#changed = changed;
    this.#attach();
  }

  /** @param {string[]} styles */
  dress(...styles) {
    const sheets = styles.map((text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      return sheet;
    });
    this.root.adoptedStyleSheets = [...this.root.adoptedStyleSheets, ...sheets];
  }

  remove() {
    this.#observer.disconnect();
    this.#element.remove();
  }

  #attach() {
    const page = document.documentElement;
    if (page !== null && this.#element.parentNode !== page) page.append(this.#element);
    this.#observer.disconnect();
    for (const node of [document, page]) if (node !== null) this.#observer.observe(node, { childList: true });
    this.#changed();
  }
}
