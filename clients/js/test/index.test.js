import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { register } from "node:module";
import { beforeEach, test } from "node:test";
import { newPage } from "./page.js";

const double = new URL("./react-double.js", import.meta.url).href;
const hooks = `export const resolve = (name, context, next) =>
  name === "react" ? { url: ${JSON.stringify(double)}, shortCircuit: true } : next(name, context);`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);

const server = "https://support.example.com/help";
const settled = () => new Promise((resolve) => setImmediate(resolve));
let page;
let chat;
let version = 0;

beforeEach(async () => {
  page = newPage();
  chat = await import(`../index.js?${++version}`); // a page's own
});

test("loading adds the script once and boots with the options", async () => {
  const first = chat.loadCsrChat({ server, nonce: "abc", title: "Help" });
  const second = chat.loadCsrChat({ server: `${server}/`, color: "#123456" });
  assert.equal(page.scripts.length, 1);
  assert.equal(page.scripts[0].src, "https://support.example.com/help/widget.js");
  assert.equal(page.scripts[0].nonce, "abc");
  assert.deepEqual(window.csrChatSettings, { server: "https://support.example.com/help/", manual: true });

  const made = page.load();

  assert.equal(await first, await second);
  assert.deepEqual([...made], [["boot", { title: "Help" }], ["boot", { color: "#123456" }]]);
});

test("a widget that is already there is used", async () => {
  page.load();
  assert.equal(await chat.loadCsrChat({ server }), window.CsrChat);
  assert.equal(page.scripts.length, 0);
});

test("a script that cannot be loaded is an error, and can be loaded again", async () => {
  const loading = chat.loadCsrChat({ server });
  page.scripts[0].listeners.error();
  await assert.rejects(loading, /widget\.js could not be loaded/);
  assert.ok(page.scripts[0].isGone);
  chat.loadCsrChat({ server });
  assert.equal(page.scripts.length, 2);
});

test("a second server is refused", async () => {
  chat.loadCsrChat({ server });
  await assert.rejects(chat.loadCsrChat({ server: "https://other.example" }), /one only/);
});

test("calls wait for the widget", () => {
  chat.callCsrChat("open");
  assert.deepEqual([...page.load()], [["open"]]);
});

test("the React component follows its properties and gives way to others", async () => {
  const { CsrChat } = await import("../react.js");
  const { render, unmount } = await import("./react-double.js");
  const heard = [];
  render(CsrChat, { server, title: "Help", onUnread: (count) => heard.push(["first", count]) });
  const made = page.load();
  await settled();
  assert.deepEqual([...made], [["show"], ["boot", { title: "Help" }]]);

  render(CsrChat, { server, title: "Help", onUnread: (count) => heard.push(["second", count]) });
  await settled();
  assert.equal(made.length, 2, "another handler is no change of the options");
  made.listeners.unread(3);
  assert.deepEqual(heard, [["second", 3]]);

  render(CsrChat, { server, title: "Other", onUnread: () => {} });
  await settled();
  assert.deepEqual(made.slice(2), [["boot", { title: "Other" }]]);
  unmount();
  assert.deepEqual(made.slice(3), [["close"], ["hide"]]);
  assert.deepEqual(made.listeners, {});

  // A page with a button of its own.
  render(CsrChat, { server, launcher: "hidden" });
  await settled();
  assert.deepEqual(made.slice(5), [["hide"], ["boot", { launcher: "hidden" }]]);
  unmount();
});

test("the types name what the widget has", async () => {
  const source = await readFile(new URL("../../../src/CsrAgent.Host/wwwroot/csr/api.js", import.meta.url), "utf8");
  const types = await readFile(new URL("../index.d.ts", import.meta.url), "utf8");
  const names = (text, pattern) => [...text.matchAll(pattern)].map((match) => match[1]).sort();
  const api = /const api = \{\n([\s\S]*?)\n {2}\};/.exec(source)[1];
  const declared = /interface CsrChatApi \{\n([\s\S]*?)\n\}/.exec(types)[1];
  assert.deepEqual(names(declared, /^ {2}(\w+)[<(]/gm), names(api, /^ {4}(\w+)[:,]/gm));
  const events = /Events: ([^.]*)\./.exec(source)[1].match(/\w+/g).sort();
  assert.deepEqual(names(/interface ChatEvents \{\n([\s\S]*?)\n\}/.exec(types)[1], /^ {2}(\w+):/gm), events);
});
