// A challenge in, the number whose digest it is out. Each worker tries every n-th number.
"use strict";

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

async function digest(text) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  let out = "";
  for (const byte of bytes) out += hex[byte];
  return out;
}

addEventListener("message", async (event) => {
  const { salt, challenge, most, first, step } = event.data;
  for (let number = first; number <= most; number += step) {
    if ((await digest(salt + number)) === challenge) {
      postMessage(number);
      return;
    }
  }
  postMessage(null);
});
