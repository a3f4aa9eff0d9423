/** A failed call: the server's problem (application/problem+json), or status 0 if there was no response. */
export class Problem extends Error {
  /** @param {{status?: number, title?: string, detail?: string, code?: string, field?: string}} body */
  constructor(body, retryAfterMs = null) {
    super(body.detail || body.title || "The request failed.");
    this.status = body.status ?? 0;
    this.code = body.code ?? "";
    this.field = body.field ?? "";
    /** @type {number|null} */
    this.retryAfterMs = retryAfterMs;
  }

  /** @param {Response} response */
  static async from(response) {
    const body = await response.json().catch(() => ({})); // a proxy's error page is not JSON
    return new Problem({ ...body, status: response.status }, retryAfter(response.headers.get("Retry-After")));
  }

  /** Anything that a fetch or a broken stream throws. */
  static of(error) {
    return error instanceof Problem ? error : new Problem({ status: 0, title: error?.message });
  }
}

/** Retry-After is seconds or a date. */
function retryAfter(header) {
  if (!header) return null;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : null;
}
