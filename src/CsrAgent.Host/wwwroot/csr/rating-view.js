import { h, setText } from "./dom.js";
import { commentForm, tell } from "./feedback-view.js";
import { icon } from "./icons.js";
import { words } from "./words.js";

/**
 * Asks how a person did: five buttons, and a comment field after one of them.
 * @param {import("./person-rating.js").PersonRating} rating
 * @returns {HTMLElement}
 */
export function ratingView(rating) {
  /** Of which hand-off it shows what. */
  let shown = null;
  let form = null;
  const outcome = h("p", { class: "csr-feedback-outcome", role: "status" });
  const scores = words.rates.map((name, at) => h("button", {
    type: "button", class: "csr-score", "aria-label": `${at + 1}: ${name}`, title: name, "aria-pressed": "false",
    "data-testid": `score-${at + 1}`, on: { click: () => choose(at + 1) },
  }, String(at + 1)));
  const ends = h("div", { class: "csr-score-ends", "aria-hidden": "true" },
    h("span", {}, words.rates[0]), h("span", {}, words.rates.at(-1)));
  const dismiss = h("button", {
    type: "button", class: "csr-icon-button", "aria-label": words.dismiss, title: words.dismiss, "data-testid": "rating-skip",
    on: { click: () => rating.skip() },
  }, icon("close"));
  const element = h("div", {
    class: "csr-rating", role: "group", "aria-label": words.ratePerson, "data-testid": "person-rating", hidden: true,
  }, h("div", { class: "csr-rating-head" }, h("p", {}, words.ratePerson), dismiss),
    h("div", { class: "csr-scores" }, ...scores), ends, outcome);
  rating.addEventListener("change", show);
  return element;

  function show() {
    const id = rating.isShown ? rating.asked.escalation_id : null;
    if (id !== shown) {
      shown = id;
      press(null);
      close();
      setText(outcome, "");
    }
    element.hidden = id === null;
  }

  function press(score) {
    scores.forEach((button, at) => button.setAttribute("aria-pressed", String(at + 1 === score)));
  }

  async function choose(score) {
    press(score);
    close();
    if (!(await tell(outcome, () => rating.rate(score)))) return press(null);
    form = commentForm(words.rateComment, async (comment) => {
      if (comment === "" || (await tell(outcome, () => rating.rate(score, comment)))) close();
    }, close);
    element.append(form);
  }

  function close() {
    form?.remove();
    form = null;
  }
}
