"use strict";
// The help-page widget: <script src="https://…/widget.js" data-topic="modifiers" defer></script>
// Put together by pages/widget.py with markdown.js, widget-words.js and widget.css.
//
// Adds one element, <coding-help>, with everything of its own inside a shadow root and in the page's top layer: no
// style and no script of the page is touched, no cookie, no storage, no connection held, nothing from another host.
//
//   data-topic      suggested questions: units, codes, modifiers, ncci, assistants, documentation, denials, payers, telehealth
//   data-questions  the page's own suggestions, separated by |
//   data-payer, data-setting, data-as-of, data-label, data-theme (light | dark), data-position (left | right)
//   data-color (#0f6674: its button), data-logo (an address of an image), data-lang (en | es: its labels)
//
// The page may ask: document.querySelector("coding-help").ask("What is 97110?"), set the attribute question="…", or
// dispatch new CustomEvent("coding-help:ask", { detail: { question: "…" } }) on window. `open()` and `close()` do that.
import { blocks, isWeb, make, parted } from "./markdown.js";
import { LABELS, TOPICS } from "./widget-words.js";

const script = document.currentScript;
const base = new URL(".", script.src);
const SENT = 40_000; // characters of earlier questions

// Black or white, whichever is easier to read on a colour such as #0f6674.
const readableOn = (colour) => {
  const full = colour.length === 4 ? colour.replace(/[0-9a-f]/gi, "$&$&") : colour;
  const [r, g, b] = [1, 3, 5].map((at) => (parseInt(full.slice(at, at + 2), 16) / 255) ** 2.2);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.18 ? "#000" : "#fff";
};

const post = async (path, body, signal) => {
  const answer = await fetch(new URL(path, base), { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body), signal, referrerPolicy: "no-referrer" });
  const said = await answer.json();
  if (!answer.ok) throw new Error(said.detail);
  return said;
};

const pressed = (words, act, kind = "") => {
  const button = make("button", { type: "button", ...(kind && { class: kind }) }, words);
  button.addEventListener("click", () => act(button));
  return button;
};

class CodingHelp extends HTMLElement {
  static observedAttributes = ["question"];
  #history = [];
  #state = null;
  #root = this.attachShadow({ mode: "open" });
  #parts = {};
  #asking = null;
  #words = LABELS.en;

  connectedCallback() {
    if (this.#parts.log) return;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
    this.#root.adoptedStyleSheets = [sheet];
    this.#words = LABELS[this.getAttribute("lang") || "en"] || LABELS.en;
    this.#build();
    this.#wire();
    this.#start();
    if (this.getAttribute("question")) this.ask(this.getAttribute("question"));
  }

  disconnectedCallback() { window.removeEventListener("coding-help:ask", this.#fromPage); }
  attributeChangedCallback(_name, _old, now) { if (now && this.#parts.log) this.ask(now); }
  #fromPage = (event) => { if (typeof event.detail?.question === "string") this.ask(event.detail.question); };

  #build() {
    const words = this.#words;
    const inlined = this.hasAttribute("inline");
    const name = this.getAttribute("label") || words.name;
    const opener = make("button", { class: "open", type: "button", "aria-expanded": "false", "aria-haspopup": "dialog" }, name);
    const close = make("button", { type: "button", "aria-label": words.close }, "✕");
    const fresh = make("button", { type: "button" }, words.fresh);
    const log = make("div", { class: "log", role: "log", "aria-live": "polite", "aria-label": words.log, tabindex: "0" });
    const box = make("textarea", { rows: "2", maxlength: "4000", "aria-label": words.question, placeholder: words.hint });
    const form = make("form", {}, box, make("button", {}, words.ask));
    const logo = this.getAttribute("logo");
    const image = isWeb(logo && new URL(logo, document.baseURI).href) ? [make("img", { src: logo, alt: "" })] : [];
    const head = make("div", { class: "head" }, ...image, make(inlined ? "h1" : "h2", {}, name), fresh, close);
    const panel = make("div", { class: "panel", role: inlined ? "region" : "dialog", "aria-label": name }, head, log, form, make("p", { class: "fine" }, words.fine));
    const all = make("div", { class: "all", lang: words === LABELS.en ? "en" : this.getAttribute("lang") }, opener, panel);
    const colour = this.getAttribute("color") || "";
    if (/^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.test(colour)) { all.style.setProperty("--fill", colour); all.style.setProperty("--on", readableOn(colour)); }
    this.#parts = { opener, close, fresh, log, box, form, panel };
    this.#root.append(all);
    opener.hidden = close.hidden = inlined;
    panel.hidden = !inlined;
    if (inlined || !this.showPopover) return;
    this.setAttribute("popover", "manual");
    try { this.showPopover(); } catch { this.removeAttribute("popover"); } // else it stands in the top layer
  }

  #wire() {
    const { opener, close, fresh, box, form, panel } = this.#parts;
    opener.addEventListener("click", () => this.open());
    close.addEventListener("click", () => this.close());
    fresh.addEventListener("click", () => { this.#start(); box.focus(); });
    panel.addEventListener("keydown", (event) => { event.stopPropagation(); if (event.key === "Escape") this.close(); });
    box.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); form.requestSubmit(); } });
    form.addEventListener("submit", (event) => { event.preventDefault(); this.ask(box.value); });
    window.addEventListener("coding-help:ask", this.#fromPage);
  }

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
    this.#state = null;
    const own = (this.getAttribute("questions") || "").split("|").map((one) => one.trim()).filter(Boolean);
    const asks = own.length ? own : TOPICS[this.getAttribute("topic")] || [TOPICS.units[0], TOPICS.codes[0], TOPICS.modifiers[0]];
    this.#parts.log.replaceChildren(make("p", {}, this.#words.lead), this.#chips(asks));
  }

  #chips(questions) { return make("div", { class: "chips" }, ...questions.map((question) => pressed(question, () => this.ask(question)))); }

  #given() {
    const given = {};
    for (const [name, key] of [["payer", "payer"], ["setting", "setting"], ["as-of", "as_of"]]) if (this.getAttribute(name)) given[key] = this.getAttribute(name);
    return given;
  }

