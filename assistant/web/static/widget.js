"use strict";
// The help-page widget: <script src="https://…/widget.js" data-topic="modifiers" defer></script>
//
// Adds one element, <coding-help>, with everything of its own inside a shadow root: no style and no script of the
// page is touched, no cookie, no storage, no connection held, nothing from another host than the one it came from.
//
//   data-topic      suggested questions: units, codes, modifiers, ncci, assistants, documentation, denials, payers, telehealth
//   data-questions  the page's own suggestions, separated by |
//   data-payer, data-setting, data-as-of, data-label, data-theme (light | dark)
//
// The page may ask: document.querySelector("coding-help").ask("What is 97110?"), set the attribute question="…", or
// dispatch new CustomEvent("coding-help:ask", { detail: { question: "…" } }) on window. `open()` and `close()` do that.
(() => {
  const script = document.currentScript;
  const base = new URL(".", script.src);
  const TOPICS = {
    units: ["Medicare: 33 minutes of 97110 and 7 of 97140. Units?", "Which minutes count toward units?", "What is the AMA midpoint rule?"],
    codes: ["What is the difference between 97110 and 97112?", "When is 97530 right and when 97110?", "Is 97150 timed?"],
    modifiers: ["Do I need 59 for 97530 with 97140?", "When does KX go on a claim?", "What are GP, GO and GN?"],
    ncci: ["Can 97530 and 97116 be billed on one day?", "What does modifier indicator 1 mean?", "What is an MUE?"],
    assistants: ["97110: PTA 23 minutes, PT 13. Which units carry CQ?", "When is CQ needed?", "Does the PT have to be in the building when our PTA treats?"],
    documentation: ["What must a daily note show?", "When is a progress report due?", "When is the plan of care recertified?"],
    denials: ["CO-97: what do I do?", "CO-119: what do I do?", "How do I appeal a Medicare denial?"],
    payers: ["Which payers use the 8-minute rule?", "May a Medicare patient pay cash?", "When is an ABN needed?"],
    telehealth: ["Can therapy be given by telehealth?", "What is RTM?", "How is 98980 counted?"],
  };
  const CSS = `
:host { all: initial !important; position: fixed !important; right: 16px !important; bottom: 16px !important; z-index: 2147483000 !important; display: block !important; }
:host([inline]) { position: static !important; height: 100% !important; }
:host { --bg: #fff; --ink: #16262b; --dim: #4c6168; --line: #c9d6da; --accent: #0f6674; --on: #fff; --soft: #e7f1f3; }
@media (prefers-color-scheme: dark) { :host(:not([theme="light"])) { --bg: #172327; --ink: #e6eef0; --dim: #a9bbc1; --line: #3c5057; --accent: #6cc5d0; --on: #0b1a1d; --soft: #22353b; } }
:host([theme="dark"]) { --bg: #172327; --ink: #e6eef0; --dim: #a9bbc1; --line: #3c5057; --accent: #6cc5d0; --on: #0b1a1d; --soft: #22353b; }
* { box-sizing: border-box; }
.all { font: 15px/1.45 system-ui, sans-serif; color: var(--ink); height: 100%; text-align: left; }
button { font: inherit; cursor: pointer; border-radius: 8px; border: 1px solid var(--accent); background: none; color: var(--accent); padding: 6px 10px; min-height: 32px; text-align: left; }
button:hover { background: var(--soft); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.open { background: var(--accent); color: var(--on); border-radius: 999px; padding: 11px 18px; font-weight: 600; box-shadow: 0 3px 14px #0005; }
.open:hover { background: var(--accent); filter: brightness(1.1); }
.panel { display: flex; flex-direction: column; background: var(--bg); border: 1px solid var(--line); border-radius: 14px; width: min(420px, calc(100vw - 32px)); height: min(600px, calc(100vh - 32px)); box-shadow: 0 8px 34px #0006; overflow: hidden; }
:host([inline]) .panel { width: 100%; height: 100%; border: 0; border-radius: 0; box-shadow: none; }
[hidden] { display: none !important; }
.head { display: flex; align-items: center; gap: 8px; padding: 8px 8px 8px 14px; border-bottom: 1px solid var(--line); }
.head h1, .head h2 { font-size: 15px; margin: 0 auto 0 0; } .head button { border: 0; }
.log { flex: 1; overflow-y: auto; padding: 12px 14px; overflow-wrap: anywhere; }
.log p, .log ul, .log ol { margin: 0 0 8px; } .log ul, .log ol { padding-left: 20px; } .log li { margin: 2px 0; }
.me { background: var(--soft); border-radius: 12px 12px 3px 12px; padding: 7px 11px; margin: 4px 0 12px 36px; white-space: pre-wrap; }
.answer { margin: 0 0 16px; } .scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: 14px; margin: 0 0 8px; } th, td { border: 1px solid var(--line); padding: 3px 7px; text-align: left; vertical-align: top; }
.sources { border-left: 3px solid var(--accent); padding-left: 10px; font-size: 13.5px; } .sources h3 { font-size: 13.5px; margin: 0 0 4px; } .sources ol { padding-left: 18px; }
.ref { border: 0; padding: 0 1px; min-height: 0; font-size: 12.5px; vertical-align: 1px; text-decoration: underline; min-width: 24px; min-height: 24px; text-align: center; }
a { color: var(--accent); } .chips { display: flex; flex-wrap: wrap; gap: 6px; } .chips button { font-size: 14px; }
form { display: flex; gap: 8px; padding: 10px; border-top: 1px solid var(--line); align-items: end; }
textarea { flex: 1; font: inherit; color: var(--ink); background: var(--bg); border: 1px solid #7f9198; border-radius: 8px; padding: 7px 9px; resize: none; min-height: 40px; height: 58px; }
form button { background: var(--accent); color: var(--on); font-weight: 600; min-height: 40px; } form button:hover { background: var(--accent); filter: brightness(1.1); }
.fine { color: var(--dim); font-size: 12.5px; margin: 0; padding: 0 12px 8px; }
@media (max-width: 480px) { .panel { width: calc(100vw - 16px); height: calc(100vh - 16px); } :host(:not([inline])) { right: 8px !important; bottom: 8px !important; } }
@media print { :host { display: none !important; } }`;

  const make = (name, attributes, ...children) => {
    const one = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) one.setAttribute(key, value);
    one.append(...children);
    return one;
  };

  // Markdown of an answer → nodes. Only text nodes and a few elements are made; addresses must be http(s).
  const INLINE = /\*\*(.+?)\*\*|\*(.+?)\*|`(.+?)`|\[([^\]]+)\]\(([^)\s]+)\)|\[(\d{1,2})\]/g;
  const inline = (text, go) => {
    const nodes = [];
    let at = 0;
    for (const found of text.matchAll(INLINE)) {
      nodes.push(text.slice(at, found.index));
      at = found.index + found[0].length;
      const [all, bold, soft, code, title, url, number] = found;
      if (bold) nodes.push(make("strong", {}, ...inline(bold, go)));
      else if (soft) nodes.push(make("em", {}, ...inline(soft, go)));
      else if (code) nodes.push(make("code", {}, code));
      else if (url && /^https?:\/\//i.test(url)) nodes.push(make("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, title));
      else if (number && go) {
        const mark = make("button", { class: "ref", type: "button", "aria-label": `Source ${number}` }, `[${number}]`);
        mark.addEventListener("click", () => go(number));
        nodes.push(mark);
      } else nodes.push(title || all);
    }
    return [...nodes, text.slice(at)];
  };
  const cells = (line) => line.replace(/^\|\s?|\s?\|$/g, "").split(/\s?\|\s?/);
  const block = (text, go) => {
    const lines = text.split("\n");
    if (lines[0].startsWith("|") && lines.length > 1) {
      const row = (line, name) => make("tr", {}, ...cells(line).map((cell) => make(name, {}, ...inline(cell, go))));
      const body = lines.slice(2).filter(Boolean).map((line) => row(line, "td"));
      return make("div", { class: "scroll" }, make("table", {}, make("thead", {}, row(lines[0], "th")), make("tbody", {}, ...body)));
    }
    const item = /^(?:[-*]|\d+\.)\s+/;
    if (lines.every((line) => item.test(line))) {
      return make(/^\d/.test(lines[0]) ? "ol" : "ul", {}, ...lines.map((line) => make("li", {}, ...inline(line.replace(item, ""), go))));
    }
    return make("p", {}, ...inline(lines.join(" ").replace(/^#+\s*/, ""), go));
  };

  class CodingHelp extends HTMLElement {
    static observedAttributes = ["question"];
    #history = [];
    #root = this.attachShadow({ mode: "open" });
    #parts = {};
    #asking = null;

    connectedCallback() {
      if (this.#parts.log) return;
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(CSS);
      this.#root.adoptedStyleSheets = [sheet];
      const name = this.getAttribute("label") || "Coding help";
      const opener = make("button", { class: "open", type: "button", "aria-expanded": "false", "aria-haspopup": "dialog" }, name);
      const close = make("button", { type: "button", "aria-label": "Close" }, "✕");
      const fresh = make("button", { type: "button" }, "Start over");
      const log = make("div", { class: "log", role: "log", "aria-live": "polite", "aria-label": "Answers", tabindex: "0" });
      const box = make("textarea", { rows: "2", maxlength: "4000", "aria-label": "Question", placeholder: "Ask as you would ask a colleague" });
      const form = make("form", {}, box, make("button", {}, "Ask"));
      const fine = make("p", { class: "fine" }, "No patient details, please. Nothing is kept.");
      const panel = make("div", { class: "panel", role: this.hasAttribute("inline") ? "region" : "dialog", "aria-label": name }, make("div", { class: "head" }, make(this.hasAttribute("inline") ? "h1" : "h2", {}, name), fresh, close), log, form, fine);
      this.#parts = { opener, close, log, box, panel };
      this.#root.append(make("div", { class: "all", lang: "en" }, opener, panel));
      opener.addEventListener("click", () => this.open());
      close.addEventListener("click", () => this.close());
      fresh.addEventListener("click", () => { this.#start(); box.focus(); });
      panel.addEventListener("keydown", (event) => { event.stopPropagation(); if (event.key === "Escape") this.close(); });
      box.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); form.requestSubmit(); } });
      form.addEventListener("submit", (event) => { event.preventDefault(); this.ask(box.value); });
      window.addEventListener("coding-help:ask", this.#fromPage);
      const inlined = this.hasAttribute("inline");
      opener.hidden = inlined;
      close.hidden = inlined;
      panel.hidden = !inlined;
      this.#start();
      if (this.getAttribute("question")) this.ask(this.getAttribute("question"));
    }

    disconnectedCallback() { window.removeEventListener("coding-help:ask", this.#fromPage); }
    attributeChangedCallback(_name, _old, now) { if (now && this.#parts.log) this.ask(now); }
    #fromPage = (event) => { if (typeof event.detail?.question === "string") this.ask(event.detail.question); };

    open() {
      const { opener, panel, box } = this.#parts;
      panel.hidden = false;
      opener.hidden = true;
      opener.setAttribute("aria-expanded", "true");
      box.focus();
    }

    close() {
      if (this.hasAttribute("inline")) return;
      const { opener, panel } = this.#parts;
      panel.hidden = true;
      opener.hidden = false;
      opener.setAttribute("aria-expanded", "false");
      opener.focus();
    }

    #start() {
      this.#history = [];
      const own = (this.getAttribute("questions") || "").split("|").map((one) => one.trim()).filter(Boolean);
      const asks = own.length ? own : TOPICS[this.getAttribute("topic")] || [TOPICS.units[0], TOPICS.codes[0], TOPICS.modifiers[0]];
      this.#parts.log.replaceChildren(make("p", {}, "Coding and billing of outpatient therapy, answered with sources."), this.#chips(asks));
    }

    #chips(questions) {
      return make("div", { class: "chips" }, ...questions.map((question) => {
        const chip = make("button", { type: "button" }, question);
        chip.addEventListener("click", () => this.ask(question));
        return chip;
      }));
    }

    async ask(question) {
      const { log, box } = this.#parts;
      const text = String(question).trim().slice(0, 4000);
      if (!text) return;
      if (this.#parts.panel.hidden) this.open();
      this.#asking?.abort();
      const asking = (this.#asking = new AbortController());
      const mine = make("div", { class: "me" }, text);
      const wait = make("p", {}, "…");
      box.value = "";
      log.append(mine, wait);
      log.scrollTop = log.scrollHeight;
      const body = { question: text, history: this.#history.slice(-20) };
      for (const [name, key] of [["payer", "payer"], ["setting", "setting"], ["as-of", "as_of"]]) if (this.getAttribute(name)) body[key] = this.getAttribute(name);
      try {
        const answer = await fetch(new URL("api/ask", base), { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body), signal: asking.signal, referrerPolicy: "no-referrer" });
        const said = await answer.json();
        if (!answer.ok) throw new Error(said.detail);
        if (said.reason === "patient_data") mine.textContent = "(left out: patient details)";
        else this.#history.push(text);
        wait.replaceWith(this.#answer(said));
      } catch (error) {
        wait.textContent = error.name === "AbortError" ? "Stopped." : error instanceof TypeError ? "The assistant cannot be reached." : error.message;
      }
      mine.scrollIntoView({ block: "nearest" });
      log.scrollTop = mine.offsetTop - log.offsetTop;
    }

    #answer(said) {
      const shown = make("div", { class: "answer" });
      const [text, listed] = said.answer.split(/\n*\*\*Sources\*\*\n*/);
      const go = (number) => { const one = shown.querySelectorAll(".sources li")[number - 1]; one?.focus(); one?.scrollIntoView({ block: "nearest" }); };
      shown.append(...text.split(/\n{2,}/).filter(Boolean).map((part) => block(part, go)));
      if (listed) {
        const list = block(listed.trim(), null);
        for (const one of list.querySelectorAll("li")) one.tabIndex = -1;
        shown.append(make("div", { class: "sources" }, make("h3", {}, "Sources"), list));
      }
      if (said.followups?.length) shown.append(this.#chips(said.followups));
      return shown;
    }
  }

  if (customElements.get("coding-help")) return;
  customElements.define("coding-help", CodingHelp);
  if ("manual" in script.dataset) return;
  const place = () => {
    if (document.querySelector("coding-help")) return;
    const names = ["topic", "questions", "payer", "setting", "as-of", "label", "theme", "question"];
    const given = names.map((name) => [name, script.getAttribute(`data-${name}`)]).filter(([, value]) => value);
    document.body.append(make("coding-help", Object.fromEntries(given)));
  };
  if (document.body) place();
  else document.addEventListener("DOMContentLoaded", place);
})();
