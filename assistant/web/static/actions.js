"use strict";
// What can be done with an answer in one click: copy it with its sources, link to the question, print, say whether it helped.

import { make } from "./markdown.js";

const plainSources = (sources) => sources.map((one) => `[${one.n}] ${[one.title, one.locator, one.about].filter(Boolean).join(", ")}${one.url ? ` ${one.url}` : ""}`);

// The nodes of an answer as other programs paste them: no buttons, no classes.
const richCopy = (body, sources, versions) => {
  const copy = body.cloneNode(true);
  for (const ref of copy.querySelectorAll("button.ref")) ref.replaceWith(ref.textContent);
  for (const link of copy.querySelectorAll("a.code")) link.replaceWith(link.textContent);
  for (const box of copy.querySelectorAll("div.scroll")) box.replaceWith(...box.childNodes);
  const list = sources.length ? [make("p", {}, make("strong", {}, "Sources")), ...plainSources(sources).map((line) => make("p", {}, line))] : [];
  return make("div", {}, ...copy.childNodes, ...list, make("p", {}, versions));
};

const plainCopy = (said, sources, versions) => {
  const text = said.answer.split(/\n*\*\*Sources\*\*\n*/)[0].replace(/\*\*/g, "").replace(/(^|\s)\*([^*\n]+)\*/g, "$1$2");
  return [text, sources.length ? `Sources\n${plainSources(sources).join("\n")}` : "", versions].filter(Boolean).join("\n\n");
};

const copied = async (rich, plain) => {
  try {
    const type = (text, kind) => new Blob([text], { type: kind });
    await navigator.clipboard.write([new ClipboardItem({ "text/html": type(rich.outerHTML, "text/html"), "text/plain": type(plain, "text/plain") })]);
  } catch {
    await navigator.clipboard.writeText(plain);
  }
};

const button = (words, label, act) => {
  const one = make("button", { type: "button", class: "small", "aria-label": label }, words);
  one.addEventListener("click", () => act(one));
  return one;
};

const flash = (one, words) => {
  const was = one.textContent;
  one.textContent = words;
  setTimeout(() => { one.textContent = was; }, 1500);
};

export const linkTo = (turn, here) => {
  const address = new URL(here);
  address.hash = "";
  address.search = "";
  address.searchParams.set("q", turn.asked);
  for (const key of ["payer", "as_of", "setting"]) if (turn[key]) address.searchParams.set(key, turn[key]);
  return address.href;
};

const printOne = (one) => {
  const article = one.closest(".turn");
  article.classList.add("printed");
  document.body.classList.add("printing");
  window.addEventListener("afterprint", () => { article.classList.remove("printed"); document.body.classList.remove("printing"); }, { once: true });
  window.print();
};

const send = async (body) => {
  const answer = await fetch("api/feedback", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  const said = await answer.json();
  if (!answer.ok) throw new Error(said.detail);
  return said.left_out || "";
};

// A thumb counts at once; a reason may follow it.
const thumbs = (turn, page) => {
  const box = make("div", { class: "thumbs" });
  const say = (thumb) => async () => {
    try {
      await send({ id: turn.said.id, thumb });
      box.replaceChildren(make("span", { role: "status" }, "Thank you. "), reasons(turn, thumb, page, box));
    } catch (error) { page.tell(error.message); }
  };
  box.append(button("Helped", "This answer helped", say("up")), button("Did not help", "This answer did not help", say("down")));
  return box;
};

const reasons = (turn, thumb, page, box) => {
  const why = make("input", { "aria-label": "Why (no patient details)", placeholder: "Why? No patient details, please", maxlength: page.reason });
  const tick = make("input", { type: "checkbox" });
  const form = make("form", { class: "why" }, why, make("label", {}, tick, " with my question"), make("button", { class: "small" }, "Send"));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const left = await send({ id: turn.said.id, thumb, reason: why.value, question: tick.checked ? turn.asked : "" });
      box.replaceChildren(make("span", { role: "status" }, `Thank you. ${left}`));
    } catch (error) { page.tell(error.message); }
  });
  return form;
};

const restsOn = (turn, versions) => {
  const { steps = [], sources = [], elapsed_ms: took } = turn.said;
  const lists = steps.map((rows) => make("ol", {}, ...rows.map((row) => make("li", {}, row))));
  const about = make("p", {}, `${versions} ${sources.length} place${sources.length === 1 ? "" : "s"} cited${took ? `; ${Math.round(took)} ms` : ""}.`);
  return make("details", { class: "rests" }, make("summary", {}, "What it rests on"), ...lists, about);
};

export const actions = (turn, { body, sources, versions, page }) => {
  const row = make("div", { class: "acts" });
  const guarded = (work) => async (one) => { try { await work(one); } catch { page.tell("The browser does not let this page copy."); } };
  row.append(button("Copy", "Copy the answer with its sources", guarded(async (one) => {
    await copied(richCopy(body, sources, versions), plainCopy(turn.said, sources, versions));
    flash(one, "Copied");
  })));
  if (turn.said.reason !== "patient_data") {
    row.append(button("Link", "Copy a link to ask this again", guarded(async (one) => { await navigator.clipboard.writeText(linkTo(turn, location.href)); flash(one, "Copied"); })));
  }
  row.append(button("Print", "Print this answer", printOne));
  if (page.feedback && turn.said.id) row.append(thumbs(turn, page));
  return make("div", {}, row, restsOn(turn, versions));
};
