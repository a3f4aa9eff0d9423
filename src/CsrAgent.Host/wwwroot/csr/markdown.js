import { externalLink, h, safeUrl } from "./dom.js";

/*
 * The Markdown that answers and articles use (paragraphs, lists, tables, bold, italics, code, links, headings), built as DOM nodes.
 * There is no path from text to markup here: what is not understood stays text.
 */

const fence = /^\s*(```|~~~)/;
const heading = /^\s{0,3}#{1,6}\s+(.+?)\s*#*\s*$/;
const listItem = /^(\s*)([-*+•]|\d{1,4}[.)])\s+(.*)$/;
const tableRule = /^\s*\|?\s*:?-{3,}:?\s*(\|\s*:?-{3,}:?\s*)*\|?\s*$/;
const rule = /^\s*([-*_])(\s*\1){2,}\s*$/;

/** @type {WeakMap<HTMLElement, string[]>} the source of each block that an element shows */
const rendered = new WeakMap();

/**
 * Shows Markdown in an element. Blocks that have not changed keep their nodes, so that a growing answer neither
 * flickers nor loses the reader's selection.
 * @param {HTMLElement} element
 * @param {string} text
 */
export function renderMarkdown(element, text) {
  const blocks = splitBlocks(text);
  const before = rendered.get(element) ?? [];
  const sources = blocks.map((block) => block.lines.join("\n"));
  let same = 0;
  while (same < before.length && before[same] === sources[same]) same++;
  while (element.childNodes.length > same) element.lastChild.remove();
  for (const block of blocks.slice(same)) element.append(renderBlock(block));
  rendered.set(element, sources);
}

/** @typedef {{kind: "code"|"heading"|"list"|"rule"|"table"|"paragraph", lines: string[]}} Block */

/** @param {string} text @returns {Block[]} */
function splitBlocks(text) {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  const blocks = [];
  for (let i = 0; i < lines.length;) {
    if (!lines[i].trim()) {
      i++;
      continue;
    }
    const kind = beginsTable(lines, i) ? "table" : kindOf(lines[i]);
    const start = i++;
    if (kind === "code") {
      const mark = fence.exec(lines[start])[1];
      while (i < lines.length && !lines[i].trim().startsWith(mark)) i++;
      i++;
    } else if (kind === "list") {
      i = endOfList(lines, start);
    } else if (kind === "table") {
      while (i < lines.length && lines[i].includes("|")) i++;
    } else if (kind === "paragraph") {
      while (i < lines.length && lines[i].trim() && kindOf(lines[i]) === "paragraph" && !beginsTable(lines, i)) i++;
    }
    blocks.push({ kind, lines: lines.slice(start, i) });
  }
  return blocks;
}

function kindOf(line) {
  if (fence.test(line)) return "code";
  if (heading.test(line)) return "heading";
  if (rule.test(line)) return "rule";
  return listItem.test(line) ? "list" : "paragraph";
}

/** A line of cells above a line of dashes. */
function beginsTable(lines, at) {
  return lines[at].includes("|") && (lines[at + 1] ?? "").includes("|") && tableRule.test(lines[at + 1]);
}

/** A list continues over indented lines, and over a blank line if another item or an indented line follows. */
function endOfList(lines, start) {
  const first = listItem.exec(lines[start]);
  const sameKind = (line) => {
    const item = listItem.exec(line);
    return item !== null && (item[1].length > first[1].length || isOrdered(item) === isOrdered(first));
  };
  let i = start + 1;
  for (; i < lines.length; i++) {
    if (!lines[i].trim()) {
      const next = lines[i + 1] ?? "";
      if (!next.trim() || !(sameKind(next) || /^\s{2,}/.test(next))) break;
    } else if (listItem.test(lines[i]) ? !sameKind(lines[i]) : kindOf(lines[i]) !== "paragraph" && !/^\s{2,}/.test(lines[i])) {
      break;
    }
  }
  return i;
}

const isOrdered = (item) => /\d/.test(item[2]);

/** @param {Block} block @returns {Node} */
function renderBlock({ kind, lines }) {
  switch (kind) {
    case "code": {
      const closed = lines.length > 1 && fence.test(lines[lines.length - 1]);
      return h("pre", { tabindex: 0 }, h("code", {}, lines.slice(1, closed ? -1 : undefined).join("\n")));
    }
    case "heading":
      return h("p", { class: "csr-heading-line" }, h("strong", {}, ...inline(heading.exec(lines[0])[1])));
    case "rule":
      return h("hr");
    case "list":
      return renderList(lines);
    case "table":
      return renderTable(lines);
    default:
      return h("p", { dir: "auto" }, ...inline(lines.map((line) => line.replace(/^\s*>\s?/, "").trim()).join("\n")));
  }
}

function renderTable([head, , ...rows]) {
  const row = (line, tag) => h("tr", {}, ...cells(line).map((cell) => h(tag, { dir: "auto" }, ...inline(cell))));
  return h("div", { class: "csr-table", tabindex: 0 },
    h("table", {}, h("thead", {}, row(head, "th")), h("tbody", {}, ...rows.map((line) => row(line, "td")))));
}

function cells(line) {
  return line.trim().replace(/^\||(?<!\\)\|$/g, "").split(/(?<!\\)\|/).map((cell) => cell.trim());
}

function renderList(lines) {
  const first = listItem.exec(lines[0]);
  const start = isOrdered(first) ? Number.parseInt(first[2], 10) : 1;
  const list = h(isOrdered(first) ? "ol" : "ul", { start: start === 1 ? null : start });
  /** @type {string[][]} */
  const items = [];
  for (const line of lines) {
    const item = listItem.exec(line);
    if (item !== null && item[1].length <= first[1].length) items.push([item[3]]);
    else items[items.length - 1].push(line);
  }
  for (const [head, ...rest] of items) {
    const entry = h("li", { dir: "auto" }, ...inline(head));
    const indent = Math.min(...rest.filter((line) => line.trim()).map((line) => /^\s*/.exec(line)[0].length));
    for (const block of splitBlocks(rest.map((line) => line.slice(indent)).join("\n"))) entry.append(renderBlock(block));
    list.append(entry);
  }
  return list;
}

const tokens = new RegExp([
  /\\(?<escaped>[\\`*_[\](){}#+\-.!>~|])/,
  /(?<ticks>`+)(?<code>[^`](?:[^\n]*?[^`])?)\k<ticks>(?!`)/,
  /!?\[(?<label>[^[\]\n]+)\]\(\s*<?(?<target>[^\s()<>]+(?:\([^\s()]*\)[^\s()<>]*)*)>?(?:\s+"[^"\n]*")?\s*\)/,
  /(?<url>https?:\/\/[^\s<>"`\\^{}|]+)/,
  /(?<strongMark>\*\*|__)(?=\S)(?<strong>.*?\S)\k<strongMark>/,
  /\*(?=[^\s*])(?<star>[^*\n]*[^\s*])\*(?!\*)/,
  /(?<![\p{L}\p{N}_])_(?=[^\s_])(?<underscore>[^_\n]*[^\s_])_(?![\p{L}\p{N}_])/,
  /(?<newline>\n)/,
].map((part) => part.source).join("|"), "gu");

/** @param {string} text @returns {(Node|string)[]} */
function inline(text, depth = 0) {
  if (depth > 4) return [text];
  const nodes = [];
  let at = 0;
  for (const match of text.matchAll(tokens)) {
    if (match.index > at) nodes.push(text.slice(at, match.index));
    at = match.index + match[0].length;
    const { escaped, code, label, target, url, strong, star, underscore, newline } = match.groups;
    if (escaped !== undefined) nodes.push(escaped);
    else if (code !== undefined) nodes.push(h("code", {}, code));
    else if (label !== undefined) nodes.push(...link(inline(label, depth + 1), target));
    else if (url !== undefined) nodes.push(...bareLink(url));
    else if (strong !== undefined) nodes.push(h("strong", {}, ...inline(strong, depth + 1)));
    else if (newline !== undefined) nodes.push(h("br"));
    else nodes.push(h("em", {}, ...inline(star ?? underscore, depth + 1)));
  }
  if (at < text.length) nodes.push(text.slice(at));
  return nodes;
}

function link(children, target) {
  const href = safeUrl(target);
  return href === null ? children : [externalLink(href, ...children)];
}

/** Trailing punctuation belongs to the sentence; a closing bracket belongs to the address only if it was opened inside. */
function bareLink(url) {
  let end = url.length;
  while (end > 0 && (/[.,;:!?'*_\]]/.test(url[end - 1]) || (url[end - 1] === ")" && !url.slice(0, end).includes("(")))) end--;
  const shown = url.slice(0, end);
  return [...link([shown], shown), url.slice(end)];
}
