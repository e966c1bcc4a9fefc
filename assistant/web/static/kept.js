"use strict";
// What a tab keeps in sessionStorage, which ends with the tab: the conversation with payer, date and setting, and the day
// typed on the units and claim pages.
// Nothing with patient details is handed over to be kept (chat.js).

const NAME = "therapy-coding";
const MOST = 40; // turns
const OFF = `${NAME}-off`;
const FORMS = ["units", "claim"];

export const keeping = () => {
  try { return sessionStorage.getItem(OFF) === null; } catch { return false; }
};

export const keepOrNot = (yes) => {
  try {
    if (yes) sessionStorage.removeItem(OFF);
    else { forget(); sessionStorage.setItem(OFF, "1"); }
  } catch { /* storage is shut: nothing is kept */ }
};

export const kept = () => {
  try {
    const held = JSON.parse(sessionStorage.getItem(NAME) || "null");
    return held && Array.isArray(held.turns) ? held : null;
  } catch { return null; }
};

export const keep = (what) => {
  if (!keeping()) return;
  try { sessionStorage.setItem(NAME, JSON.stringify({ ...what, turns: what.turns.slice(-MOST) })); } catch { /* full or shut */ }
};

export const forget = () => {
  for (const name of [NAME, ...FORMS.map((one) => `${NAME}-${one}`)]) try { sessionStorage.removeItem(name); } catch { /* shut */ }
};

// The fields of a page's form as [name, value], in order; null: forget them.
export const keepForm = (page, fields) => {
  try {
    if (fields && keeping()) sessionStorage.setItem(`${NAME}-${page}`, JSON.stringify(fields));
    else sessionStorage.removeItem(`${NAME}-${page}`);
  } catch { /* full or shut */ }
};

export const keptForm = (page) => {
  try {
    const held = JSON.parse(sessionStorage.getItem(`${NAME}-${page}`) || "null");
    return Array.isArray(held) ? held : null;
  } catch { return null; }
};
