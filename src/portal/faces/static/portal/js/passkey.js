// A browser that knows passkeys in: what is for it, shown, and what went wrong, said, out.
"use strict";

(() => {
  if (window.PublicKeyCredential) {
    for (const part of document.querySelectorAll("[data-passkey]")) part.hidden = false;
  }
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    for (const part of document.querySelectorAll("[data-passkey-fault]")) part.hidden = false;
  });
})();
