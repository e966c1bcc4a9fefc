"use strict";
// The codes page: what is typed narrows the list at once, by the same index as the search; no more than four are marked.
(() => {
  const form = document.getElementById("codes");
  const found = document.getElementById("found");
  const none = document.getElementById("none");
  const rows = [...document.querySelectorAll("[data-code]")];
  const marks = [...form.querySelectorAll("input[name=compare]")];
  let timer = 0;
  let asked = null;

  const show = (codes) => {
    for (const row of rows) row.hidden = !codes.has(row.dataset.code);
    for (const family of document.querySelectorAll(".family")) family.hidden = !family.querySelector("[data-code]:not([hidden])");
    none.hidden = codes.size > 0;
    found.textContent = `${codes.size} code${codes.size === 1 ? "" : "s"}`;
  };
  const narrow = async () => {
    asked?.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(`codes-found?q=${encodeURIComponent(form.elements.q.value.slice(0, 80))}`, { signal: asked.signal });
      if (answer.ok) show(new Set((await answer.json()).codes));
    } catch { /* a later letter, or no server: the button still searches */ }
  };
  form.elements.q.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(narrow, 100); });
  form.addEventListener("change", (event) => {
    if (event.target.name !== "compare") return;
    const marked = marks.filter((one) => one.checked).length;
    for (const one of marks) one.disabled = marked >= 4 && !one.checked;
    if (marked) found.textContent = `${marked} marked`;
  });
})();
