import { h, setText } from "./dom.js";
import { icon } from "./icons.js";
import { words } from "./words.js";

/**
 * Thumbs under an answer, and a comment field after a thumb down.
 * @param {"up"|"down"|null} initial
 * @param {(rating: "up"|"down", comment?: string) => Promise<void>} save
 * @returns {HTMLElement}
 */
export function feedback(initial, save) {
  let rating = initial;
  const up = thumb("up", "up", words.yes);
  const down = thumb("down", "thumbDown", words.no);
  const outcome = h("span", { class: "csr-feedback-outcome", role: "status" });
  const element = h("div", { class: "csr-feedback" },
    h("div", { class: "csr-feedback-row", role: "group", "aria-label": words.helpful }, up, down, outcome));
  let form = null;
  press();
  return element;

  function thumb(value, shape, label) {
    const choose = () => rate(value);
    return h("button", {
      type: "button", class: "csr-quiet-button", "aria-label": label, title: label, "data-testid": `feedback-${value}`,
      on: { click: choose },
    }, icon(shape));
  }

  function press() {
    up.setAttribute("aria-pressed", String(rating === "up"));
    down.setAttribute("aria-pressed", String(rating === "down"));
  }

  async function rate(value) {
    const before = rating;
    rating = value;
    press();
    closeForm();
    if (value === "down") openForm();
    const saved = await tell(outcome, () => save(value));
    if (!saved && rating === value) {
      rating = before;
      press();
      closeForm();
    }
  }

  function openForm() {
    form = commentForm(words.commentLabel, async (comment) => {
      if (comment === "" || (await tell(outcome, () => save("down", comment)))) closeForm();
    }, () => {
      closeForm();
      down.focus();
    });
    element.append(form);
    form.querySelector("textarea").focus();
  }

  function closeForm() {
    form?.remove();
    form = null;
  }
}

/**
 * Says whether it could be saved.
 * @param {HTMLElement} outcome
 * @param {() => Promise<void>} save
 * @param {() => boolean} [isLatest] whether this is still what the customer waits for; else nothing is said
 * @returns {Promise<boolean>}
 */
export async function tell(outcome, save, isLatest = () => true) {
  const saved = await save().then(() => true, () => false);
  if (isLatest()) setText(outcome, saved ? words.thanks : words.notSaved);
  return saved;
}

/** A field for a comment. @param {string} label @param {(comment: string) => void} send @param {() => void} skip */
export function commentForm(label, send, skip) {
  const field = h("textarea", { rows: 2, maxlength: 1000, dir: "auto", class: "csr-field", "data-testid": "feedback-comment" });
  const submit = (event) => {
    event.preventDefault();
    send(field.value.trim());
  };
  return h("form", { class: "csr-feedback-form", on: { submit } },
    h("label", {}, h("span", {}, label), field),
    h("div", { class: "csr-feedback-actions" },
      h("button", { type: "submit", class: "csr-button", "data-testid": "feedback-send" }, words.commentSend),
      h("button", { type: "button", class: "csr-link-button", on: { click: skip } }, words.commentSkip)));
}
