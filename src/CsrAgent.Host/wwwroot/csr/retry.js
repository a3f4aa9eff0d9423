/** About half a minute in total: longer than a server takes to restart. */
const automaticTries = 6;
const automaticTriesWhenBusy = 8;
const maxWaitMs = 60_000;

/**
 * What to do after a message could not be delivered.
 * `wait`: send the same message again after the delay. `rejected`: the server will never accept it unchanged.
 * `failed`: the customer decides.
 * @param {import("./problem.js").Problem} problem
 * @param {number} attempt 1 for the first
 * @param {() => number} [random]
 * @returns {{kind: "wait", delayMs: number} | {kind: "rejected"|"failed"}}
 */
export function afterFailure(problem, attempt, random = Math.random) {
  const { status, retryAfterMs } = problem;
  const busy = status === 429 || status === 503;
  if (busy) {
    if (attempt >= automaticTriesWhenBusy || retryAfterMs > maxWaitMs) return { kind: "failed" };
    return { kind: "wait", delayMs: (retryAfterMs ?? backoff(attempt, random)) + Math.round(random() * 250) };
  }
  if (status >= 400 && status < 500 && status !== 408) {
    return { kind: status === 400 || status === 413 || status === 422 ? "rejected" : "failed" };
  }
  if (attempt >= automaticTries) return { kind: "failed" };
  return { kind: "wait", delayMs: backoff(attempt, random) };
}

/** Doubles from one second up to half a minute, with jitter so that browsers do not all reconnect at once. */
export function backoff(attempt, random = Math.random) {
  const full = Math.min(30_000, 1000 * 2 ** (attempt - 1));
  return Math.round(full * (0.6 + 0.4 * random()));
}

/** Waits; ends early when the browser is back online, and at once when the signal is aborted. */
export function pause(ms, signal) {
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      removeEventListener("online", finish);
      signal?.removeEventListener("abort", finish);
      resolve();
    };
    const timer = setTimeout(finish, ms);
    if (signal?.aborted) finish();
    else signal?.addEventListener("abort", finish);
    addEventListener("online", finish);
  });
}
