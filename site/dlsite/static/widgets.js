// Figures to play with: what all of them share. A figure has controls, is drawn anew when one of them changes, and says in
// words what is to be seen. Its numbers come from the build.
"use strict";
dl.widgets = (() => {
  const { make } = dl;
  const NS = "http://www.w3.org/2000/svg";
  const kinds = {};
  let serial = 0;

  // ------------------------------------------------------------------------------------------------------- helpers

  /** An element of a drawing. */
  function shape(tag, attributes = {}, ...children) {
    const element = document.createElementNS(NS, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  /** A drawing with its description for those who cannot see it. */
  const drawing = (width, height, alt, ...children) =>
    shape("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": alt }, ...children);

  const text = (x, y, words, anchor = "start", style = "w-text") =>
    shape("text", { x, y, "text-anchor": anchor, class: style }, words);

  /** A text with values in the places of {names}. */
  const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  /** A number as it is read: at most so many decimals, no idle zeros, a real minus sign. */
  function number(value, decimals = 3) {
    const rounded = Number(value.toFixed(decimals));
    return String(rounded === 0 ? 0 : rounded).replace("-", "−");
  }

  /** A number of any size, as 3.2 or 4.1 × 10⁻⁷. */
  function scientific(value) {
    if (value === 0 || (Math.abs(value) >= 0.001 && Math.abs(value) < 10000)) return String(Number(value.toPrecision(2)));
    const [digits, power] = value.toExponential(1).split("e");
    return `${digits} × ${powerOfTen(Number(power))}`;
  }
  const powerOfTen = (power) => `10${String(power).replace("-", "⁻").replace(/\d/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit])}`;

  /** From values to pixels. */
  const scale = ([from, to], [start, end]) => (value) => start + ((value - from) / (to - from)) * (end - start);

  /** Round places on an axis. */
  function ticks([from, to], about) {
    const rough = (to - from) / about;
    const unit = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].map((factor) => factor * unit).find((candidate) => candidate >= rough * 0.999);
    const found = [];
    for (let i = Math.ceil(from / step - 1e-9); i * step <= to + 1e-9; i++) found.push(i * step);
    return found;
  }

  /** Axes with their lines and numbers: the scales and what is to be drawn. */
  function axes({ left = 0, top = 0, width, height, x, y, xName = "", title = "", xTicks = ticks(x, width / 70), yTicks = ticks(y, height / 45), yText = number }) {
    const [x0, x1, y0, y1] = [left + 38, left + width - 8, top + height - 34, top + 26];
    const [toX, toY] = [scale(x, [x0, x1]), scale(y, [y0, y1])];
    const nodes = [];
    const line = (a, b, c, d, style) => nodes.push(shape("line", { x1: a, y1: b, x2: c, y2: d, class: style }));
    for (const tick of yTicks) {
      line(x0, toY(tick), x1, toY(tick), tick === 0 ? "w-zero" : "w-grid");
      nodes.push(text(x0 - 6, toY(tick) + 4, yText(tick), "end", "w-tick"));
    }
    for (const tick of xTicks) {
      if (yTicks.length) line(toX(tick), y0, toX(tick), y1, Math.abs(tick) < 1e-9 ? "w-zero" : "w-grid");
      nodes.push(text(toX(tick), y0 + 16, number(tick), "middle", "w-tick"));
    }
    nodes.push(text(x1, y0 + 31, xName, "end", "w-name"), text(x0, y1 - 10, title, "start", "w-name"));
    return { toX, toY, nodes, box: { x: x0, y: y1, width: x1 - x0, height: y0 - y1 } };
  }

  /** The outline of some points as a path. */
  const path = (points) => points.map(([x, y], i) => `${i ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");

  /** What may be drawn only inside a box. */
  function clipped({ x, y, width, height }, ...children) {
    const id = `widget-${++serial}`;
    return [shape("clipPath", { id }, shape("rect", { x, y, width, height })), shape("g", { "clip-path": `url(#${id})` }, ...children)];
  }

  /** A table of texts: the first column names the rows. */
  function table(head, rows) {
    const row = (cells) => make("tr", {}, ...cells.map((cell, i) => (i ? make("td", {}, cell) : make("th", { scope: "row" }, cell))));
    return make("table", {}, make("thead", {}, make("tr", {}, ...head.map((cell) => make("th", { scope: "col" }, cell)))), make("tbody", {}, ...rows.map(row)));
  }

  // ------------------------------------------------------------------------------------------------------ controls
  // A control is made from what it controls; it reads and writes one entry of the state.

  /** A slider over texts: the entry is the place in their list. */
  function slider(key, name, texts, shown = () => true) {
    return (state, changed) => {
      const id = `widget-${++serial}`;
      const label = make("label", { for: id });
      const value = make("span", { class: "widget-value", "aria-hidden": "true" });
      const field = make("input", { id, type: "range", min: 0, step: 1, input: () => { state[key] = Number(field.value); changed(key); } });
      const element = make("div", { class: "widget-slider" }, label, value, field);
      function refresh() {
        element.hidden = !shown();
        if (element.hidden) return;
        const all = texts();
        field.max = all.length - 1;
        state[key] = Math.min(state[key], all.length - 1);
        field.value = state[key];
        label.textContent = name();
        value.textContent = all[state[key]];
        field.setAttribute("aria-valuetext", all[state[key]]);
      }
      return { element, refresh };
    };
  }

  /** One of some values, each with its text: all side by side where they are few, else a menu. */
  function choice(key, name, options) {
    return options().length > 4 ? menu(key, name, options) : radios(key, name, options());
  }

  function menu(key, name, options) {
    return (state, changed) => {
      const id = `widget-${++serial}`;
      const field = make("select", { id, change: () => { state[key] = options()[field.selectedIndex][0]; changed(key); } });
      const element = make("div", { class: "widget-menu" }, make("label", { for: id }, name), field);
      function refresh() {
        const now = options();
        const same = now.length === field.options.length && now.every(([, label], i) => field.options[i].text === label);
        if (!same) field.replaceChildren(...now.map(([, label]) => make("option", {}, label)));
        const at = now.findIndex(([value]) => value === state[key]);
        if (at < 0) state[key] = now[0][0];
        field.selectedIndex = Math.max(0, at);
      }
      return { element, refresh };
    };
  }

  function radios(key, name, options) {
    return (state, changed) => {
      const id = `widget-${++serial}`;
      const fields = options.map(([value]) => make("input", { type: "radio", name: id, change: () => { state[key] = value; changed(key); } }));
      const labels = options.map(([, label], i) => make("label", {}, fields[i], make("span", {}, label)));
      const long = options.length > 3 || options.map(([, label]) => label).join("").length > 20;
      const element = make("fieldset", { class: `widget-choice${long ? " is-long" : ""}` }, make("legend", {}, name), make("div", {}, ...labels));
      const refresh = () => options.forEach(([value], i) => { fields[i].checked = state[key] === value; });
      return { element, refresh };
    };
  }

  /** Any number of some values. */
  function several(key, name, options) {
    return (state, changed) => {
      const fields = options.map(([value]) => make("input", { type: "checkbox", change: () => { state[key] = options.map(([one]) => one).filter((one, i) => fields[i].checked); changed(key); } }));
      const labels = options.map(([, label, mark], i) => make("label", {}, fields[i], mark ? mark() : null, make("span", {}, label)));
      const element = make("fieldset", { class: "widget-choice is-long is-several" }, make("legend", {}, name), make("div", {}, ...labels));
      const refresh = () => options.forEach(([value], i) => { fields[i].checked = state[key].includes(value); });
      return { element, refresh };
    };
  }

  /** A row of buttons: [text, what it does, whether it can be pressed]. One that cannot keeps the focus. */
  function buttons(...all) {
    return (state, changed) => {
      const made = all.map(([name, act, able = () => true]) => {
        const press = () => { if (able()) { act(); changed("button"); } };
        const element = make("button", { type: "button", class: "quiet", click: press });
        const refresh = () => { element.textContent = name(); element.setAttribute("aria-disabled", String(!able())); };
        return { element, refresh };
      });
      const element = make("div", { class: "widget-buttons" }, ...made.map((one) => one.element));
      return { element, refresh: () => made.forEach((one) => one.refresh()) };
    };
  }

  // -------------------------------------------------------------------------------------------------- the whole

  /**
   * Put a figure into its place.
   *
   * A kind is a function of (data, state, again) that gives its controls, `figure(width)` as nodes, `says()` as a text, and,
   * if it likes, `table()` for the numbers as a table and `quiet()`: whether what changes is not worth saying aloud.
   */
  function build(place, data) {
    const state = structuredClone({ ...data.state, ...data.starts[place.dataset.start] });
    const kind = kinds[data.name](data, state, () => redraw());
    const heading = make("h3", { id: `widget-${++serial}` }, data.words.title);
    const figure = make("div", { class: "widget-figure" });
    const says = make("p", { class: "widget-says" });
    const controls = kind.controls.map((control) => control(state, () => redraw()));
    const numbers = make("div", { class: "table" });

    function draw() {
      if (figure.clientWidth) figure.replaceChildren(...kind.figure(figure.clientWidth));
    }
    function redraw() {
      controls.forEach((control) => control.refresh());
      draw();
      if (kind.quiet?.()) says.removeAttribute("role");
      else if (touched) says.setAttribute("role", "status");
      says.textContent = kind.says();
      if (kind.table) numbers.replaceChildren(kind.table());
    }
    let touched = false;
    const touch = () => { touched = true; says.setAttribute("role", "status"); };
    for (const event of ["pointerdown", "keydown", "input", "change"]) place.addEventListener(event, touch, { once: true, capture: true });

    place.setAttribute("role", "group");
    place.setAttribute("aria-labelledby", heading.id);
    place.append(heading, make("p", { class: "widget-lead" }, data.words.lead), make("div", { class: "widget-controls" }, ...controls.map((one) => one.element)), figure, says);
    if (kind.table) place.append(make("details", { class: "widget-numbers" }, make("summary", {}, data.words.numbers), numbers));
    redraw();
    let width = figure.clientWidth;
    new ResizeObserver(() => {
      if (figure.clientWidth !== width) draw();
      width = figure.clientWidth;
    }).observe(figure);
  }

  /** Name the function that makes figures of a kind. */
  const define = (name, kind) => { kinds[name] = kind; };

  addEventListener("DOMContentLoaded", () => {
    for (const place of document.querySelectorAll(".widget")) {
      dl.widget(place.dataset.widget).then((data) => build(place, data));
    }
  });

  return { define, shape, drawing, text, fill, number, scientific, powerOfTen, scale, ticks, axes, path, clipped, table, slider, choice, menu, several, buttons };
})();
