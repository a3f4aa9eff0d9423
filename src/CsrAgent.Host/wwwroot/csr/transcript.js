import { h } from "./dom.js";
import { fullTime } from "./time.js";
import { words } from "./words.js";

/** Saves what was said as a text file. @param {import("./message.js").ChatMessage[]} messages */
export function downloadTranscript(messages) {
  const href = URL.createObjectURL(new Blob([transcript(messages)], { type: "text/plain;charset=utf-8" }));
  const day = new Date().toISOString().slice(0, 10);
  h("a", { href, download: `${words.conversation} ${day}.txt` }).click();
  setTimeout(() => URL.revokeObjectURL(href)); // after the browser has taken it
}

/** An answer of the assistant is marked as that of an AI. @param {import("./message.js").ChatMessage[]} messages */
function transcript(messages) {
  const said = messages.filter((message) => !message.streaming).map(({ role, author, at, text, articles = [] }) => {
    const speaker = author || words.speaker[role];
    const who = role === "agent" ? `${speaker} (${words.ai})` : speaker;
    const sources = articles.filter((article) => article.url).map((article) => `\n- ${article.title}: ${article.url}`);
    return `${fullTime(at)} · ${who}\n${text}${sources.join("")}`;
  });
  return `${words.title}\n\n${said.join("\n\n")}\n`;
}
