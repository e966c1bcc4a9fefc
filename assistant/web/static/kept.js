"use strict";
// What a tab keeps: the conversation, payer, date and setting, in sessionStorage, which ends with the tab.
// Nothing with patient details is handed over to be kept (chat.js).

const NAME = "therapy-coding";
const MOST = 40; // turns
const OFF = `${NAME}-off`;

export const keeping = () => {
  try { return sessionStorage.getItem(OFF) === null; } catch { return false; }
};

export const keepOrNot = (yes) => {
  try {
    if (yes) sessionStorage.removeItem(OFF);
    else { sessionStorage.removeItem(NAME); sessionStorage.setItem(OFF, "1"); }
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
  try { sessionStorage.removeItem(NAME); } catch { /* shut */ }
};
