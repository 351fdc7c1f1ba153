// The front door: to the language that was last used, or that the browser asks for.
(() => {
  "use strict";
  let last = null;
  try {
    last = JSON.parse(localStorage.getItem("dlgrade.settings") || "{}").lang;
  } catch {
    // no storage
  }
  const lang = last || (navigator.language || "ko").slice(0, 2);
  location.replace(`${lang === "en" ? "en" : "ko"}/index.html`);
})();
