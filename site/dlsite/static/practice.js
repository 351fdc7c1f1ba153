// The practice of a unit: one question per screen, at once explained.
"use strict";
(() => {
  const { say, make, store, question, session, received } = dl;
  const stage = document.getElementById("stage");

  dl.questions(stage.dataset.unit).then((all) => {
    const wanted = location.hash.slice(1);
    start(wanted && all.some((one) => one.id === wanted) ? rotated(all, wanted) : inOrder(all));
  });

  /** New questions first, then those that went worst. */
  function inOrder(all) {
    const rank = (one) => {
      const known = store.question(one.id);
      return known ? 1 + known.score : 0;
    };
    return [...all].sort((a, b) => rank(a) - rank(b));
  }

  function rotated(all, id) {
    const at = all.findIndex((one) => one.id === id);
    return [...all.slice(at), ...all.slice(0, at)];
  }

  function start(list) {
    const items = list.map((data) => ({ data, number: (store.question(data.id)?.tries || 0) % data.variants.length }));
    session.run(stage, items, {
      onShow: (item) => history.replaceState(null, "", `#${item.data.id}`),
      after: (outcome, state, item, next) => {
        store.answered(item.data, outcome ? outcome.score : 0, question.rating(outcome, state.hints));
        const go = make("button", { type: "button", class: "button next", click: next }, say("next_question"));
        const actions = make("p", { class: "actions" }, go);
        if (item.data.variants.length > 1) {
          actions.append(make("button", { type: "button", class: "quiet", click: () => again(item) }, say("another")));
        }
        state.box.append(actions);
        go.focus({ preventScroll: true });
      },
      finish: (place, done) => {
        const right = done.filter((item) => item.outcome?.score === 1).length;
        const wrong = done.filter((item) => item.outcome?.score !== 1).map((item) => item.data);
        place.replaceChildren(make("p", { class: "finished", role: "status" }, say("finished", { right, all: done.length })));
        if (wrong.length) place.append(make("button", { type: "button", class: "button", click: () => start(wrong) }, say("again_wrong")));
      },
    });
  }

  /** The same question with other numbers, then the rest: it has just been answered, so its next variant comes. */
  function again(item) {
    start(rotated(received.questions.get(stage.dataset.unit), item.data.id));
  }
})();
