// A question on a page: what is asked, the fields to answer in, and what is said to the answer.
"use strict";
dl.question = (() => {
  const { say, make, built, shuffled } = dl;
  let serial = 0;

  /** The fields of a task: an element, its answer, and how to show which parts are right. */
  function fields(data, variant, id) {
    return FIELDS[data.type](data, variant, id);
  }

  // ------------------------------------------------------------------------------------------------------- options

  function options(data, variant, id) {
    const { task, texts } = variant;
    const order = task.fixed ? task.options : shuffled(task.options);
    const group = make("fieldset", { class: "options" }, make("legend", { class: "hidden" }, data.title));
    for (const [i, option] of order.entries()) {
      const input = make("input", { type: task.many ? "checkbox" : "radio", name: id, value: option });
      const key = make("span", { class: "key", "aria-hidden": "true" }, String(i + 1));
      const text = built("span", texts[option], { class: "text" });
      if (text.querySelector("math")) input.setAttribute("aria-label", `${i + 1}: ${text.textContent}`); // else without a name
      group.append(make("label", { "data-option": option }, input, key, text));
    }
    return {
      element: group,
      answer: () => [...group.querySelectorAll("input:checked")].map((input) => input.value),
      pick: (number) => group.querySelectorAll("input")[number - 1]?.click(),
      mark: () => {
        for (const label of group.querySelectorAll("label")) {
          const right = task.right.includes(label.dataset.option);
          const chosen = label.querySelector("input").checked;
          if (right) label.classList.add("is-right");
          else if (chosen) label.classList.add("is-wrong");
          const word = chosen ? say("your_answer") : right ? say("answer") : null;
          if (word) label.append(make("span", { class: "mark" }, right ? `✓ ${word}` : `✗ ${word}`));
        }
      },
    };
  }

  // --------------------------------------------------------------------------------------------------------- typed

  function typed(label, { lines = 1, mode = "text" } = {}) {
    return (data, variant, id) => {
      const field =
        lines > 1
          ? make("textarea", { id, rows: lines, spellcheck: "false", autocomplete: "off" })
          : make("input", { id, type: "text", inputmode: mode, autocomplete: "off", spellcheck: "false", autocapitalize: "off" });
      const element = make("p", { class: "typed" }, make("label", { for: id }, label(data, variant)), field);
      if (variant.unit) element.append(built("span", variant.unit, { class: "unit" }));
      return { element, answer: () => field.value, mark: () => {} };
    };
  }

  function numberLabel(data, variant) {
    const count = variant.task.right ? variant.task.right.length : 1;
    const what = count > 1 ? say("numbers_in_order", { count }) : say("a_number");
    return variant.digits === undefined ? what : `${what} (${say("digits", { digits: variant.digits })})`;
  }

  // --------------------------------------------------------------------------------------------------------- order

  function order(data, variant, id) {
    const { task, texts } = variant;
    const list = make("ol", { class: "blocks", "aria-label": say("in_order") });
    const rest = make("ul", { class: "blocks rest", "aria-label": say("left_out") });
    const live = make("p", { class: "hidden", role: "status" });
    // as long as nothing has been moved there is no answer: so the order at first must not be a right one
    let all = shuffled([...task.blocks, ...task.extra]);
    const right = () => dl.grading.grade(task, all).score === 1;
    for (let i = 0; right() && i < 50; i++) all = shuffled(all);
    let moved = right();

    function tell(item) {
      const place = [...list.children].indexOf(item) + 1;
      live.textContent = place ? say("moved", { name: item.dataset.name, place }) : say("left_out");
    }
    function move(item, by) {
      const items = [...list.children];
      const to = items.indexOf(item) + by;
      if (to < 0 || to >= items.length) return;
      moved = true;
      if (by < 0) items[to].before(item);
      else items[to].after(item);
      refresh();
      tell(item);
    }
    function toggle(item) {
      moved = true;
      (item.parentElement === list ? rest : list).append(item);
      refresh();
      tell(item);
      item.querySelector(".toggle").focus();
    }
    function refresh() {
      const items = [...list.children];
      for (const item of [...items, ...rest.children]) {
        const used = item.parentElement === list;
        item.querySelector(".up").disabled = !used || item === items[0];
        item.querySelector(".down").disabled = !used || item === items[items.length - 1];
        const toggleButton = item.querySelector(".toggle");
        if (toggleButton) toggleButton.textContent = used ? say("leave") : say("take");
      }
    }
    for (const block of all) {
      const text = built("span", texts[block], { class: "text" });
      const name = text.textContent;
      const item = make("li", { "data-block": block, "data-name": name }, text);
      const button = (kind, sign, by) =>
        make("button", { type: "button", class: kind, "aria-label": `${say(kind)}: ${name}`, click: () => { move(item, by); item.querySelector(`.${kind}`).focus(); } }, sign);
      const buttons = make("span", { class: "buttons" }, button("up", "↑", -1), button("down", "↓", 1));
      if (task.extra.length) buttons.append(make("button", { type: "button", class: "toggle", click: () => toggle(item) }, say("leave")));
      item.append(buttons);
      item.addEventListener("keydown", (event) => {
        if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
          event.preventDefault();
          move(item, event.key === "ArrowUp" ? -1 : 1);
          event.target.focus();
        }
      });
      list.append(item);
    }
    refresh();
    const element = make("div", { class: "order", id }, list);
    if (task.extra.length) element.append(make("p", { class: "small" }, say("left_out")), rest);
    element.append(live);
    return { element, answer: () => (moved ? [...list.children].map((item) => item.dataset.block) : []), mark: () => {} };
  }

  // -------------------------------------------------------------------------------------------------------- assign

  function select(id, choices, texts, label) {
    const field = make("select", { id, "aria-label": label }, make("option", { value: "" }, say("choose")));
    for (const choice of choices) {
      field.append(make("option", { value: choice }, built("span", texts[choice]).textContent));
    }
    return field;
  }

  function assign(data, variant, id) {
    const { task, texts } = variant;
    const choices = data.type === "match" ? shuffled(task.choices) : task.choices;
    const list = make("ul", { class: "assign" });
    if (data.type === "match") {
      // formulas cannot stand in a menu: the right sides are shown in full above it
      const legend = make("ul", { class: "choices" });
      for (const choice of choices) legend.append(built("li", texts[choice]));
      if (legend.querySelector("math")) list.before(legend);
    }
    for (const [i, left] of shuffled(Object.keys(task.right)).entries()) {
      const text = built("span", texts[left], { class: "text", id: `${id}-${i}-text` });
      const field = select(`${id}-${i}`, choices, texts, text.textContent);
      list.append(make("li", { "data-left": left }, text, field));
    }
    return {
      element: list,
      answer: () => Object.fromEntries([...list.children].map((item) => [item.dataset.left, item.querySelector("select").value])),
      mark: (outcome) => {
        for (const item of list.children) {
          const good = outcome.parts && outcome.parts[item.dataset.left];
          item.classList.add(good ? "is-right" : "is-wrong");
          item.append(make("span", { class: "mark" }, good ? "✓" : "✗ "), good ? "" : built("span", texts[task.right[item.dataset.left]]));
        }
      },
    };
  }

  // --------------------------------------------------------------------------------------------------------- cloze

  function cloze(data, variant, id) {
    const { task, texts, stem } = variant;
    const element = built("div", stem.replace(/\[\[(\w+)\]\]/g, '<span data-gap="$1"></span>'), { class: "stem cloze" });
    for (const place of element.querySelectorAll("[data-gap]")) {
      const name = place.dataset.gap;
      const part = task.parts[name];
      const label = say("question_number", { n: name });
      place.append(
        part.kind === "choice"
          ? select(`${id}-${name}`, part.options, texts, label)
          : make("input", { id: `${id}-${name}`, type: "text", size: "8", "aria-label": label, autocomplete: "off", spellcheck: "false", autocapitalize: "off" }),
      );
    }
    const places = () => [...element.querySelectorAll("[data-gap]")];
    return {
      element,
      inStem: true,
      answer: () => Object.fromEntries(places().map((place) => [place.dataset.gap, place.firstChild.value])),
      mark: (outcome) => {
        for (const place of places()) place.classList.add(outcome.parts && outcome.parts[place.dataset.gap] === 1 ? "is-right" : "is-wrong");
      },
    };
  }

  // --------------------------------------------------------------------------------------------- plot, code, card

  function plot(data, variant, id) {
    const inner = typed(() => say("a_number"), { mode: "text" })(data, variant, id);
    return inner;
  }

  function recall(data, variant) {
    const said = { value: "" };
    const back = built("div", variant.solution, { class: "back" });
    const element = make("div", { class: "recall" });
    const judge = (value) => () => {
      said.value = value;
      element.dispatchEvent(new CustomEvent("answered", { bubbles: true }));
    };
    const card = data.type === "card";
    const yes = make("button", { type: "button", class: "button", "data-say": "yes", click: judge("yes") }, say(card ? "knew" : "done_it"));
    const no = make("button", { type: "button", class: "button quiet", "data-say": "no", click: judge("no") }, say(card ? "did_not_know" : "later"));
    if (card) {
      const reveal = make("button", { type: "button", class: "button", click: () => { element.replaceChildren(back, make("p", {}, yes, " ", no)); yes.focus(); } }, say("reveal"));
      element.append(reveal);
    } else element.append(back, make("p", {}, yes, " ", no));
    return { element, answer: () => said.value, mark: () => {}, self: true };
  }

  const FIELDS = {
    single: options, multiple: options, truefalse: options,
    numeric: typed(numberLabel), tensor: typed(numberLabel),
    shape: typed(() => say("a_shape")), text: typed(() => say("a_word")),
    trace: typed(() => say("the_output"), { lines: 4 }),
    order, match: assign, categorise: assign, cloze, plot, code: recall, card: recall,
  };

  // ------------------------------------------------------------------------------------------------------ feedback

  /** Why an answer cannot be read, in words. */
  function unread(outcome, variant) {
    if (outcome.unread === "number") return say("not_number");
    if (outcome.unread === "count") return say("count", { count: variant.task.right.length });
    return say("empty");
  }

  function verdict(outcome) {
    if (outcome.score === 1) return ["right", say("right")];
    if (outcome.score > 0) return ["partly", say("partly", { percent: Math.round(outcome.score * 100) })];
    return ["wrong", say("wrong")];
  }

  /** What is said after an answer: whether it is right, why, what is right, where a note differs. */
  function feedback(data, variant, outcome) {
    const box = make("div", { class: "feedback" });
    if (outcome) {
      const [kind, text] = verdict(outcome);
      box.classList.add(kind);
      box.append(make("p", { class: "verdict" }, make("span", { class: "sign", "aria-hidden": "true" }, kind === "right" ? "✓" : kind === "partly" ? "◐" : "✗"), ` ${text}`));
      for (const why of outcome.whys) {
        if (!variant.whys[why]) continue;
        const about = variant.texts[why];
        const line = make("p", { class: "why" });
        if (about) line.append(built("strong", about), " – ");
        line.append(built("span", variant.whys[why]));
        box.append(line);
      }
    }
    if (!outcome || (outcome.score < 1 && variant.task.kind !== "self")) {
      box.append(make("div", { class: "solution" }, make("strong", {}, say("answer")), built("div", variant.solution)));
    }
    box.append(make("div", { class: "explain" }, make("strong", {}, say("explanation")), built("div", variant.explain)));
    for (const erratum of data.errata) {
      box.append(make("p", { class: "erratum" }, make("strong", {}, `${say("erratum")} `), built("span", erratum.claim), make("strong", {}, ` ${say("in_truth")} `), built("span", erratum.right)));
    }
    return box;
  }

  // -------------------------------------------------------------------------------------------------- the question

  /**
   * Put a question into an element.
   *
   * onDone(outcome, state) is called once it is answered (outcome null: the answer was asked for). With `exam` nothing is said:
   * the caller reads `answer()` and calls `close()`.
   */
  function show(place, data, number, { onDone = () => {}, exam = false, level = 2 } = {}) {
    const variant = data.variants[number % data.variants.length];
    const id = `q${++serial}`;
    const part = fields(data, variant, id);
    const state = { hints: 0, tries: 0, done: false };
    const status = make("div", { class: "status", role: "status" });
    const said = make("p", { class: "unread", role: "alert" });
    const hints = make("ol", { class: "hints" });
    const box = make("article", { class: `question ${data.type}`, "data-question": data.id });
    const heading = make(`h${level}`, { class: "kind" }, data.title, " ", make("span", { class: "difficulty", role: "img", "aria-label": `${say("difficulty")} ${data.difficulty}/3` }, "●".repeat(data.difficulty) + "○".repeat(3 - data.difficulty)));
    box.append(heading);
    if (part.inStem) box.append(part.element);
    else box.append(built("div", variant.stem, { class: "stem" }));
    if (variant.code) box.append(...built("div", variant.code).childNodes);
    if (variant.figure) box.append(built("div", variant.figure, { class: "figure" }));
    if (!part.inStem) box.append(part.element);
    box.append(said);

    function end(outcome) {
      if (state.done) return;
      state.done = true;
      box.classList.add("done");
      part.mark(outcome || { parts: null });
      for (const field of box.querySelectorAll("input, select, textarea, .order button")) field.disabled = true;
      actions.remove();
      status.append(feedback(data, variant, outcome));
      status.append(make("p", { class: "source" }, `${say("source")}: ${[...data.source, ...data.references].join(", ")} · ${say("report", { id: data.id, revision: data.revision, variant: number + 1 })}`));
      onDone(outcome, { ...state, status, box });
    }
    function check() {
      const outcome = dl.grading.grade(variant.task, part.answer());
      said.textContent = outcome.unread ? unread(outcome, variant) : "";
      if (!outcome.unread) end(outcome);
    }
    function hint() {
      if (state.hints >= variant.hints.length) return;
      hints.append(built("li", variant.hints[state.hints++]));
      if (state.hints >= variant.hints.length) hintButton.remove();
    }
    const hintButton = make("button", { type: "button", class: "quiet", click: hint }, say("hint"));
    const actions = make("p", { class: "actions" });
    if (!exam) {
      if (!part.self) actions.append(make("button", { type: "button", class: "button check", click: check }, say("check")));
      if (variant.hints.length) actions.append(hintButton);
      if (!part.self) actions.append(make("button", { type: "button", class: "quiet give-up", click: () => end(null) }, say("show_answer")));
      box.append(hints, actions, status);
      part.element.addEventListener("answered", check);
      box.addEventListener("keydown", (event) => {
        const field = event.target;
        if (event.key === "Enter" && !state.done && field.matches("input")) {
          event.preventDefault();
          check();
        }
      });
    }
    place.replaceChildren(box);
    return {
      box, heading, variant, check, hint,
      pick: part.pick || (() => {}),
      answer: part.answer,
      focus: () => heading.focus(),
      close: () => end(dl.grading.grade(variant.task, part.answer())),
      isDone: () => state.done,
    };
  }

  /** The rating by which an answered question comes back: proposed from the result and the hints that were used. */
  function rating(outcome, hints) {
    if (!outcome || outcome.score < 0.5) return 1;
    if (outcome.score < 1 || hints > 0) return 2;
    return 3;
  }

  return { show, rating, feedback };
})();
