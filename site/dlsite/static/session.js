// Questions one after the other, with keys: in practice and in review.
"use strict";
dl.session = (() => {
  const { say, make, store } = dl;

  /**
   * Ask questions one by one.
   *
   * items: [{data, number}]; after(outcome, state, item, next) puts what follows an answer on the page.
   */
  function run(stage, items, { after, finish, onShow = () => {} }) {
    let at = 0;
    let current = null;
    const bar = make("div", { class: "bar" }, make("i"));
    const count = make("p", { class: "count" });
    const place = make("div");
    stage.replaceChildren(make("div", { class: "session-head" }, count, bar), place);

    function show(focus) {
      if (at >= items.length) {
        current = null;
        finish(place, items);
        return;
      }
      const item = items[at];
      count.textContent = say("of", { done: at + 1, all: items.length });
      bar.firstChild.style.width = `${(100 * at) / items.length}%`;
      onShow(item);
      current = dl.question.show(place, item.data, item.number, {
        onDone: (outcome, state) => {
          item.outcome = outcome;
          after(outcome, state, item, next);
        },
      });
      current.heading.tabIndex = -1;
      if (focus) current.heading.focus();
    }
    function next() {
      at += 1;
      show(true);
    }
    document.addEventListener("keydown", keys);
    function keys(event) {
      if (!current || event.ctrlKey || event.metaKey || event.altKey || !store.settings().shortcuts) return;
      const typing = event.target.matches("input[type=text], textarea, select, summary, a");
      if (event.key === "Enter" && !typing && !event.target.matches("button, input")) {
        event.preventDefault();
        if (current.isDone()) stage.querySelector(".next")?.click();
        else current.check();
      } else if (!typing && /^[1-9]$/.test(event.key)) {
        const rates = stage.querySelectorAll(".rate button");
        if (rates.length) rates[event.key - 1]?.click();
        else if (!current.isDone()) current.pick(Number(event.key));
      } else if (!typing && (event.key === "h" || event.key === "H" || event.key === "ㅗ")) current.hint();
    }
    show(false);
  }

  return { run };
})();
