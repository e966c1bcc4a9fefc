"use strict";
// One turn of the chat: the question as text, how it was read, the answer, its own sources, what can be done with it.

import { blocks, make, parted } from "./markdown.js";
import { actions } from "./actions.js";
import { readLine } from "./reading.js";
import { marks, practiceLink, sourceList } from "./sources.js";

// What a turn keeps of the answer's JSON; passages and facts are left out but for the steps of those it rests on.
export const slim = (said) => {
  const used = new Set((said.claims || []).flatMap((claim) => claim.evidence));
  const steps = (said.facts || []).filter((fact) => used.has(fact.id) && fact.steps?.length).map((fact) => fact.steps);
  const { id, question, outcome, reason, answer, sources, read_as, choices, certainty, followups, warnings, index, as_of, payer, state, elapsed_ms } = said;
  return { id, question, outcome, reason, answer, sources, read_as, choices, certainty, followups, warnings, index, as_of, payer, state, elapsed_ms, steps };
};

// Codes in ordinary text link to their page.
const withCodes = (codes) => (text) =>
  text.split(/\b(\d{5}|[A-Z]\d{4})\b/).filter(Boolean).map((part) => (codes[part] ? make("a", { href: `codes?q=${part}`, class: "code", title: codes[part] }, part) : part));

const answerText = (said) => {
  const { text } = parted(said.answer || "");
  const asked = (said.choices || []).map((one) => one.question);
  return text.split("\n").filter((line) => !asked.some((question) => line.includes(question))).join("\n"); // they stand as buttons
};

const choices = (said, ask) => {
  if (!said.choices?.length) return [];
  const rows = said.choices.map((one) => {
    const button = make("button", { type: "button", class: "choice" }, make("strong", {}, one.question), make("span", {}, one.says || ""));
    button.addEventListener("click", () => ask(one.question));
    return make("li", {}, button);
  });
  const title = said.outcome === "answered" ? [make("p", { class: "meant" }, "If you meant something else")] : []; // else the answer says it
  return [...title, make("ul", { class: "choices" }, ...rows)];
};

const chips = (said, ask) => {
  if (!said.followups?.length) return [];
  const rows = said.followups.map((question) => {
    const chip = make("button", { type: "button" }, question);
    chip.addEventListener("click", () => ask(question));
    return make("li", {}, chip);
  });
  return [make("ul", { class: "chips", "aria-label": "Ask next" }, ...rows)];
};

const versions = (said) => `Answer ${said.id}. As of ${said.as_of}. Knowledge ${said.index?.generation || ""}.`;

// turn: {asked, said}; page: {ask, again, codes, feedback, reason, tell}
export const drawTurn = (turn, number, page) => {
  const { said } = turn;
  const sources = said.sources || [];
  const title = make("h2", { class: "me", id: `turn-${number}`, tabindex: "-1" }, turn.asked);
  const cited = sourceList(sources, number);
  const shown = make("div", { class: `answer ${said.outcome}` });
  const article = make("article", { class: "turn", "aria-labelledby": `turn-${number}` }, title);
  const mark = marks(sources, number, article);
  const body = make("div", { class: "said" }, ...blocks(answerText(said), { mark, plain: withCodes(page.codes) }));
  shown.append(body, ...practiceLink(sources, turn.asked), ...choices(said, page.ask), actions(turn, { body, sources, versions: versions(said), page }), ...chips(said, page.ask));
  article.append(...readLine(turn, page), make("div", { class: "both" }, shown, ...cited), make("p", { class: "versions" }, versions(said)));
  return article;
};
