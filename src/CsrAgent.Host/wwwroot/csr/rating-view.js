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
  /** The score that is pressed, and how often one was: what an earlier press brings comes too late. */
  let chosen = null;
  let latest = 0;
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
      latest++;
      press(null);
      close();
      setText(outcome, "");
    }
    element.hidden = id === null;
  }

  function press(score) {
    chosen = score;
    scores.forEach((button, at) => button.setAttribute("aria-pressed", String(at + 1 === score)));
  }

  async function choose(score) {
    press(score);
    if (!(await save())) return;
    if (rating.given.comment) return close();
    if (form !== null) return;
    form = commentForm(words.rateComment, async (comment) => {
      if (comment === "" || (await save(comment))) close();
    }, close);
    element.append(form);
  }

  /** @param {string} [comment] @returns {Promise<boolean>} whether what is pressed is stored; false also for what is no longer pressed */
  async function save(comment) {
    const mine = ++latest;
    const isLatest = () => mine === latest;
    const saved = await tell(outcome, () => rating.rate(chosen, comment), isLatest);
    if (isLatest() && !saved) press(rating.given.score ?? null);
    return saved && isLatest();
  }

  function close() {
    form?.remove();
    form = null;
  }
}
