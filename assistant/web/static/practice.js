"use strict";
// The learner's record of the path, kept in this tab (sessionStorage ends with it) or opened from a file; seconds a case.
// A step is fetched and put in the page's place; the tab's history holds the record as it was, so that Back and reload
// show that case again and send no form twice. Without this script the forms do the same, one page after another.

const NAME = "therapy-coding-practice";
const LONGEST = 42000;
const LARGEST = 200000; // of a score sheet
let begun = Date.now();

const kept = () => { try { return sessionStorage.getItem(NAME) || ""; } catch { return ""; } };
const keep = (text) => { try { sessionStorage.setItem(NAME, text); } catch { /* storage is shut: the form carries it */ } };
const find = (what) => document.querySelector(what);

const told = (words) => {
  const line = document.createElement("p");
  line.className = "bad";
  line.setAttribute("role", "alert");
  line.textContent = words;
  find("#case .actions, #path .actions")?.before(line);
};

// The page for these fields, in place of what is shown; its last case has the focus.
const show = async (fields) => {
  const answer = await fetch("practice-path", { method: "POST", body: fields });
  const main = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main");
  if (!main) throw new Error("The server does not answer.");
  find("main").replaceWith(main);
  wire();
  window.scrollTo(0, 0);
  const first = find("#marked h2") || find("#case h2") || find("h1");
  first.tabIndex = -1;
  first.focus({ preventScroll: true });
};

const step = async (fields) => {
  try { await show(fields); } catch { told("The server does not answer. Is it still running?"); return; }
  const record = find("#record input[name=record]")?.value;
  if (record && history.state?.record !== record) history.pushState({ record }, "", "practice?path");
};

const again = (record) => show(new URLSearchParams({ record })).catch(() => told("The server does not answer. Is it still running?"));

// A trainer's sheet: the files chosen are read here and sent as fields; the server answers with a file and keeps none.
const wireClass = (form) => {
  form.hidden = false;
  find("#records").addEventListener("change", async (event) => {
    form.querySelectorAll("input[type=hidden]").forEach((old) => old.remove());
    const files = [...event.target.files].filter((file) => file.size <= LARGEST);
    for (const file of files) {
      const text = await file.text();
      const kept = file.name.endsWith(".csv") ? text.split("\n", 1)[0] : text; // a set's sheet tells all in its first row
      for (const [name, value] of [["name", file.name.replace(/\.(txt|csv)$/, "")], ["record", kept]]) {
        form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
      }
    }
    form.querySelector("button").disabled = !files.length;
  });
};

const wirePath = (path) => {
  const field = find("#kept");
  const goOn = find("#go-on");
  if (kept()) {
    goOn.hidden = false;
    goOn.addEventListener("click", () => { field.value = kept(); });
  }
  find("#open").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    if (!file || file.size > LONGEST) return;
    field.value = (await file.text()).trim();
    path.requestSubmit();
  });
};

const wire = () => {
  begun = Date.now();
  const path = find("#path");
  if (path) { wirePath(path); wireClass(find("#class")); }
  const record = find("#record input[name=record]");
  if (record) {
    keep(record.value);
    find("#forget").addEventListener("click", () => {
      try { sessionStorage.removeItem(NAME); } catch { /* shut */ }
      location.assign("practice");
    });
  }
  for (const form of document.querySelectorAll("form[action=practice-path]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (form.elements.seconds) form.elements.seconds.value = String(Math.min(3600, Math.round((Date.now() - begun) / 1000)));
      step(new URLSearchParams([...new FormData(form, event.submitter)].filter(([, value]) => typeof value === "string")));
    });
  }
};

wire();
if (history.state?.record) again(history.state.record);
window.addEventListener("popstate", (event) => {
  if (event.state?.record) again(event.state.record);
  else if (location.pathname.endsWith("/practice")) location.reload();
});
