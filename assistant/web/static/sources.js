"use strict";
// The sources of one answer: one entry a document with its places; the marks [n] in the text show the quote and lead to it.

import { isWeb, make } from "./markdown.js";

const QUOTED = 320; // characters of a quote shown beside a mark

const byDocument = (sources) => {
  const found = new Map();
  for (const one of sources) found.set(one.source + one.title, [...(found.get(one.source + one.title) || []), one]);
  return [...found.values()];
};

// An organisation's own document opens here, at the page quoted.
const isOwn = (one) => /^own-/.test(one.section || "");
const shelf = (one, words) => make("a", { href: `document?id=${encodeURIComponent(one.section)}`, target: "_blank" }, words);
const isPractice = (one) => one.source === "this-program" && one.locator === "Practice";
const linked = (one, words) => (isPractice(one) ? make("a", { href: "practice" }, words) : isWeb(one.url) ? make("a", { href: one.url, target: "_blank", rel: "noopener noreferrer" }, words) : isOwn(one) ? shelf(one, words) : words);

// Whose words these are: the document's own, ours for a section of the library, or what a tool worked out by the source.
const whose = (one) => (!one.passage ? "Bears out: " : isOwn(one) ? "" : "In our words: ");

const place = (one, number, said) => {
  const row = make("div", { class: "spot", id: `source-${number}-${one.n}`, tabindex: "-1" });
  row.append(make("p", { class: "where" }, make("span", { class: "n" }, `[${one.n}] `), linked(one, one.locator || "the document")));
  if (one.section && (isWeb(one.url) || !isOwn(one))) row.firstChild.append(" · ", shelf(one, "in the library"));
  if (one.quote && !said.has(one.quote)) row.append(make(isOwn(one) ? "blockquote" : "p", { class: "quote" }, make("span", { class: "whose" }, whose(one)), one.quote));
  said.add(one.quote);
  return row;
};

// Where an answer sends to practice, the page itself: about the code asked for, or the lesson whose words stand in the question.
const LESSONS = [[/modifier|\b(kx|cq|co|59|gp|go|gn)\b/i, "modifiers"], [/minute|unit|count/i, "counting"], [/remit/i, "remittances"], [/denial|denied/i, "denials"], [/appeal|letter/i, "letters"], [/note/i, "notes"]];
export const practiceLink = (sources, asked) => {
  if (!sources.some(isPractice)) return [];
  const code = /\b(\d{5}|[A-Z]\d{4})\b/i.exec(asked)?.[0].toUpperCase();
  const lesson = LESSONS.find(([words]) => words.test(asked))?.[1];
  const to = code ? [`practice?lesson=stories&code=${code}`, `Practice ${code}`] : lesson ? [`practice?lesson=${lesson}`, `Practice ${lesson}`] : ["practice", "Open Practice"];
  return [make("p", { class: "practice" }, make("a", { href: to[0] }, to[1]), ...(to[0] === "practice" ? [] : [" · ", make("a", { href: "practice" }, "Your path and all lessons")]))];
};

export const sourceList = (sources, number) => {
  if (!sources.length) return [];
  const said = new Set();
  const rows = byDocument(sources).map((places) => {
    const item = make("li", {}, make("p", { class: "title" }, linked(places[0], places[0].title)));
    item.append(...places.map((one) => place(one, number, said)), make("p", { class: "about" }, [...new Set(places.map((one) => one.about))].join(" · ")));
    return item;
  });
  return [make("div", { class: "sources", role: "group", "aria-label": "Sources of this answer" }, make("h3", {}, "Sources"), make("ul", {}, ...rows))];
};

const highlight = (article, id) => {
  for (const one of article.querySelectorAll(".spot.on")) one.classList.remove("on");
  const spot = document.getElementById(id);
  spot?.classList.add("on");
  spot?.focus({ preventScroll: true });
  spot?.scrollIntoView({ block: "nearest" });
};

// A mark as a button: its quote shows while it is pointed at or has the focus; pressed, its place is marked in the list.
export const marks = (sources, number, article) => {
  const tip = make("div", { class: "tip", role: "tooltip", id: `tip-${number}`, hidden: "" });
  article.append(tip);
  const show = (one, button) => {
    tip.replaceChildren(make("strong", {}, `${one.title}, ${one.locator}`), make("p", {}, whose(one) + one.quote.slice(0, QUOTED) + (one.quote.length > QUOTED ? "…" : "")));
    tip.hidden = false;
    const at = button.getBoundingClientRect();
    const room = article.getBoundingClientRect();
    tip.style.left = `${Math.max(0, Math.min(at.left - room.left, room.width - tip.offsetWidth))}px`;
    tip.style.top = `${at.bottom - room.top + 6}px`;
  };
  const hide = () => { tip.hidden = true; };
  return (n) => {
    const one = sources.find((source) => String(source.n) === String(n));
    if (!one) return `[${n}]`;
    const button = make("button", { class: "ref", type: "button", "aria-label": `Source ${n}: ${one.title}, ${one.locator}`, "aria-describedby": tip.id }, `[${n}]`);
    for (const name of ["mouseenter", "focus"]) button.addEventListener(name, () => show(one, button));
    for (const name of ["mouseleave", "blur"]) button.addEventListener(name, hide);
    button.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
    button.addEventListener("click", () => { hide(); highlight(article, `source-${number}-${n}`); });
    return button;
  };
};
