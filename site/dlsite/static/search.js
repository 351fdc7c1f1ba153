// Search over concepts, exercises and questions: every word typed must be there, in any order.
"use strict";
(() => {
  const { say, make, received } = dl;
  const field = document.getElementById("query");
  const place = document.getElementById("results");
  const KINDS = { concept: "glossary", exercise: "exercises", question: "questions" };

  function find() {
    const wanted = field.value.normalize("NFC").toLowerCase().split(/\s+/).filter(Boolean);
    place.replaceChildren();
    if (!wanted.length) return;
    const score = (entry) => wanted.reduce((sum, word) => sum + (entry.title.toLowerCase().includes(word) ? 2 : 1), 0);
    const found = received.search
      .filter((entry) => wanted.every((word) => entry.words.includes(word)))
      .sort((a, b) => score(b) - score(a));
    if (!found.length) place.append(make("p", {}, say("no_results")));
    for (const kind of Object.keys(KINDS)) {
      const own = found.filter((entry) => entry.kind === kind).slice(0, 20);
      if (!own.length) continue;
      place.append(make("h2", {}, say(KINDS[kind])));
      place.append(make("ul", { class: "found" }, ...own.map((entry) => make("li", {}, make("a", { href: entry.place }, entry.title)))));
    }
  }
  field.addEventListener("input", () => {
    history.replaceState(null, "", field.value ? `?q=${encodeURIComponent(field.value)}` : location.pathname);
    find();
  });
  field.value = new URLSearchParams(location.search).get("q") || "";
  window.addEventListener("load", find);
})();
