const small = matchMedia("(max-width: 480px)");

/** On a small screen the open panel covers the page, which must then neither be read, nor reached, nor scrolled. */
export class Modal {
  #panel;
  #isOpen = false;
  /** @type {HTMLElement|null} the body that was made inert here */
  #body = null;
  #overflow = "";
  #sync = () => this.sync();

  /** @param {HTMLElement} panel */
  constructor(panel) {
    this.#panel = panel;
    small.addEventListener("change", this.#sync);
  }

  get isModal() {
    return this.#isOpen && small.matches;
  }

  /** @param {boolean} isOpen */
  set(isOpen) {
    this.#isOpen = isOpen;
    this.sync();
  }

  /** Also for a body that has come meanwhile. */
  sync() {
    const { body, documentElement: { style } } = document;
    if (this.isModal) {
      this.#panel.setAttribute("aria-modal", "true");
      if (this.#body === null) this.#overflow = style.overflow;
      if (body !== null && !body.inert) [this.#body, body.inert] = [body, true];
      style.overflow = "hidden";
    } else if (this.#body !== null) {
      this.#panel.removeAttribute("aria-modal");
      this.#body.inert = false;
      this.#body = null;
      style.overflow = this.#overflow;
    }
  }

  end() {
    this.set(false);
    small.removeEventListener("change", this.#sync);
  }
}
