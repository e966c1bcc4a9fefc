// What Gradio leaves out: the answers are a log that screen readers announce, and a new answer is shown from its question on.
"use strict";
let answers = 0;
const look = () => {
  const log = document.querySelector("#chat .bubble-wrap");
  if (!log) return;
  if (log.getAttribute("role") !== "log") {
    log.setAttribute("role", "log");
    log.setAttribute("aria-live", "polite");
    log.setAttribute("aria-label", "Answers");
  }
  const told = log.querySelectorAll(".message.bot").length;
  const asked = [...log.querySelectorAll(".message.user")].pop();
  if (told > answers && asked) setTimeout(() => show(log, asked), 150);
  answers = told;
};
const show = (log, asked) => {
  const place = asked.getBoundingClientRect().top - log.getBoundingClientRect().top + log.scrollTop - 40;
  if (log.scrollHeight > log.clientHeight + 4) log.scrollTo({ top: place });
  else asked.scrollIntoView({ block: "start" });
};
new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true });
