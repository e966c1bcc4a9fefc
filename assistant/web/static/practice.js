"use strict";
// The learner's record of the path, kept in this tab (sessionStorage ends with it) or opened from a file; seconds a case.

const NAME = "therapy-coding-practice";
const LONGEST = 30000;
const begun = Date.now();

const kept = () => { try { return sessionStorage.getItem(NAME) || ""; } catch { return ""; } };
const keep = (text) => { try { sessionStorage.setItem(NAME, text); } catch { /* storage is shut: the form carries it */ } };

const path = document.getElementById("path");
if (path) {
  const field = document.getElementById("kept");
  const goOn = document.getElementById("go-on");
  if (kept()) {
    goOn.hidden = false;
    goOn.addEventListener("click", () => { field.value = kept(); });
  }
  document.getElementById("open").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    if (!file || file.size > LONGEST) return;
    field.value = (await file.text()).trim();
    path.submit();
  });
}

const record = document.querySelector("#record input[name=record]");
if (record) {
  keep(record.value);
  document.getElementById("forget").addEventListener("click", () => {
    try { sessionStorage.removeItem(NAME); } catch { /* shut */ }
    location.assign("practice");
  });
}

const seconds = document.querySelector("#case input[name=seconds]");
if (seconds) seconds.form.addEventListener("submit", () => { seconds.value = String(Math.min(3600, Math.round((Date.now() - begun) / 1000))); });
