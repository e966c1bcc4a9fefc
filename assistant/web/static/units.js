"use strict";
// The units page: rows come and go, the result follows the typing, results are said to screen readers. The tab keeps the day.

import { keepForm, keptForm } from "./kept.js";

const form = document.getElementById("day");
const rows = document.getElementById("rows");
const result = document.getElementById("result");
const said = document.getElementById("said");
let timer = 0;
let asked = null;

const count = async () => {
  asked?.abort();
  asked = new AbortController();
  const open = [...result.querySelectorAll("details[open] > summary")].map((one) => one.textContent);
  try {
    const answer = await fetch("units-result", { method: "POST", body: new URLSearchParams(new FormData(form)), signal: asked.signal });
    if (!answer.ok) throw new Error((await answer.json()).detail);
    result.innerHTML = await answer.text();
  } catch (error) {
    if (error.name === "AbortError") return;
    const told = document.createElement("p");
    told.className = "bad";
    told.textContent = error.message || "The server does not answer.";
    result.replaceChildren(told);
  }
  for (const one of result.querySelectorAll("summary")) one.parentElement.open = open.includes(one.textContent);
  said.textContent = [...result.querySelectorAll(".rule, .bad")].map((one) => one.textContent.replace(/\s+/g, " ")).join(". ");
};
const keep = () => keepForm("units", [...new FormData(form)]);
const soon = () => { keep(); clearTimeout(timer); timer = setTimeout(count, 250); };

const blank = () => {
  const row = rows.firstElementChild.cloneNode(true);
  row.classList.remove("shared");
  for (const input of row.querySelectorAll("input")) input.value = "";
  row.querySelector("select").value = "therapist";
  return row;
};
const add = () => { rows.append(blank()); rows.lastElementChild.querySelector("input").focus(); };

form.addEventListener("input", (event) => {
  if (event.target.name === "who") event.target.closest("[data-row]").classList.toggle("shared", event.target.value === "shared");
  soon();
});
form.addEventListener("submit", (event) => { event.preventDefault(); keep(); count(); });
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.name === "minutes" && event.target.closest("[data-row]") === rows.lastElementChild) { event.preventDefault(); add(); }
});
document.getElementById("add").addEventListener("click", add);
document.getElementById("clear").addEventListener("click", () => { rows.replaceChildren(blank()); rows.querySelector("input").focus(); count(); keepForm("units", null); });
rows.addEventListener("click", (event) => {
  if (!event.target.matches("[data-remove]")) return;
  if (rows.children.length === 1) rows.append(blank());
  event.target.closest("[data-row]").remove();
  keep();
  count();
});
result.addEventListener("click", async (event) => {
  const name = event.target.dataset.copy;
  if (!name) return;
  const box = document.getElementById(name);
  try { await navigator.clipboard.writeText(box.value); } catch { box.closest("details").open = true; box.select(); document.execCommand("copy"); }
  event.target.textContent = "Copied";
  said.textContent = "Copied";
});

// The day as the tab kept it.
const again = (fields) => {
  const of = (name) => fields.filter(([key]) => key === name).map(([, value]) => value);
  for (const name of ["payer", "as_of"]) form.elements[name].value = of(name)[0] || "";
  const columns = ["code", "minutes", "who", "theirs"].map((name) => [name, of(name)]);
  rows.replaceChildren(...of("code").map((_, n) => {
    const row = blank();
    for (const [name, values] of columns) row.querySelector(`[name=${name}]`).value = values[n] || "";
    row.classList.toggle("shared", row.querySelector("[name=who]").value === "shared");
    return row;
  }));
  count();
};
const held = keptForm("units");
if (held?.some(([name]) => name === "code")) again(held);
