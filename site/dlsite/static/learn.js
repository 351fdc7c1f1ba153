// Questions in place on a learning page: the ones that the page shows become ones to answer.
"use strict";
(() => {
  const { page, store, question } = dl;
  const unit = page.dataset.path.replace(/^learn\/(.*)\.html$/, "$1");
  const shown = [...document.querySelectorAll(".in-place .question")];
  if (!shown.length) return;
  dl.questions(unit).then((all) => {
    const byId = new Map(all.map((data) => [data.id, data]));
    for (const old of shown) {
      const data = byId.get(old.dataset.question);
      if (!data) continue;
      const place = document.createElement("div");
      place.id = old.id;
      old.replaceWith(place);
      const number = (store.question(data.id)?.tries || 0) % data.variants.length;
      question.show(place, data, number, {
        level: 4,
        onDone: (outcome, state) => store.answered(data, outcome ? outcome.score : 0, question.rating(outcome, state.hints)),
      });
    }
  });
})();
