/** Longer than two of the server's keep-alive pings: a connection that is silent for this long is dead. */
const quietLimitMs = 60_000;

/**
 * Reads server-sent events from a fetch response. Keep-alive comments are swallowed, but count as a sign of life.
 * @param {Response} response
 * @returns {AsyncGenerator<{event: string, data: any}>}
 */
export async function* readEvents(response) {
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await withinLimit(reader.read());
      if (done) return;
      rest += decoder.decode(value, { stream: true });
      const frames = rest.split(/\r\n\r\n|\n\n|\r\r/);
      rest = frames.pop();
      for (const frame of frames) {
        const event = parseFrame(frame);
        if (event !== null) yield event;
      }
    }
  } finally {
    reader.cancel().catch(() => {}); // already broken or aborted: nothing left to close
  }
}

function parseFrame(frame) {
  let event = "message";
  const data = [];
  for (const line of frame.split(/\r\n|\n|\r/)) {
    const colon = line.indexOf(":");
    if (colon === 0) continue;
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "event") event = value;
    else if (field === "data") data.push(value);
  }
  if (data.length === 0) return null;
  try {
    return { event, data: JSON.parse(data.join("\n")) };
  } catch {
    return null; // an event from a newer server that this page does not know
  }
}

async function withinLimit(promise) {
  let timer;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error("The connection went quiet.")), quietLimitMs);
  });
  try {
    return await Promise.race([promise, limit]);
  } finally {
    clearTimeout(timer);
  }
}
