"use strict";
// A document opened at one of its sections: that section is shown first and has the focus.
(() => {
  const here = document.querySelector("[data-here]");
  if (!here) return;
  here.scrollIntoView({ block: "start" });
  here.focus({ preventScroll: true });
})();
