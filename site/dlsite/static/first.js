// Before anything is painted: the theme that was chosen, and the sign that scripts run.
(() => {
  "use strict";
  const page = document.documentElement;
  page.classList.add("script");
  let chosen = "system";
  try {
    chosen = JSON.parse(localStorage.getItem("dlgrade.settings") || "{}").theme || "system";
  } catch {
    // no storage: the system decides
  }
  const dark = chosen === "dark" || (chosen === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
  page.dataset.theme = dark ? "dark" : "light";
})();
