"use strict";
// The chat: asks over REST, draws each turn, keeps the conversation in this tab. The server keeps none of it.

import { around } from "./around.js";
import { drawTurn, slim } from "./answer.js";
import { forget, keep, keeping, keepOrNot, kept } from "./kept.js";
import { make } from "./markdown.js";

const HISTORY = 20; // turns that are sent back
const SENT = 40_000; // characters of them, so that a body stays below the server's limit
const LONGEST = 4_000;

class Chat {
  #turns = [];
  #asking = null;
  #undone = null;
  #recall = 0;

  constructor(root) {
    const find = (id) => root.querySelector(`#${id}`);
    this.parts = { log: find("log"), start: find("start"), top: root.querySelector("#chat h1"), form: find("bar"), box: find("question"), fault: find("fault"), undo: find("undo"), fresh: find("fresh"), send: find("send") };
    this.around = around(this.parts.form, () => this.#keep());
    this.page = {
      ask: (question) => this.ask(question), again: (turn, change) => this.#again(turn, change), tell: (words) => this.#tell(words),
      codes: JSON.parse(root.dataset.codes), feedback: "feedback" in root.dataset, reason: root.dataset.reason, payers: this.around.payers, settings: this.around.settings,
    };
    this.#wire(root, find);
    this.#restore();
    this.#fromAddress();
  }

  #wire(root, find) {
    const { form, box, fresh, undo } = this.parts;
    form.addEventListener("submit", (event) => { event.preventDefault(); this.ask(box.value); });
    box.addEventListener("keydown", (event) => this.#key(event));
    box.addEventListener("input", () => this.#grow());
    root.addEventListener("click", (event) => { const chip = event.target.closest("[data-ask]"); if (chip) this.ask(chip.dataset.ask); });
    fresh.addEventListener("click", () => this.#anew());
    undo.querySelector("button").addEventListener("click", () => this.#putBack());
    find("forget").addEventListener("click", () => { forget(); this.#anew(); this.#undone = null; undo.hidden = true; find("keeping").open = false; });
    const tick = find("keep");
    tick.checked = keeping();
    tick.addEventListener("change", () => { keepOrNot(tick.checked); this.#keep(); });
    document.addEventListener("keydown", (event) => this.#anywhere(event));
    document.addEventListener("click", (event) => this.#closeOthers(event.target));
  }

  #closeOthers(within) {
    for (const one of this.parts.form.querySelectorAll("details[open]")) if (!within || !one.contains(within)) one.open = false;
  }

  #anywhere(event) {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      this.parts.box.focus();
    } else if (event.key === "Escape") {
      const open = this.parts.form.querySelector("details[open]");
      this.#closeOthers(null);
      this.#tell("");
      if (open) open.querySelector("summary").focus();
    }
  }

  #key(event) {
    const { form, box } = this.parts;
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    } else if (event.key === "ArrowUp" && (box.value === "" || this.#recall) && this.#recall < this.#turns.length) {
      event.preventDefault();
      this.#recalled(this.#recall + 1);
    } else if (event.key === "ArrowDown" && this.#recall) {
      event.preventDefault();
      this.#recalled(this.#recall - 1);
    } else if (event.key.length === 1 || event.key === "Backspace") this.#recall = 0;
  }

  #recalled(back) {
    this.#recall = back;
    this.parts.box.value = back ? this.#turns[this.#turns.length - back].asked : "";
    this.#grow();
  }

  #grow() {
    const { box } = this.parts;
    box.style.height = "auto";
    box.style.height = `${Math.min(box.scrollHeight + 2, 160)}px`;
  }

  // An empty text does nothing; what cannot be asked is said in a line under the box, and stays in the box.
  async ask(text, at = this.#turns.length, given = {}) {
    const { box, fault } = this.parts;
    const asked = String(text).trim().slice(0, LONGEST);
    fault.hidden = true;
    this.#closeOthers(null);
    if (!asked || this.#asking) return;
    const said = { ...this.around.get(), ...given };
    if (said.as_of === null) { this.#tell(`Date of service “${this.around.said()}” is no date: write it as 6/30/2025 or 2025-06-30.`); return; }
    const pending = this.#pending(asked, at);
    try {
      this.#asking = pending;
      const answer = await this.#fetch(asked, at, said);
      this.#take({ asked, ...said, said: answer }, at);
      box.value = "";
      this.#grow();
    } catch (error) {
      this.#tell(error instanceof TypeError ? "The assistant cannot be reached. Is it still running?" : error.message);
      if (!box.value) box.value = asked;
    } finally {
      pending.remove();
      this.#asking = null;
      this.#recall = 0;
      box.focus({ preventScroll: true });
    }
  }

  #pending(asked, at) {
    const wait = make("div", { class: "turn pending", "aria-hidden": "true" }, make("p", { class: "me" }, asked), make("p", { class: "dim" }, "…"));
    if (at === this.#turns.length) this.parts.log.append(wait);
    return wait;
  }

  async #fetch(question, at, said) {
    const body = { question, history: this.#history(at) };
    const state = at ? this.#turns[at - 1].said.state : null;
    if (state) body.state = state;
    for (const key of ["payer", "as_of", "setting"]) if (said[key]) body[key] = said[key];
    const answer = await fetch("api/ask", { method: "POST", headers: { "Content-Type": "application/json", Accept: "application/x-ndjson, application/json" }, body: JSON.stringify(body) });
    const lines = answer.ok && answer.headers.get("Content-Type")?.includes("ndjson");
    const told = lines ? await this.#growing(answer, { asked: question, ...said }, at) : await answer.json().catch(() => ({}));
    if (!answer.ok || !told.outcome) throw new Error(told.detail || `The server answered ${answer.status}.`);
    return slim(told);
  }

  // Where a chat model words the answer it comes claim by claim; what is there is shown, the last line is whole.
  async #growing(answer, turn, at) {
    let text = "";
    let last = {};
    const decoder = new TextDecoder();
    for (const reader = answer.body.getReader(); ;) {
      const { done, value } = await reader.read();
      text += done ? "" : decoder.decode(value, { stream: true });
      const lines = text.split("\n");
      text = lines.pop();
      for (const line of lines.filter(Boolean)) last = JSON.parse(line);
      if (done) return last;
      if (last.outcome && at === this.#turns.length) this.#asking.replaceChildren(drawTurn({ ...turn, said: slim(last) }, at, this.page));
    }
  }

  #history(at) {
    const texts = [];
    let left = SENT;
    for (const turn of this.#turns.slice(0, at).reverse()) {
      if (turn.said.reason === "patient_data") continue;
      left -= turn.asked.length;
      if (left < 0 || texts.length === HISTORY) break;
      texts.unshift(turn.asked);
    }
    return texts;
  }

  // Patient details are neither shown again nor kept: the server's words for the question stand in their place.
  #take(turn, at) {
    if (turn.said.reason === "patient_data") turn.asked = "(left out: patient details)";
    delete turn.said.question;
    this.#turns[at] = turn;
    const drawn = drawTurn(turn, at, this.page);
    const old = this.parts.log.children[at];
    if (old?.classList.contains("turn") && !old.classList.contains("pending")) old.replaceWith(drawn);
    else this.parts.log.append(drawn);
    this.#keep();
    this.#look();
    if (at || drawn.querySelector(".answer").getBoundingClientRect().bottom > this.parts.form.getBoundingClientRect().top) drawn.scrollIntoView({ block: "start" }); // a first one that is seen whole stays under the page's bar
  }

  #again(turn, change) {
    const at = this.#turns.indexOf(turn);
    if (change.edit) { this.parts.box.value = change.edit; this.#grow(); this.parts.box.focus(); return; }
    const given = { payer: turn.payer, as_of: turn.as_of, setting: turn.setting };
    for (const key of Object.keys(given)) if (key in change) given[key] = change[key];
    if (!("question" in change) && at === this.#turns.length - 1) this.around.set({ ...this.around.get(), ...change });
    this.ask(change.question || turn.asked, at, given);
  }

  #look() {
    const empty = this.#turns.length === 0;
    this.parts.start.hidden = !empty;
    this.parts.top.classList.toggle("hidden", !empty); // said to screen readers only, once answers need the room
    this.parts.fresh.hidden = empty;
    if (!empty) { this.parts.undo.hidden = true; this.#undone = null; }
  }

  #tell(words) {
    this.parts.fault.textContent = words;
    this.parts.fault.hidden = !words;
  }

  #anew() {
    this.#undone = this.#turns;
    this.#turns = [];
    this.parts.log.replaceChildren();
    this.#tell("");
    this.#look();
    this.parts.undo.hidden = !this.#undone.length;
    this.#keep();
    this.parts.box.focus();
  }

  #putBack() {
    this.#draw(this.#undone || []);
    this.#keep();
    this.parts.box.focus();
  }

  #draw(turns) {
    this.#turns = turns;
    this.parts.log.replaceChildren(...turns.map((turn, number) => drawTurn(turn, number, this.page)));
    this.#look();
  }

  #keep() {
    if (this.around) keep({ turns: this.#turns, around: this.around.get(), at: window.scrollY });
  }

  #restore() {
    const held = kept();
    if (!held) return;
    try { this.#draw(held.turns); } catch { forget(); this.#draw([]); return; } // kept by an older page
    this.around.set(held.around || {});
    requestAnimationFrame(() => window.scrollTo(0, held.at || 0));
  }

  // ?q=…&payer=…&as_of=…&setting=… is asked once, and taken out of the address, so that a reload does not ask again.
  #fromAddress() {
    window.addEventListener("pagehide", () => this.#keep());
    const given = new URLSearchParams(location.search);
    const question = given.get("q");
    if (!question) return;
    this.around.set({ payer: given.get("payer"), as_of: given.get("as_of"), setting: given.get("setting") });
    history.replaceState(null, "", location.pathname);
    this.ask(question);
  }
}

// Gradio draws its frame when it is ready; the chat is then taken out of its text styles and wired.
const begin = () => {
  const root = document.getElementById("assistant");
  const frame = document.querySelector(".gradio-container main");
  if (!root || !frame || root.dataset.on) return Boolean(root?.dataset.on);
  root.dataset.on = "yes";
  const around = frame.closest(".gradio-container");
  around.classList.remove(...[...around.classList].filter((name) => name.startsWith("gradio-container-"))); // its reset of all elements
  frame.prepend(root);
  frame.before(root.querySelector("header"));
  document.documentElement.lang = "en";
  new Chat(root);
  root.querySelector("#question").focus({ preventScroll: true });
  return true;
};
if (!begin()) {
  const watch = new MutationObserver(() => { if (begin()) watch.disconnect(); });
  watch.observe(document.documentElement, { childList: true, subtree: true });
}