  #sent() {
    let left = SENT;
    return this.#history.slice(-20).reverse().filter((text) => (left -= text.length) >= 0).reverse();
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
    const body = { question: text, history: this.#sent(), ...this.#given(), ...(this.#state && { state: this.#state }) };
    try {
      const said = await post("api/ask", body, asking.signal);
      if (said.reason === "patient_data") mine.textContent = this.#words.left;
      else this.#history.push(text);
      this.#state = said.state || null;
      wait.replaceWith(this.#answer(said, said.reason === "patient_data" ? "" : text));
    } catch (error) {
      wait.textContent = error.name === "AbortError" ? "–" : error instanceof TypeError ? this.#words.away : error.message;
    }
    mine.scrollIntoView({ block: "nearest" });
    log.scrollTop = mine.offsetTop - log.offsetTop - 8; // its bubble whole
  }

  #answer(said, asked) {
    const shown = make("div", { class: "answer", lang: "en" });
    const { text, listed } = parted(said.answer);
    const chosen = said.choices || [];
    const lines = text.split("\n").filter((line) => !chosen.some((one) => line.includes(one.question))).join("\n");
    const go = (number) => { const one = shown.querySelectorAll(".sources li")[number - 1]; one?.focus(); one?.scrollIntoView({ block: "nearest" }); };
    const mark = (number) => { const button = pressed(`[${number}]`, () => go(number), "ref"); button.setAttribute("aria-label", `${this.#words.source} ${number}`); return button; };
    shown.append(...blocks(lines, { mark }));
    if (chosen.length && said.outcome === "answered") shown.append(make("p", {}, this.#words.meant));
    for (const one of chosen) { const button = pressed("", () => this.ask(one.question), "choice"); button.append(make("strong", {}, one.question), make("span", {}, one.says || "")); shown.append(button); }
    if (listed) {
      const list = make("div", { class: "sources" }, make("h3", {}, this.#words.sources), ...blocks(listed, {}));
      for (const one of list.querySelectorAll("li")) one.tabIndex = -1;
      shown.append(list);
    }
    shown.append(this.#actions(said, asked));
    if (said.followups?.length) shown.append(this.#chips(said.followups));
    return shown;
  }

  #actions(said, asked) {
    const words = this.#words;
    const row = make("div", { class: "acts" });
    row.append(pressed(words.copy, async (button) => {
      try { await navigator.clipboard.writeText(said.answer.replace(/\*\*/g, "")); button.textContent = words.copied; } catch { button.remove(); }
    }));
    if (said.feedback && said.id) {
      const say = (thumb) => async () => {
        try { await post("api/feedback", { id: said.id, thumb }); up.replaceWith(make("span", { role: "status" }, words.thanks)); down.remove(); } catch { up.remove(); down.remove(); }
      };
      const [up, down] = [pressed(words.up, say("up")), pressed(words.down, say("down"))];
      row.append(up, down);
    }
    if (asked) row.append(make("a", { class: "button", target: "_blank", rel: "noopener", href: new URL(`?${new URLSearchParams({ q: asked, ...this.#given() })}`, base).href }, words.full));
    return row;
  }
}

const place = () => {
  if (document.querySelector("coding-help")) return;
  const names = ["topic", "questions", "payer", "setting", "as-of", "label", "theme", "question", "position", "color", "logo", "lang"];
  const given = names.map((name) => [name, script.getAttribute(`data-${name}`)]).filter(([, value]) => value);
  document.body.append(make("coding-help", Object.fromEntries(given)));
};
if (!customElements.get("coding-help")) {
  customElements.define("coding-help", CodingHelp);
  if ("manual" in script.dataset) { /* the page places it itself */ }
  else if (document.body) place();
  else document.addEventListener("DOMContentLoaded", place);
}
