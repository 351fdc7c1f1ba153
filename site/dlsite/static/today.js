// Today's page: what is due, where to go on, how far each unit is.
"use strict";
(() => {
  const { say, make, store } = dl;
  const place = document.getElementById("today");
  const due = store.due().length;
  const last = store.place();

  const card = (title, text, href, action) =>
    make("div", { class: "card" }, make("h2", {}, title), text ? make("p", {}, text) : null, href ? make("a", { class: "button", href }, action) : null);

  place.append(card(say("due"), due ? null : say("nothing_due"), due ? "review.html" : null, `${say("review")}: ${due}`));
  const first = document.querySelector(".units a");
  if (last) place.append(card(say("continue"), last.title, last.path, say("continue")));
  else if (first) place.append(card(say("continue"), null, first.getAttribute("href"), say("begin")));

  for (const unit of document.querySelectorAll(".units > li")) {
    const ids = unit.dataset.questions.split(" ").filter(Boolean);
    const known = ids.filter((id) => store.question(id));
    const right = known.reduce((sum, id) => sum + store.question(id).best, 0);
    unit.querySelector(".bar i").style.width = ids.length ? `${(100 * right) / ids.length}%` : "0";
    if (known.length) unit.querySelector(".counts").append(make("span", {}, ` · ${say("answered", { done: known.length, all: ids.length })}`));
  }
})();
