// A ballot with data-judge in; the same filled in by keys: 1 to 5 for the next criterion, y and n, arrows to walk, out.
// Without script every question is a group of large buttons, and the browser's own keys move in it.
"use strict";

(() => {
  const form = document.querySelector("form[data-judge]");
  if (!form) return;
  const groups = [...form.querySelectorAll(".points")].map((each) => [...each.querySelectorAll("input[type=radio]")]);
  let at = Math.max(0, groups.findIndex((group) => !group.some((one) => one.checked)));

  function choose(value) {
    const group = groups[at];
    const found = group && group.find((one) => one.value === value);
    if (!found) return;
    found.checked = true;
    found.focus();
    if (at < groups.length - 1) at += 1;
  }

  form.addEventListener("change", (event) => {
    const here = groups.findIndex((group) => group.includes(event.target));
    if (here >= 0 && here < groups.length - 1) at = here + 1;
  });

  document.addEventListener("keydown", (event) => {
    const field = event.target;
    const types = field.matches("textarea, select, input:not([type=radio])");
    if (types || event.ctrlKey || event.altKey || event.metaKey) return;
    const inGroup = field.matches("input[type=radio]");
    const word = { y: "yes", n: "no" }[event.key] || event.key;
    if (/^[1-5]$/.test(event.key) || word !== event.key) choose(word);
    else if (event.key === "Enter" && inGroup) form.requestSubmit();
    else if (!inGroup && event.key === "ArrowRight") document.querySelector(".judge-ways a[rel=next]")?.click();
    else if (!inGroup && event.key === "ArrowLeft") document.querySelector(".judge-ways a[rel=prev]")?.click();
    else return;
    event.preventDefault();
  });
})();
