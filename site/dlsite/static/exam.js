// The practice exam: a draw of questions, a clock, and no word about right or wrong until it is handed in.
"use strict";
(() => {
  const { say, make, store, question, shuffled, page } = dl;
  const setup = document.getElementById("setup");
  const stage = document.getElementById("stage");

  setup.addEventListener("submit", async (event) => {
    event.preventDefault();
    const form = new FormData(setup);
    const units = form.getAll("unit");
    if (!units.length) return;
    const lists = await Promise.all(units.map(dl.questions));
    const pool = shuffled(lists.flat().filter((data) => !["card", "code"].includes(data.type)));
    const items = pool.slice(0, Number(form.get("count"))).map((data) => ({ data, number: Math.floor(Math.random() * data.variants.length), flagged: false }));
    setup.hidden = true;
    run(items, Number(form.get("minutes")));
  });

  function run(items, minutes) {
    const end = Date.now() + minutes * dl.fsrs.MINUTE;
    const clock = make("p", { class: "clock", role: "timer" });
    const hide = make("button", { type: "button", class: "quiet", click: () => { clock.hidden = !clock.hidden; hide.textContent = say(clock.hidden ? "show_clock" : "hide_clock"); } }, say("hide_clock"));
    const sheet = make("ol", { class: "sheet", "aria-label": say("exam") });
    const places = items.map((item, i) => {
      const place = make("div", { hidden: true });
      item.shown = question.show(place, item.data, item.number, { exam: true });
      item.shown.heading.prepend(`${i + 1}. `);
      item.shown.heading.tabIndex = -1;
      const flag = make("button", { type: "button", class: "quiet flag", "aria-pressed": "false", click: () => toggle(item, flag) }, `⚑ ${say("flag")}`);
      item.shown.box.append(make("p", { class: "actions" }, i ? step(say("previous"), i - 1) : null, i < items.length - 1 ? step(say("next"), i + 1) : null, flag));
      sheet.append(make("li", {}, make("button", { type: "button", click: () => go(i) }, String(i + 1))));
      return place;
    });
    const handIn = make("button", { type: "button", class: "button", click: () => finish(false) }, say("hand_in"));
    const ask = make("p", { role: "alert" });
    stage.replaceChildren(make("div", { class: "exam-head" }, clock, hide), sheet, ...places, ask, handIn);
    let at = 0;
    let warned = false;

    function step(text, to) {
      return make("button", { type: "button", class: "quiet", click: () => go(to) }, text);
    }
    function go(to) {
      refresh();
      places[at].hidden = true;
      at = to;
      places[at].hidden = false;
      items[at].shown.heading.focus();
      refresh();
    }
    function toggle(item, button) {
      item.flagged = !item.flagged;
      button.setAttribute("aria-pressed", String(item.flagged));
      refresh();
    }
    const open = (item) => dl.grading.grade(item.shown.variant.task, item.shown.answer()).unread !== null;
    function refresh() {
      for (const [i, item] of items.entries()) {
        const button = sheet.children[i].firstChild;
        button.classList.toggle("answered", !open(item));
        button.classList.toggle("flagged", item.flagged);
        button.toggleAttribute("aria-current", i === at);
        button.setAttribute("aria-label", `${say("question_number", { n: i + 1 })}${item.flagged ? `, ${say("flagged")}` : ""}`);
      }
    }
    function tick() {
      const left = end - Date.now();
      clock.textContent = say("time_left", { minutes: Math.max(0, Math.ceil(left / dl.fsrs.MINUTE)) });
      if (left <= 0) finish(true);
    }
    const timer = setInterval(tick, 1000);

    function finish(over) {
      const unanswered = items.filter(open).length;
      if (unanswered && !over && !warned) {
        warned = true;
        ask.textContent = say("unanswered", { n: unanswered });
        return;
      }
      clearInterval(timer);
      document.removeEventListener("keydown", keys);
      let points = 0;
      for (const item of items) {
        const outcome = dl.grading.grade(item.shown.variant.task, item.shown.answer());
        points += outcome.score;
        item.shown.box.querySelector(".actions").remove();
        const status = make("div", { class: "status" }, question.feedback(item.data, item.shown.variant, outcome));
        item.shown.close();
        item.shown.box.append(status);
        store.answered(item.data, outcome.score, question.rating(outcome, 0));
      }
      const result = make("h2", { tabindex: "-1" }, say("exam_result", { points: Math.round(points * 10) / 10, all: items.length }));
      for (const place of places) place.hidden = false;
      stage.replaceChildren(result, ...places);
      result.focus();
    }
    function keys(event) {
      if (event.ctrlKey || event.metaKey || event.altKey || !store.settings().shortcuts) return;
      if (event.target.matches("input[type=text], input[type=number], textarea, select")) return;
      if (/^[1-9]$/.test(event.key)) items[at].shown.pick(Number(event.key));
      else if (event.key === "f" || event.key === "F" || event.key === "ㄹ") items[at].shown.box.querySelector(".flag").click();
      else return;
      refresh();
    }
    document.addEventListener("keydown", keys);
    stage.addEventListener("change", refresh);
    stage.addEventListener("click", refresh); // blocks are moved by buttons
    places[0].hidden = false;
    tick();
    refresh();
    page.scrollTo?.(0, 0);
  }
})();
