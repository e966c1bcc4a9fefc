"use strict";
// Markdown of an answer → nodes, for the chat and the widget. Only text nodes and a few elements are made, never HTML
// from text; addresses must be http(s). Whatever else stands in an answer is shown as it is written.

export const make = (name, attributes, ...children) => {
  const one = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) one.setAttribute(key, value);
  one.append(...children);
  return one;
};

export const isWeb = (url) => /^https?:\/\//i.test(url || "");

const INLINE = /\*\*(.+?)\*\*|\*(.+?)\*|`(.+?)`|\[([^\]]+)\]\(([^)\s]+)\)|\[(\d{1,2})\]/g;

// mark(number): the node of a source's number; plain(text): the nodes of ordinary text.
export const inline = (text, { mark, plain } = {}) => {
  const nodes = [];
  const add = (words) => words && nodes.push(...(plain ? plain(words) : [words]));
  let at = 0;
  for (const found of text.matchAll(INLINE)) {
    add(text.slice(at, found.index));
    at = found.index + found[0].length;
    const [all, bold, soft, code, title, url, number] = found;
    if (bold) nodes.push(make("strong", {}, ...inline(bold, { mark, plain })));
    else if (soft) nodes.push(make("em", {}, ...inline(soft, { mark, plain })));
    else if (code) nodes.push(make("code", {}, code));
    else if (isWeb(url)) nodes.push(make("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, title));
    else if (number && mark) nodes.push(mark(number));
    else nodes.push(title || all);
  }
  add(text.slice(at));
  return nodes;
};

const cells = (line) => line.replace(/^\|\s?|\s?\|$/g, "").split(/\s?\|\s?/);

const table = (lines, how) => {
  const row = (line, name) => make("tr", {}, ...cells(line).map((cell) => (name === "th" && cell.trim() ? make(name, { scope: "col" }, ...inline(cell, how)) : make("td", {}, ...inline(cell, how)))));
  const body = lines.slice(2).filter(Boolean).map((line) => row(line, "td"));
  const drawn = make("table", {}, make("thead", {}, row(lines[0], "th")), make("tbody", {}, ...body));
  return make("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": "Table" }, drawn);
};

const ITEM = /^(?:[-*]|\d+\.)\s+/;

const kind = (line) => (line.startsWith("|") ? "table" : ITEM.test(line) ? "list" : "text");

const drawn = (lines, how) => {
  const what = kind(lines[0]);
  if (what === "table" && lines.length > 1) return table(lines, how);
  if (what === "list") {
    return make(/^\d/.test(lines[0]) ? "ol" : "ul", {}, ...lines.map((line) => make("li", {}, ...inline(line.replace(ITEM, ""), how))));
  }
  return make("p", lines[0].startsWith("*Due for review:") ? { class: "due" } : {}, ...inline(lines.join(" ").replace(/^#+\s*/, ""), how));
};

// Lines of one kind that follow one another make one node.
export const blocks = (text, how) => {
  const runs = [];
  for (const line of text.split("\n")) {
    const last = runs[runs.length - 1];
    if (!line.trim()) runs.push([]);
    else if (last?.length && kind(last[0]) === kind(line)) last.push(line);
    else runs.push([line]);
  }
  return runs.filter((run) => run.length).map((run) => drawn(run, how));
};

// The answer without its list of sources, and that list.
export const parted = (answer) => {
  const [text, listed] = answer.split(/\n*\*\*Sources\*\*\n*/);
  return { text, listed: (listed || "").trim() };
};
