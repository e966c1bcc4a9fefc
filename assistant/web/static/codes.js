"use strict";
// The codes page: what is typed narrows the list at once; no more than four are marked.
(() => {
  const form = document.getElementById("codes");
  const found = document.getElementById("found");
  const rows = [...document.querySelectorAll("[data-find]")];
  const marks = [...form.querySelectorAll("input[name=compare]")];

  form.elements.q.addEventListener("input", (event) => {
    const words = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const row of rows) {
      row.hidden = !words.every((word) => row.dataset.find.includes(word));
      count += row.hidden ? 0 : 1;
    }
    for (const family of document.querySelectorAll(".family")) family.hidden = !family.querySelector("[data-find]:not([hidden])");
    found.textContent = `${count} code${count === 1 ? "" : "s"}`;
  });
  form.addEventListener("change", (event) => {
    if (event.target.name !== "compare") return;
    const marked = marks.filter((one) => one.checked).length;
    for (const one of marks) one.disabled = marked >= 4 && !one.checked;
    if (marked) found.textContent = `${marked} marked`;
  });
})();
