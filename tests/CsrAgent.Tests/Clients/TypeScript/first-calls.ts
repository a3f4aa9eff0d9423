// The README's first calls, as a TypeScript developer makes them, with what openapi-typescript generates from docs/openapi.json.
import createClient from "openapi-fetch";
import type { components, paths } from "./obj/api.js";

type ConversationEvent = components["schemas"]["ConversationEvent"];

const [baseUrl, apiKey] = process.argv.slice(2);
if (!baseUrl || !apiKey) throw new Error("Usage: first-calls URL API_KEY");
const session = "demo-typescript";
const chat = createClient<paths>({ baseUrl });
const admin = createClient<paths>({ baseUrl, headers: { "X-API-Key": apiKey } });
const said: string[] = [];

const question = { session_id: session, user_id: "ann", message: "I need help resetting my password" };
const answer = await chat.POST("/api/v1/chat", { body: question });
// 200 is the answer, or a stream where that was asked for; 202 says that it will follow.
if (typeof answer.data !== "object" || !("turn_id" in answer.data)) throw new Error("There is no answer.");
const { status, sentiment, kb_articles, confidence, escalation } = answer.data;
said.push(`${status} ${sentiment} ${kb_articles[0]?.id} ${confidence > 0.5} ${escalation}`);
const path = { sessionId: session };
const body = { turn_id: answer.data.turn_id, rating: "up" } as const;
said.push(`${(await chat.POST("/api/v1/chat/{sessionId}/feedback", { params: { path }, body })).response.status}`);
said.push(await ask());

const history = await chat.GET("/api/v1/chat/{sessionId}", { params: { path } });
said.push(history.data?.messages.map((message) => message.role).join(" ") ?? "");

const empty = await chat.POST("/api/v1/chat", { body: { user_id: "ann", message: "" } });
said.push(`${empty.error?.status} ${empty.error?.code} ${empty.error?.field} ${(empty.error?.trace_id?.length ?? 0) > 0}`);
said.push(`${(await chat.GET("/api/v1/admin/stats")).error?.code}`);

said.push(`${((await admin.POST("/api/v1/admin/knowledge-base/index")).data?.unchanged ?? 0) > 60}`);
said.push(`${(await chat.DELETE("/api/v1/chat/{sessionId}", { params: { path } })).response.status}`);
const ended = await admin.GET("/api/v1/admin/conversations", { params: { query: { status: "ended", user_id: "ann" } } });
said.push(`${ended.data?.conversations.some((conversation) => conversation.session_id === session)}`);
said.push(`${(await chat.GET("/health/ready")).data?.status}`);
console.log(said.join("\n"));

/** Accepted at once, followed on the event stream, and read from its turn. */
async function ask(): Promise<string> {
  const stop = new AbortController();
  const stream = await chat.GET("/api/v1/chat/{sessionId}/events", { params: { path }, parseAs: "stream", signal: stop.signal });
  const body = { session_id: session, user_id: "ann", message: "How do I track my order?" };
  const accepted = await chat.POST("/api/v1/chat", { params: { header: { Prefer: "respond-async" } }, body });
  if (typeof accepted.data !== "object" || !("location" in accepted.data)) throw new Error("The message was not accepted for later.");
  for await (const event of eventsOf(stream.data as ReadableStream<BufferSource> | null)) {
    // The compiler knows the data by the name of the event.
    if (event.event === "message" && event.data.role === "agent") break;
  }
  stop.abort();
  const query = { session_id: session };
  const turn = await chat.GET("/api/v1/turns/{id}", { params: { path: { id: accepted.data.message_id }, query } });
  return `${accepted.data.status} ${turn.response.status} ${turn.data && "kb_articles" in turn.data && turn.data.kb_articles.length > 0}`;
}

async function* eventsOf(bytes: ReadableStream<BufferSource> | null): AsyncGenerator<ConversationEvent> {
  if (!bytes) return;
  let rest = "";
  for await (const text of bytes.pipeThrough(new TextDecoderStream())) {
    const blocks = (rest + text).split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const fields = new Map(block.split("\n").map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()]));
      const data = fields.get("data");
      if (data) yield { event: fields.get("event"), data: JSON.parse(data) } as ConversationEvent;
    }
  }
}
