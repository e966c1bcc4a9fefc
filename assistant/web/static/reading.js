"use strict";
// "Read as: Medicare · today · 97110 36 min (assistant 23)": each part can be changed where it stands, and is asked anew.

import { make } from "./markdown.js";

const whole = (text) => (/^\d{1,4}$/.test(String(text).trim()) ? Number(text) : null);

// The question that the services stand for, where a number cannot be changed in the asker's own words.
export const asQuestion = (services) => {
  const told = services.map(({ code, minutes, assistant }) => `${code} ${minutes} minutes${assistant ? `, of which ${assistant} by the assistant` : ""}`);
  return `${told.join("; ")}. How many units?`;
};

// The asker's words with the one number changed; null where it does not stand there exactly once.
export const withNumber = (text, was, now) => {
  const found = text.match(new RegExp(`(?<![\\d.])${was}(?![\\d.])`, "g"));
  return found?.length === 1 ? text.replace(new RegExp(`(?<![\\d.])${was}(?![\\d.])`), String(now)) : null;
};

const changed = (turn, at, now) => {
  const services = (turn.said.read_as || []).filter((part) => part.kind === "service").map((part) => part.value);
  const was = services[at];
  const diff = ["minutes", "assistant"].filter((key) => (was[key] || 0) !== (now[key] || 0));
  if (was.code === now.code && diff.length === 1 && was[diff[0]]) {
    const kept = withNumber(turn.asked, was[diff[0]], now[diff[0]]);
    if (kept) return { question: kept };
  }
  if (services.some((one) => one.patient || one.units)) return { edit: turn.asked }; // more was said than minutes: the words are the asker's
  return { question: asQuestion(services.map((one, place) => (place === at ? now : one))) };
};

const field = (label, value, extra) => {
  const input = make("input", { value: value ?? "", "aria-label": label, autocomplete: "off", ...extra });
  return input;
};

const copied = (from, label, value) => {
  const select = from.cloneNode(true);
  select.removeAttribute("name");
  select.setAttribute("aria-label", label);
  select.value = value || "";
  return select;
};

const editors = {
  payer: (part, page) => {
    const select = copied(page.payers, "Payer", part.value);
    return { inputs: [select], read: () => ({ payer: select.value || null }) };
  },
  setting: (part, page) => {
    const select = copied(page.settings, "Setting", part.value);
    return { inputs: [select], read: () => ({ setting: select.value || null }) };
  },
  date: (part) => {
    const input = field("Date of service", part.value, { type: "date" });
    return { inputs: [input], read: () => (input.value ? { as_of: input.value } : null) };
  },
  service: (part, _page, turn, at) => {
    const [code, minutes, theirs] = [field("Code", part.value.code, { size: 6 }), field("Minutes", part.value.minutes, { size: 4, inputmode: "numeric" }), field("of these the assistant’s", part.value.assistant || "", { size: 4, inputmode: "numeric", placeholder: "PTA" })];
    const read = () => {
      const now = { code: code.value.trim().toUpperCase(), minutes: whole(minutes.value), assistant: theirs.value.trim() ? whole(theirs.value) : 0 };
      return now.code && now.minutes !== null && now.assistant !== null ? changed(turn, at, now) : null;
    };
    return { inputs: [code, minutes, theirs], words: ["", "min, assistant", ""], read };
  },
};

const open = (button, editor, turn, page) => {
  const form = make("form", { class: "edit" }, ...editor.inputs.flatMap((one, n) => [one, editor.words?.[n] || ""]), make("button", { class: "small" }, "OK"));
  const close = () => { form.replaceWith(button); button.focus(); };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const change = editor.read();
    if (change) page.again(turn, change);
    else editor.inputs[0].focus();
  });
  form.addEventListener("keydown", (event) => { if (event.key === "Escape") { event.stopPropagation(); close(); } });
  button.replaceWith(form);
  editor.inputs[editor.inputs.length > 1 ? 1 : 0].focus();
};

const MAIN = new Set(["payer", "date", "setting", "service", "total", "not_counted"]);

const partOf = (part, at, turn, page) => {
  const fixed = !editors[part.kind] || (part.kind === "service" && (!part.value?.code || part.value.minutes === null));
  if (fixed) return make("span", part.kind === "not_counted" ? { class: "dim" } : {}, part.text);
  const button = make("button", { type: "button", class: "part", title: "Change" }, part.text);
  button.addEventListener("click", () => open(button, editors[part.kind](part, page, turn, at), turn, page));
  return button;
};

// Parts with the dot that follows held to them, so that no line begins with a dot.
const dotted = (nodes) => nodes.flatMap((one, n) => (n < nodes.length - 1 ? [make("span", { class: "held" }, one, make("span", { "aria-hidden": "true" }, " ·")), " "] : [one]));

export const readLine = (turn, page) => {
  const parts = turn.said.read_as || [];
  if (!parts.length || turn.said.reason === "patient_data") return [];
  let service = -1;
  const drawn = parts.map((part) => ({ main: MAIN.has(part.kind), node: partOf(part, part.kind === "service" ? (service += 1) : -1, turn, page) }));
  const [shown, rest] = [drawn.filter((one) => one.main), drawn.filter((one) => !one.main)].map((rows) => rows.map((one) => one.node));
  if (rest.length) {
    const more = make("button", { type: "button", class: "part" }, `${rest.length} more`);
    more.addEventListener("click", () => more.replaceWith(...dotted(rest)));
    shown.push(more);
  }
  return [make("p", { class: "read" }, make("span", { class: "dim" }, "Read as: "), ...dotted(shown))];
};
