"use strict";
// The claim page: findings without leaving the page, said to screen readers. CSV and worksheet are plain forms.
// The tab keeps the day, but never lines in which a person's details were found or that cannot be read.

import { keepForm, keptForm } from "./kept.js";

const form = document.getElementById("claim");
const lines = document.getElementById("lines");
const result = document.getElementById("result");
const said = document.getElementById("said");

const check = async () => {
  try {
    const answer = await fetch("claim-result", { method: "POST", body: new URLSearchParams(new FormData(form)) });
    if (!answer.ok) throw new Error((await answer.json()).detail);
    result.innerHTML = await answer.text();
    said.textContent = result.querySelector("[data-said], .bad").textContent;
    keepForm("claim", result.querySelector("[data-told], .bad") ? null : [...new FormData(form)]);
  } catch (error) {
    const told = document.createElement("p");
    told.className = "bad";
    told.textContent = error.message || "The server does not answer.";
    result.replaceChildren(told);
    said.textContent = told.textContent;
  }
};
// A code chosen by its words becomes a line to be filled in.
const adder = document.getElementById("adder");
const known = new Set([...document.querySelectorAll("#codes option")].map((one) => one.value));
const add = () => {
  const code = adder.value.trim().toUpperCase();
  if (!known.has(code)) return false;
  lines.value = `${lines.value.replace(/\s*$/, "")}\n${code}\t`.trimStart();
  adder.value = "";
  lines.focus();
  lines.setSelectionRange(lines.value.length, lines.value.length);
  return true;
};
adder.addEventListener("input", (event) => { if (event.inputType === "insertReplacementText" || !event.inputType) add(); });
adder.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); add(); } });
form.addEventListener("submit", (event) => {
  if (event.submitter?.hasAttribute("formaction")) return;
  event.preventDefault();
  check();
});
lines.addEventListener("paste", () => {
  if (lines.value === lines.defaultValue) lines.select(); // the example makes room for what is pasted
  setTimeout(check, 0);
});
document.getElementById("clear").addEventListener("click", () => { lines.value = ""; result.replaceChildren(); lines.focus(); keepForm("claim", null); });

const held = keptForm("claim");
if (held) {
  for (const [name, value] of held) if (form.elements[name]) form.elements[name].value = value;
  check();
}
