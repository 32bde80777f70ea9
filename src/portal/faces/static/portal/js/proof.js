// A form with data-proof in; the same form sent with the proof of work that its server asks for out.
// Whatever goes wrong, the form is sent without proof: the server then offers another way.
"use strict";

(() => {
  const TOO_MUCH = 100000000; // numbers: more than a minute or two on most devices

  function solve(sum, worker) {
    const step = Math.min(navigator.hardwareConcurrency || 2, 4);
    const workers = [];
    const stop = () => workers.forEach((each) => each.terminate());
    return new Promise((found, failed) => {
      let left = step;
      for (let first = 0; first < step; first += 1) {
        const each = new Worker(worker);
        workers.push(each);
        each.onerror = failed;
        each.onmessage = (event) => {
          left -= 1;
          if (event.data !== null) found(event.data);
          else if (left === 0) failed(new Error("no number fits"));
        };
        each.postMessage({ salt: sum.salt, challenge: sum.challenge, most: sum.maxNumber, first, step });
      }
    }).finally(stop);
  }

  async function prove(form) {
    const answer = await fetch(form.dataset.proof, { credentials: "same-origin", headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error("no challenge");
    const sum = await answer.json();
    if (sum.maxNumber > TOO_MUCH) throw new Error("too much work");
    const number = await solve(sum, form.dataset.worker);
    const { algorithm, challenge, salt, signature } = sum;
    return btoa(JSON.stringify({ algorithm, challenge, number, salt, signature }));
  }

  for (const form of document.querySelectorAll("form[data-proof]")) {
    let busy = false;
    form.addEventListener("submit", async (event) => {
      const field = form.elements.namedItem("proof");
      if (!field || field.value || !window.Worker || !window.crypto || !crypto.subtle) return;
      event.preventDefault();
      if (busy) return;
      busy = true;
      const words = form.querySelector("[data-proof-words]");
      if (words) words.hidden = false;
      try {
        field.value = await prove(form);
      } catch (error) {
        console.warn(error);
      }
      form.submit();
    });
    // Back to this page: a proof is good once.
    addEventListener("pageshow", () => {
      busy = false;
      const field = form.elements.namedItem("proof");
      if (field) field.value = "";
    });
  }
})();
