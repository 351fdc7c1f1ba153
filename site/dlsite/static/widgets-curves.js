// Curves and their slopes: activation functions and losses.
"use strict";
(() => {
  const { define, shape, drawing, fill, number, axes, path, clipped, slider, menu } = dl.widgets;

  /** The pieces of a curve: in two where it jumps at 0, each with the value on its side. */
  function pieces(xs, ys, jump) {
    const all = xs.map((x, i) => [x, ys[i]]);
    if (!jump) return [all];
    const zero = xs.indexOf(0);
    const left = all.slice(0, zero);
    left.push([0, jump === "left" ? ys[zero] : ys[zero - 1]]);
    return [left, [[0, ys[zero + 1]], ...all.slice(zero + 1)]];
  }

  function curves(data, state) {
    const { words, xs } = data;
    const byId = new Map(data.curves.map((curve) => [curve.id, curve]));
    const curve = () => byId.get(state.curve);
    let shownCurve = null;

    /** Another curve starts with its own usual parameter. */
    function settle() {
      if (shownCurve === state.curve) return;
      shownCurve = state.curve;
      state.parameter = curve().parameter ? curve().parameter.start : 0;
      if (state.compare === state.curve) state.compare = "";
    }
    const f = (one = curve()) => one.f[one === curve() ? state.parameter : one.parameter?.start || 0];
    const g = (one = curve()) => one.g[one === curve() ? state.parameter : one.parameter?.start || 0];
    const names = data.curves.map((one) => [one.id, one.name]);

    function lines(plane, one, which, style) {
      const ys = which === 0 ? f(one) : g(one);
      const jump = which === 1 ? one.jump : null;
      const drawn = pieces(xs, ys, jump).map((points) => shape("path", { d: path(points.map(([x, y]) => [plane.toX(x), plane.toY(y)])), class: style }));
      if (jump === "alone") drawn.push(shape("circle", { cx: plane.toX(0), cy: plane.toY(ys[xs.indexOf(0)]), r: 3.5, class: "w-alone" }));
      return drawn;
    }

    function panel(which, left, top, width, height) {
      const other = byId.get(state.compare);
      const range = curve().ranges[which];
      const whole = other ? [Math.min(range[0], other.ranges[which][0]), Math.max(range[1], other.ranges[which][1])] : range;
      const plane = axes({ left, top, width, height, x: [Math.floor(xs[0]), Math.ceil(xs.at(-1))], y: whole, xName: words.x, title: which === 0 ? words.f : words.g });
      const value = (which === 0 ? f() : g())[state.point];
      const within = Math.min(whole[1], Math.max(whole[0], value));
      const at = { x: plane.toX(xs[state.point]), y: plane.toY(within) };
      const inside = [...(other ? lines(plane, other, which, "w-other") : []), ...lines(plane, curve(), which, which === 0 ? "w-curve" : "w-slope")];
      const point = shape("circle", { cx: at.x, cy: at.y, r: 6, class: value === within ? "w-point" : "w-point is-out" });
      return [...plane.nodes, shape("line", { x1: at.x, x2: at.x, y1: plane.box.y, y2: plane.box.y + plane.box.height, class: "w-at" }), ...clipped(plane.box, ...inside), point];
    }

    function figure(width) {
      const wide = width >= 520;
      const [w, h] = wide ? [(width - 12) / 2, 250] : [width, 210];
      const alt = fill(words.alt, { f: words.f, g: words.g, note: curve().note });
      const second = wide ? panel(1, w + 12, 0, w, h) : panel(1, 0, h, w, h);
      const note = dl.make("p", { class: "widget-note" }, legend("w-curve", curve().name), ` ${curve().note}`);
      const nodes = [drawing(width, wide ? h : 2 * h, alt, ...panel(0, 0, 0, w, h), ...second), note];
      if (byId.has(state.compare)) nodes.push(dl.make("p", { class: "widget-note" }, legend("w-other", byId.get(state.compare).name), ` ${byId.get(state.compare).note}`));
      return nodes;
    }

    function legend(style, name) {
      const sample = shape("svg", { width: 28, height: 10, "aria-hidden": "true" }, shape("line", { x1: 1, x2: 27, y1: 5, y2: 5, class: style }));
      return dl.make("strong", {}, sample, ` ${name}.`);
    }

    function remark(slope) {
      if (Math.abs(slope) < 0.01) return words.flat;
      if (slope < 0) return words.negative;
      return slope >= 0.95 ? words.steep : words.between;
    }

    function says() {
      const [x, value, slope] = [xs[state.point], f()[state.point], g()[state.point]];
      const name = curve().parameter ? `${curve().name} (${sign()} = ${number(curve().parameter.values[state.parameter])})` : curve().name;
      return `${fill(words.says, { name, x: number(x), f: number(value), g: number(slope) })} ${remark(slope)}`.trim();
    }
    const sign = () => curve().parameter.label.split(" ").find((word) => /^[α-ω]$/.test(word));

    settle();
    return {
      controls: [
        menu("curve", words.curve, () => names),
        menu("compare", words.compare, () => { settle(); return [["", words.nothing], ...names.filter(([id]) => id !== state.curve)]; }),
        slider("parameter", () => curve().parameter.label, () => curve().parameter.values.map((value) => number(value)), () => Boolean(curve().parameter)),
        slider("point", () => words.point, () => xs.map((x) => number(x))),
      ],
      figure,
      says,
    };
  }

  for (const name of ["activations", "losses", "classification_losses"]) define(name, curves);
})();
