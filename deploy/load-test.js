// Customers under load, for k6 (https://k6.io):
//
//   k6 run -e SERVER=https://support.example.com -e CUSTOMERS=200 -e MINUTES=5 deploy/load-test.js
//
// Each customer asks a few questions in a conversation of their own and reads it afterwards: every question must have one answer.
// Behind NGINX all of them come from one address: raise its limits, or call the agent itself. With CHAT_AUTH=token give API_KEY.
import http from "k6/http";
import { check, sleep } from "k6";
import { Counter, Rate, Trend } from "k6/metrics";

const server = __ENV.SERVER || "http://localhost:8080";
const headers = { "Content-Type": "application/json", ...(__ENV.API_KEY && { "X-API-Key": __ENV.API_KEY }) };
const questions = [
  "How do I reset my password?",
  "How do I track my order?",
  "Can I return something that I have worn?",
  "My parcel has not arrived",
  "Do you ship to Canada?",
];

const answered = new Rate("answered");
const latency = new Trend("answer_time", true);
const lost = new Counter("lost_messages");
const doubled = new Counter("doubled_replies");

export const options = {
  scenarios: {
    customers: {
      executor: "ramping-vus",
      stages: [
        { duration: "30s", target: Number(__ENV.CUSTOMERS || 50) },
        { duration: `${__ENV.MINUTES || 2}m`, target: Number(__ENV.CUSTOMERS || 50) },
        { duration: "15s", target: 0 },
      ],
      gracefulStop: "60s",
    },
  },
  thresholds: {
    answered: ["rate>0.999"],
    answer_time: ["p(95)<10000"],
    lost_messages: ["count==0"],
    doubled_replies: ["count==0"],
  },
};

export default function () {
  const session = `k6-${__VU}-${__ITER}-${Date.now()}`;
  const asked = 1 + Math.floor(Math.random() * questions.length);
  for (let i = 0; i < asked; i++) ask(session, `${session}-${i}`, questions[i]);
  compare(session, asked);
}

// The same message_id is answered once, so a message that was refused for now may be sent again.
function ask(session, messageId, message) {
  const body = JSON.stringify({ session_id: session, user_id: session, message, message_id: messageId });
  for (let attempt = 0; attempt < 5; attempt++) {
    const response = http.post(`${server}/api/v1/chat`, body, { headers, timeout: "60s", tags: { name: "message" } });
    if (response.status === 429 || response.status === 503 || response.status === 0) {
      sleep(Number(response.headers["Retry-After"] || 1));
      continue;
    }
    answered.add(response.status === 200);
    latency.add(response.timings.duration);
    check(response, { "has an answer": (r) => r.status === 200 && r.json("message").length > 0 });
    sleep(1 + Math.random() * 4);
    return;
  }
  answered.add(false);
}

function compare(session, asked) {
  const response = http.get(`${server}/api/v1/chat/${session}?limit=500`, { headers, tags: { name: "history" } });
  if (response.status !== 200) return;
  const messages = response.json("messages");
  const mine = messages.filter((message) => message.role === "customer").length;
  const turns = messages.filter((message) => message.role !== "customer").map((message) => message.turn_id);
  lost.add(Math.max(0, asked - mine));
  doubled.add(turns.length - new Set(turns).size);
}
