"use strict";
// Payer, date of service and setting: one line of words that opens to three small controls.

import { make } from "./markdown.js";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

const real = (year, month, day) => {
  const full = year < 100 ? 2000 + year : year;
  const made = new Date(Date.UTC(full, month - 1, day));
  const same = made.getUTCFullYear() === full && made.getUTCMonth() === month - 1 && made.getUTCDate() === day;
  return same ? made.toISOString().slice(0, 10) : null;
};

// "6/30/2025", "2025-06-30", "June 30, 2025", "30 Jun 2025" → "2025-06-30"; "" for nothing and today; null for no date.
export const dayOf = (text) => {
  const said = text.trim().toLowerCase();
  if (!said || said === "today") return "";
  let found = said.match(/^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/);
  if (found) return real(+found[1], +found[2], +found[3]);
  found = said.match(/^(\d{1,2})[-/](\d{1,2})[-/](\d{2}|\d{4})$/);
  if (found) return real(+found[3], +found[1], +found[2]);
  found = said.match(/^([a-z]{3,9})\.? (\d{1,2}),? (\d{4})$/) || said.match(/^(\d{1,2})\.? ([a-z]{3,9})\.?,? (\d{4})$/);
  if (!found) return null;
  const [month, day] = /^\d/.test(found[1]) ? [found[2], found[1]] : [found[1], found[2]];
  const place = MONTHS.indexOf(month.slice(0, 3));
  return place < 0 ? null : real(+found[3], place + 1, +day);
};

export const around = (form, changed) => {
  const { payer, day, setting } = form.elements;
  const picker = form.querySelector("#picker");
  const words = form.querySelector("#around-said");
  const chosen = (select, none) => (select.value ? select.selectedOptions[0].textContent : none);
  const tell = () => {
    const place = ` · ${chosen(setting, "any setting")}`;
    words.replaceChildren(`${chosen(payer, "any payer")} · ${dayOf(day.value) || "today"}`, setting.value ? place : make("span", { class: "wide" }, place));
    changed();
  };
  picker.addEventListener("change", () => { day.value = picker.value; tell(); });
  for (const one of [payer, day, setting]) one.addEventListener("change", tell);
  return {
    payers: payer,
    settings: setting,
    get: () => ({ payer: payer.value, as_of: dayOf(day.value), setting: setting.value }),
    said: () => day.value,
    set: (given) => {
      payer.value = given.payer || "";
      day.value = given.as_of || "";
      picker.value = given.as_of || "";
      setting.value = given.setting || "";
      if (payer.selectedIndex < 0) payer.value = "";
      if (setting.selectedIndex < 0) setting.value = "";
      tell();
    },
  };
};
