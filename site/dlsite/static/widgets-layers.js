// What a layer does to many numbers at once: dropout, batch normalization, the gradient on its way back.
"use strict";
(() => {
  const { define, shape, drawing, text, fill, number, scientific, powerOfTen, axes, table, slider, choice, buttons } = dl.widgets;

  // ------------------------------------------------------------------------------------------------------- dropout

  define("dropout", (data, state) => {
    const { words, x } = data;
    const training = () => state.mode === "train";
    const after = () => (training() ? data.draws[state.keep][state.draw] : x);
    const gone = (i) => training() && after()[i] === 0;

    function figure(width) {
      const most = Math.max(...x, ...after()) * 1.05;
      const plane = axes({ width, height: 240, x: [0, x.length], y: [0, most], xTicks: [] });
      const wide = plane.toX(1) - plane.toX(0);
      const bar = (value, i, style) => shape("rect", { x: plane.toX(i) + wide * 0.15, width: wide * 0.7, y: plane.toY(value), height: plane.toY(0) - plane.toY(value), class: style });
      const bars = x.flatMap((before, i) => {
        const centre = plane.toX(i + 0.5);
        const outline = bar(before, i, "w-outline");
        return gone(i) ? [outline, text(centre, plane.toY(0) + 17, "×", "middle", "w-gone")] : [bar(after()[i], i, "w-bar"), outline];
      });
      return [drawing(width, 240, fill(words.alt, { units: x.length }), ...plane.nodes, ...bars)];
    }

    function says() {
      if (!training()) return fill(words.eval_says, { before: number(data.mean) });
      const keep = data.keep[state.keep];
      return fill(words.train_says, {
        keep: number(keep), factor: number(1 / keep), units: x.length, dropped: x.filter((_, i) => gone(i)).length,
        before: number(data.mean), after: number(data.means[state.keep][state.draw]), many: data.many.toLocaleString(dl.page.lang), long: number(data.long_means[state.keep]),
      });
    }

    return {
      controls: [
        choice("mode", words.mode, () => [["train", words.train], ["eval", words.eval]]),
        slider("keep", () => words.keep, () => data.keep.map((keep) => number(keep))),
        buttons([() => words.again, () => { state.draw = (state.draw + 1) % data.draws[0].length; }, training]),
      ],
      figure,
      says,
      table: () => table([words.unit, words.before, words.after], x.map((before, i) => [String(i + 1), number(before), number(after()[i])])),
    };
  });

  // ----------------------------------------------------------------------------------------------------- batch norm

  define("batch_norm", (data, state) => {
    const { words, view } = data;
    const chosen = () => ({ shift: data.shifts[state.shift], scale: data.scales[state.scale], gamma: data.gammas[state.gamma], beta: data.betas[state.beta] });
    const before = () => data.before[state.shift][state.scale];
    const after = () => data.after[state.gamma][state.beta];

    /** How many numbers are in each bin. */
    function counts(numbers) {
      const bins = new Array(Math.round((2 * view) / data.bin)).fill(0);
      for (const one of numbers) bins[Math.min(bins.length - 1, Math.max(0, Math.floor((one + view) / data.bin)))]++;
      return bins;
    }

    function histogram(numbers, mean, spread, title, top, width, height, style) {
      const bins = counts(numbers);
      const plane = axes({ top, width, height, x: [-view, view], y: [0, Math.max(12, ...bins)], yTicks: [], title });
      const wide = plane.toX(data.bin) - plane.toX(0);
      const base = plane.toY(0);
      const bars = bins.flatMap((count, i) => (count ? [shape("rect", { x: plane.toX(i * data.bin - view) + 0.5, width: wide - 1, y: plane.toY(count), height: base - plane.toY(count), class: style })] : []));
      const line = (x1, y1, x2, y2, css) => shape("line", { x1, y1, x2, y2, class: css });
      const y = plane.box.y + 6;
      const marks = [line(plane.toX(mean), plane.box.y, plane.toX(mean), base, "w-mean"), line(plane.toX(mean - spread), y, plane.toX(mean + spread), y, "w-spread")];
      return [...plane.nodes, line(plane.box.x, base, plane.box.x + plane.box.width, base, "w-zero"), ...bars, ...marks];
    }

    function figure(width) {
      const height = 190;
      const now = chosen();
      const first = histogram(before(), now.shift, now.scale, fill(words.before, { count: before().length }), 0, width, height, "w-bar-before");
      const second = histogram(after(), now.beta, now.gamma, words.after, height, width, height, "w-bar");
      return [drawing(width, 2 * height, words.alt, ...first, ...second)];
    }

    function says() {
      const now = chosen();
      const said = fill(words.says, Object.fromEntries(Object.entries(now).map(([name, value]) => [name, number(value)])));
      return now.shift === now.beta && now.scale === now.gamma ? `${said} ${words.undone}` : said;
    }

    const one = (key, values) => slider(key, () => words[key], () => values.map((value) => number(value)));
    return {
      controls: [one("shift", data.shifts), one("scale", data.scales), one("gamma", data.gammas), one("beta", data.betas)],
      figure,
      says,
      table: () => {
        const now = chosen();
        const list = (numbers) => [...numbers].sort((a, b) => a - b).map((value) => number(value, 2)).join(", ");
        return table([words.what, words.input, words.output], [
          [words.mean, number(now.shift), number(now.beta)],
          [words.std, number(now.scale), number(now.gamma)],
          [words.sorted, list(before()), list(after())],
        ]);
      },
    };
  });

  // -------------------------------------------------------------------------------------------------- gradient flow

  const [LOWEST, POWERS] = [-13, [-12, -8, -4, 0, 4]];

  define("gradient_flow", (data, state) => {
    const { words } = data;
    const norms = (kind) => data.norms[`${kind}-${state.depth}-${state.gain}`];

    function panel(kind, top, width, height, style) {
      const plane = axes({ top, width, height, x: [0, state.depth], y: [LOWEST, POWERS.at(-1)], xTicks: [], yTicks: POWERS, yText: powerOfTen, title: words[kind] });
      const step = plane.toX(1) - plane.toX(0);
      const middle = plane.toY(0);
      const bars = norms(kind).map((norm, i) => {
        const end = plane.toY(Math.max(LOWEST, Math.log10(norm)));
        return shape("rect", { x: plane.toX(i) + step * 0.15, width: step * 0.7, y: Math.min(end, middle), height: Math.max(1.5, Math.abs(end - middle)), class: style });
      });
      const y = plane.box.y + plane.box.height + 16;
      const ends = [text(plane.box.x, y, words.first, "start", "w-tick"), text(plane.box.x + plane.box.width, y, words.last, "end", "w-tick")];
      return [...plane.nodes, ...bars, ...ends];
    }

    function figure(width) {
      const height = 200;
      return [drawing(width, 2 * height, words.alt, ...panel("plain", 0, width, height, "w-bar-before"), ...panel("skip", height, width, height, "w-bar"))];
    }

    function word(value) {
      if (value < 1e-3) return words.gone;
      if (value < 0.5) return words.weaker;
      if (value <= 2) return words.kept;
      return value < 100 ? words.stronger : words.large_now;
    }

    function says() {
      const [plain, skip] = [norms("plain")[0], norms("skip")[0]];
      return fill(words.says, { depth: state.depth, plain: scientific(plain), skip: scientific(skip), plain_word: word(plain), skip_word: word(skip) });
    }

    const gains = [words.small, words.xavier, words.large];
    return {
      controls: [
        choice("depth", words.depth, () => data.depths.map((depth) => [depth, String(depth)])),
        choice("gain", words.gain, () => data.gains.map((gain, i) => [gain, gains[i]])),
      ],
      figure,
      says,
      table: () => table([words.layer, words.plain, words.skip], norms("plain").map((norm, i) => [String(i + 1), scientific(norm), scientific(norms("skip")[i])])),
    };
  });
})();
