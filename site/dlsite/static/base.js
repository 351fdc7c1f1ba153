// On every page: the theme, the language that keeps the place, the copy for when there is no network.
"use strict";
(() => {
  const { page, store } = dl;
  store.set({ lang: page.lang });

  function paint(theme) {
    const dark = theme === "dark" || (theme === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
    page.dataset.theme = dark ? "dark" : "light";
  }
  dl.paint = (theme) => {
    store.set({ theme });
    paint(theme);
  };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => paint(store.settings().theme));
  document.getElementById("theme").addEventListener("click", () => dl.paint(page.dataset.theme === "dark" ? "light" : "dark"));

  const language = document.getElementById("language");
  language.addEventListener("click", () => {
    language.hash = location.hash;
  });

  document.addEventListener("keydown", (event) => {
    const open = document.querySelector("details.more[open]");
    if (event.key === "Escape" && open) {
      open.open = false;
      open.querySelector("summary").focus();
    }
  });

  if (page.dataset.page === "learn") store.visit({ path: page.dataset.path, title: document.querySelector("h1").textContent });

  if ("serviceWorker" in navigator && location.protocol.startsWith("http")) {
    navigator.serviceWorker.register(`${page.dataset.root}service-worker.js`).catch(() => {});
  }
})();
