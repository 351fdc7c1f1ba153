// Windows that slide over a picture: convolution and pooling.
"use strict";
(() => {
  const { define, fill, number, slider, choice, menu, buttons } = dl.widgets;
  const { make } = dl;

  /** A picture as a table: each cell as `look(row, column)` says: {text, shade, style}. */
  function grid(name, rows, columns, look) {
    const cell = (row, column) => {
      const { words, shade = 0, style = "" } = look(row, column);
      const element = make("td", { class: style }, words);
      element.style.setProperty("--shade", `${Math.round(30 * shade)}%`);
      return element;
    };
    const line = (row) => make("tr", {}, ...Array.from({ length: columns }, (_, column) => cell(row, column)));
    return make("table", { class: "widget-grid" }, make("caption", {}, name), make("tbody", {}, ...Array.from({ length: rows }, (_, row) => line(row))));
  }

  /** Where the window is: its first row and column, and where its result goes. */
  function spot(state, output) {
    const row = Math.floor(state.step / output[0].length);
    const column = state.step % output[0].length;
    return { row, column, top: row * state.stride, left: column * state.stride };
  }
  const inside = ({ top, left }, size) => (row, column) => row >= top && row < top + size && column >= left && column < left + size;

  /** What is said of the window, counted from 1. */
  const place = ({ row, column, top, left }, size) => ({ top: top + 1, bottom: top + size, left: left + 1, right: left + size, row: row + 1, column: column + 1 });

  /** The output as far as it is filled. */
  function result(words, output, state) {
    const most = Math.max(...output.flat().map(Math.abs)) || 1;
    const here = spot(state, output);
    return grid(fill(words.output, { rows: output.length, columns: output[0].length }), output.length, output[0].length, (row, column) => {
      const known = row * output[0].length + column <= state.step;
      const now = row === here.row && column === here.column;
      if (!known) return { words: "·", style: "is-empty" };
      return { words: number(output[row][column], 2), shade: Math.abs(output[row][column]) / most, style: now ? "is-now" : "" };
    });
  }

  /** The slider and the buttons that move the window. */
  function movers(words, state, count) {
    return [
      slider("step", () => words.step, () => Array.from({ length: count() }, (_, step) => fill(words.step_of, { step: step + 1, steps: count() }))),
      buttons(
        [() => words.back, () => { state.step--; }, () => state.step > 0],
        [() => words.on, () => { state.step++; }, () => state.step < count() - 1],
        [() => words.all, () => { state.step = count() - 1; }, () => state.step < count() - 1],
      ),
    ];
  }

  const numbered = (values) => () => values.map((value) => [value, String(value)]);

  define("convolution", (data, state) => {
    const { words } = data;
    const n = data.picture.length;
    const filter = () => data.filters.find(({ id }) => id === state.filter);
    const output = () => data.outputs[`${state.filter}-${state.stride}-${state.pad}`];
    const count = () => output().length * output()[0].length;
    const pixel = (row, column) => data.picture[row - state.pad]?.[column - state.pad] ?? 0;
    const isPad = (row, column) => Math.min(row, column) < state.pad || Math.max(row, column) >= n + state.pad;

    function picture(here) {
      const size = n + 2 * state.pad;
      const within = inside(here, 3);
      return grid(fill(state.pad ? words.padded : words.picture, { rows: size, columns: size }), size, size, (row, column) => ({
        words: String(pixel(row, column)),
        shade: pixel(row, column) / 9,
        style: `${isPad(row, column) ? "is-pad" : ""} ${within(row, column) ? "is-window" : ""}`.trim(),
      }));
    }
    const weights = () => grid(words.weights, 3, 3, (row, column) => ({ words: filter().texts[row][column] }));
    const products = (here) => grid(words.products, 3, 3, (row, column) => ({ words: number(pixel(here.top + row, here.left + column) * filter().weights[row][column], 2), style: "is-window" }));

    function figure() {
      const here = spot(state, output());
      const middle = make("div", { class: "widget-pair" }, weights(), products(here));
      return [make("div", { class: "widget-grids" }, picture(here), middle, result(words, output(), state)), make("p", { class: "widget-note" }, filter().note)];
    }

    function says() {
      const all = output();
      const here = spot(state, all);
      const said = fill(words.says, { ...place(here, 3), sum: number(all[here.row][here.column], 2) });
      const shape = fill(words.shape, { n, pad: state.pad, stride: state.stride, size: all.length });
      const rest = (n + 2 * state.pad - 3) % state.stride ? ` ${words.unseen}` : "";
      return `${said} ${shape}${rest}`;
    }

    return {
      controls: [
        menu("filter", words.filter, () => data.filters.map(({ id, name }) => [id, name])),
        choice("stride", words.stride, numbered([1, 2])),
        choice("pad", words.pad, numbered([0, 1])),
        ...movers(words, state, count),
      ],
      figure,
      says,
    };
  });

  define("pooling", (data, state) => {
    const { words } = data;
    const n = data.picture.length;
    const output = () => data.outputs[`${state.kind}-${state.size}-${state.stride}`];
    const count = () => output().length * output()[0].length;
    const winner = () => data.winners[`${state.size}-${state.stride}`][state.step];

    function picture(here) {
      const within = inside(here, state.size);
      const wins = (row, column) => state.kind === "max" && row === winner()[0] && column === winner()[1];
      return grid(fill(words.picture, { rows: n, columns: n }), n, n, (row, column) => ({
        words: String(data.picture[row][column]),
        shade: data.picture[row][column] / 9,
        style: `${within(row, column) ? "is-window" : ""} ${wins(row, column) ? "is-winner" : ""}`.trim(),
      }));
    }

    const figure = () => [make("div", { class: "widget-grids" }, picture(spot(state, output())), result(words, output(), state))];

    function says() {
      const here = spot(state, output());
      const value = output()[here.row][here.column];
      const seen = data.picture.flatMap((line, row) => line.filter((_, column) => inside(here, state.size)(row, column)));
      const values = { ...place(here, state.size), value: number(value, 2), sum: seen.reduce((a, b) => a + b), count: seen.length };
      if (state.kind === "max") Object.assign(values, { row: winner()[0] + 1, column: winner()[1] + 1 });
      const rest = (n - state.size) % state.stride ? ` ${words.unseen}` : "";
      return fill(state.kind === "max" ? words.max_says : words.avg_says, values) + rest;
    }

    return {
      controls: [
        choice("kind", words.kind, () => [["max", words.max], ["avg", words.avg]]),
        choice("size", words.size, () => [2, 3].map((size) => [size, `${size} × ${size}`])),
        choice("stride", words.stride, numbered([1, 2, 3])),
        ...movers(words, state, count),
      ],
      figure,
      says,
    };
  });
})();
