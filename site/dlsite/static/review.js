// The review: what is due comes back, until it is known for long.
"use strict";
(() => {
  const { say, make, store, question, session, fsrs } = dl;
  const stage = document.getElementById("stage");
  const known = new Set(stage.dataset.units.split(" "));
  const due = store.due().filter((one) => known.has(one.unit)).slice(0, 60);

  Promise.all([...new Set(due.map((one) => one.unit))].map(dl.questions)).then((lists) => {
    const all = new Map(lists.flat().map((data) => [data.id, data]));
    const items = due
      .filter((one) => all.has(one.id))
      .map((one) => ({ data: all.get(one.id), number: one.tries % all.get(one.id).variants.length }));
    if (!items.length) nothing();
    else run(items);
  });

  function nothing() {
    stage.replaceChildren(make("p", { class: "finished" }, say("nothing_due")));
  }

  function run(items) {
    session.run(stage, items, {
      after: (outcome, state, item, next) => {
        const proposed = question.rating(outcome, state.hints);
        const card = store.question(item.data.id).card;
        const now = Date.now();
        const buttons = ["again", "hard", "good", "easy"].map((name, i) => {
          const wait = fsrs.review(card, i + 1, now).due - now;
          const rate = () => {
            store.answered(item.data, outcome ? outcome.score : 0, i + 1, Date.now(), true);
            next();
          };
          return make("button", { type: "button", class: i + 1 === proposed ? "button next" : "button quiet", click: rate }, `${say(name)} · ${duration(wait)}`);
        });
        state.box.append(make("div", { class: "rate" }, make("p", {}, say("rate")), ...buttons));
        buttons[proposed - 1].focus({ preventScroll: true });
      },
      finish: (place, done) => {
        const right = done.filter((item) => item.outcome?.score === 1).length;
        place.replaceChildren(make("p", { class: "finished", role: "status" }, say("finished", { right, all: done.length })));
      },
    });
  }

  function duration(milliseconds) {
    const minutes = Math.round(milliseconds / fsrs.MINUTE);
    return minutes < 1440 ? say("minutes", { n: Math.max(1, minutes) }) : say("days", { n: Math.round(minutes / 1440) });
  }
})();
