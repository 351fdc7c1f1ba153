// Optimizers on their way down one narrow valley.
"use strict";
(() => {
  const { define, shape, drawing, text, fill, number, axes, path, clipped, table, slider, menu, several, buttons } = dl.widgets;
  const PACE = 160; // milliseconds to a step
  const still = matchMedia("(prefers-reduced-motion: reduce)");

  define("optimizers", (data, state, again) => {
    const { words, optimizers } = data;
    const numbers = new Map(optimizers.map(({ id }, i) => [id, i + 1]));
    const names = new Map(optimizers.map(({ id, name }) => [id, name]));
    let timer = null;
    let narrow = false;

    // ------------------------------------------------------------------------------------------- where they are

    /** The points of a track as far as the step that is shown. */
    function points(id) {
      const flat = data.tracks[data.rates.indexOf(state.rate)][id];
      const count = Math.min(state.step + 1, flat.length / 2);
      return Array.from({ length: count }, (_, i) => [flat[2 * i], flat[2 * i + 1]]);
    }
    const height = ([x, y]) => 0.5 * (data.curvature[0] * x * x + data.curvature[1] * y * y);
    const away = (id) => Math.max(...points(id).at(-1).map(Math.abs)) > data.lost;
    const shown = () => optimizers.map(({ id }) => id).filter((id) => state.shown.includes(id));
    const heightText = (id) => {
      const now = height(points(id).at(-1));
      return away(id) ? words.away : number(now, now < 0.1 ? 4 : 2);
    };

    // -------------------------------------------------------------------------------------------------- drawing

    function mark(id, x, y) {
      return [shape("circle", { cx: x, cy: y, r: 9, class: `w-fill w-c${numbers.get(id)}` }), text(x, y + 4, String(numbers.get(id)), "middle", "w-number")];
    }

    function sample(id) {
      return shape("svg", { width: 30, height: 20, "aria-hidden": "true" }, shape("line", { x1: 0, x2: 30, y1: 10, y2: 10, class: `w-track w-c${numbers.get(id)}` }), ...mark(id, 15, 10));
    }

    function figure(width) {
      const [wide, high] = data.view;
      narrow = width < 300;
      const plane = axes({ width, height: Math.min(380, Math.max(240, width * 0.55)), x: [-wide, wide], y: [-high, high], xName: "x", title: "y" });
      const [x0, y0] = [plane.toX(0), plane.toY(0)];
      const ring = ([rx, ry]) => shape("ellipse", { cx: x0, cy: y0, rx: plane.toX(rx) - x0, ry: y0 - plane.toY(ry), class: "w-ring" });
      const cross = shape("path", { d: `M${x0 - 6} ${y0}h12M${x0} ${y0 - 6}v12`, class: "w-cross" });
      const tracks = shown().map((id) => shape("path", { d: path(points(id).map(([x, y]) => [plane.toX(x), plane.toY(y)])), class: `w-track w-c${numbers.get(id)}` }));
      const heads = shown().flatMap((id) => mark(id, ...place(plane, points(id).at(-1))));
      const inside = clipped(plane.box, ...[...data.rings].reverse().map(ring), cross, ...tracks);
      return [drawing(width, plane.box.y + plane.box.height + 36, words.alt, ...plane.nodes, ...inside, ...heads), standings()];
    }

    /** Where a head is drawn: at the edge once it has left the view. */
    function place({ toX, toY, box }, [x, y]) {
      const within = (value, from, length) => Math.min(from + length - 9, Math.max(from + 9, value));
      return [within(toX(x), box.x, box.width), within(toY(y), box.y, box.height)];
    }

    function standings() {
      const rows = shown().map((id) => {
        const [x, y] = points(id).at(-1);
        const name = dl.make("span", { class: "widget-key" }, sample(id), names.get(id));
        return [name, away(id) ? "–" : `(${number(x, narrow ? 1 : 2)}, ${number(y, narrow ? 1 : 2)})`, heightText(id)];
      });
      return dl.make("div", { class: "table" }, table([words.optimizer, words.where, words.height], rows));
    }

    // -------------------------------------------------------------------------------------------------- playing

    function stop() {
      clearInterval(timer);
      timer = null;
    }
    function play() {
      if (timer) return stop();
      if (state.step >= data.steps) state.step = 0;
      if (still.matches) {
        state.step = data.steps;
        return undefined;
      }
      timer = setInterval(() => {
        state.step++;
        if (state.step >= data.steps) stop();
        again();
      }, PACE);
      return undefined;
    }
    const playName = () => (still.matches ? words.to_end : timer ? words.stop : words.play);

    function says() {
      if (!shown().length) return words.nobody;
      const running = shown().filter((id) => !away(id)).sort((a, b) => height(points(a).at(-1)) - height(points(b).at(-1)));
      const lost = shown().filter(away).map((id) => names.get(id));
      const list = [];
      if (running.length) list.push(fill(running.length > 1 ? words.ranking : words.alone, { list: running.map((id) => fill(words.one, { name: names.get(id), height: heightText(id) })).join(", ") }));
      if (lost.length) list.push(fill(words.ran_away, { list: lost.join(", ") }));
      const said = [fill(words.says, { rate: number(state.rate), step: state.step, list: list.join("; ") })];
      if (state.shown.includes("sgd") && state.rate > data.largest) said.push(fill(words.above, { largest: number(data.largest) }));
      if (state.shown.includes("nesterov") && away("nesterov")) said.push(words.ahead);
      return said.join(" ");
    }

    return {
      controls: [
        several("shown", words.shown, optimizers.map(({ id, name }) => [id, name, () => sample(id)])),
        menu("rate", words.rate, () => data.rates.map((rate) => [rate, number(rate)])),
        slider("step", () => words.step, () => Array.from({ length: data.steps + 1 }, (_, step) => fill(words.step_of, { step, steps: data.steps }))),
        buttons([playName, play], [() => words.to_start, () => { stop(); state.step = 0; }, () => state.step > 0]),
      ],
      figure,
      says,
      quiet: () => timer !== null,
    };
  });
})();
