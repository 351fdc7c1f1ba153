// Grades one answer to one task, both plain data: the twin of grader/dlgrade/quiz/grading.py, function by function.
"use strict";
dl.grading = (() => {
  const INVISIBLE = /[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b-\u200d\u2060\ufeff]/g;
  const RAISED = /[²³¹⁰⁴-⁹]/;
  const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?(\/[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?)?$/;
  const OUTPUT = /[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?|[\p{L}\p{Nl}\p{No}][\p{L}\p{N}_]*|\S/gu;
  const INSIGNIFICANT = /[\s\-_·'’‐–—]+/g;
  const SLACK = 1e-9;

  const outcome = (score, whys = [], unread = null, parts = null) => ({ score, whys, unread, parts });

  function grade(task, answer) {
    return GRADERS[task.kind](task, answer);
  }

  // ---------------------------------------------------------------------------------------------- what people type

  function plain(text) {
    return text.replace(INVISIBLE, "").normalize("NFKC").replaceAll("−", "-");
  }

  function normal(text) {
    return plain(text).toLowerCase().trim();
  }

  function numbers(text) {
    if (RAISED.test(text)) return null;
    const found = [];
    const words = normal(text)
      .replace(/\s*\/\s*/g, "/")
      .replace(/[\s,;()[\]]+/g, " ")
      .split(" ")
      .filter(Boolean);
    for (const word of words) {
      if (!NUMBER.test(word)) return null;
      const [above, below] = word.split("/");
      if (below && Number(below) === 0) return null;
      found.push(Number(above) / Number(below || 1));
    }
    return found;
  }

  function word(text) {
    return normal(text).replace(INSIGNIFICANT, "");
  }

  function near(one, other, within, relative) {
    return Math.abs(one - other) <= within + relative * Math.abs(other) + SLACK * Math.max(1, Math.abs(other));
  }

  function allNear(found, wanted, task) {
    return found.length === wanted.length && found.every((a, i) => near(a, wanted[i], task.within, task.relative));
  }

  const same = (one, other) => one.length === other.length && one.every((a, i) => a === other[i]);

  // ---------------------------------------------------------------------------------------------------- the kinds

  function choice(task, answer) {
    const chosen = new Set(typeof answer === "string" ? [answer].filter(Boolean) : answer);
    const right = new Set(task.right);
    if (!chosen.size && !(task.many && !right.size)) return outcome(0, [], "empty");
    const whys = task.options.filter((id) => chosen.has(id) || (task.many && right.has(id)));
    const hits = [...chosen].filter((id) => right.has(id)).length;
    if (!task.many) return outcome(Number(chosen.size === right.size && hits === right.size), whys);
    if (!right.size) return outcome(Number(!chosen.size), whys);
    return outcome(Math.max(0, (hits - (chosen.size - hits)) / right.size), whys);
  }

  function unreadNumber(found, answer) {
    return found === null || !found.length ? (normal(answer) ? "number" : "empty") : null;
  }

  function gradeNumbers(task, answer) {
    const found = numbers(answer);
    const unread = unreadNumber(found, answer);
    if (unread) return outcome(0, [], unread);
    if (found.length !== task.right.length) return outcome(0, [], "count");
    if (allNear(found, task.right, task)) return outcome(1);
    for (const trap of task.traps) if (allNear(found, trap.values, task)) return outcome(0, [trap.why]);
    const good = found.filter((a, i) => near(a, task.right[i], task.within, task.relative)).length;
    return outcome(good / task.right.length);
  }

  function interval(task, answer) {
    const found = numbers(answer);
    const unread = unreadNumber(found, answer);
    if (unread) return outcome(0, [], unread);
    if (found.length !== 1) return outcome(0, [], "count");
    const [value] = found;
    const [low, high] = task.bounds;
    const [withLow, withHigh] = task.closed;
    const inside = (low < value || (withLow && value === low)) && (value < high || (withHigh && value === high));
    return outcome(Number(inside), inside ? [] : [value <= low ? "below" : "above"]);
  }

  function shape(task, answer) {
    const found = numbers(answer);
    if (found === null || (!found.length && !/[()[\]]/.test(normal(answer)))) {
      return outcome(0, [], normal(answer) ? "number" : "empty");
    }
    for (const trap of task.traps) if (same(found, trap.values)) return outcome(0, [trap.why]);
    return outcome(Number(same(found, task.right)));
  }

  function words(task, answer) {
    const typed = word(answer);
    if (!typed) return outcome(0, [], "empty");
    if (task.accept.includes(typed)) return outcome(1);
    const trap = task.traps.find((one) => one.accept.includes(typed));
    return outcome(0, trap ? [trap.why] : []);
  }

  function order(task, answer) {
    const unique = [...new Set(answer)];
    const extra = unique.filter((id) => task.extra.includes(id));
    const used = unique.filter((id) => task.blocks.includes(id));
    if (!used.length) return outcome(0, extra, "empty");
    const before = closure(task.after);
    let kept = 0;
    for (let mask = 1; mask < 1 << used.length; mask++) {
      const part = used.filter((_, i) => mask & (1 << i));
      if (part.length > kept && inOrder(part, before)) kept = part.length;
    }
    return outcome(Math.max(0, (kept - extra.length) / task.blocks.length), extra);
  }

  function closure(after) {
    const found = new Map();
    const of = (id) => {
      if (!found.has(id)) {
        const earlier = after[id] || [];
        found.set(id, new Set([...earlier, ...earlier.flatMap((other) => [...of(other)])]));
      }
      return found.get(id);
    };
    Object.keys(after).forEach(of);
    return found;
  }

  function inOrder(ids, before) {
    return ids.every((earlier, i) => ids.slice(i + 1).every((later) => !(before.get(earlier) || new Set()).has(later)));
  }

  function assign(task, answer) {
    const ids = Object.keys(task.right);
    if (!ids.some((id) => answer[id])) return outcome(0, [], "empty");
    const parts = Object.fromEntries(ids.map((id) => [id, Number(answer[id] === task.right[id])]));
    const good = ids.filter((id) => parts[id]);
    return outcome(good.length / ids.length, ids.filter((id) => !parts[id]), null, parts);
  }

  function severalParts(task, answer) {
    const names = Object.keys(task.parts);
    const outcomes = names.map((name) => grade(task.parts[name], answer[name] || ""));
    const unread = outcomes.find((one) => one.unread);
    if (unread) return outcome(0, [], unread.unread);
    const parts = Object.fromEntries(names.map((name, i) => [name, outcomes[i].score]));
    const sum = outcomes.reduce((total, one) => total + one.score, 0);
    return outcome(sum / names.length, outcomes.flatMap((one) => one.whys), null, parts);
  }

  function output(task, answer) {
    const lines = printed(answer);
    if (!lines.length) return outcome(0, [], "empty");
    const wanted = printed(task.right);
    for (const trap of task.traps) {
      const other = printed(trap.text);
      if (lines.length === other.length && lines.every((line, i) => same(line, other[i]))) return outcome(0, [trap.why]);
    }
    const good = lines.filter((line, i) => i < wanted.length && same(line, wanted[i])).length;
    return outcome(good / Math.max(lines.length, wanted.length));
  }

  function printed(text) {
    return text
      .split(/\r\n|\r|\n/)
      .map(plain)
      .filter((line) => line.trim())
      .map((line) => (line.match(OUTPUT) || []).map(token));
  }

  function token(piece) {
    return NUMBER.test(piece) ? Number(piece) : piece;
  }

  function self(task, answer) {
    return outcome(Number(answer === "yes"), [], answer === "yes" || answer === "no" ? null : "empty");
  }

  const GRADERS = {
    choice, numbers: gradeNumbers, interval, shape, words, order, assign, parts: severalParts, output, self,
  };
  return { grade, numbers, word };
})();
if (typeof module !== "undefined") module.exports = dl.grading;
