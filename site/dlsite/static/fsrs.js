// Spaced repetition by FSRS-6 (github.com/open-spaced-repetition, the published formulas and default weights).
//
// A card remembers its stability S (days until the chance of recall falls to 90 %) and difficulty D (1 to 10). Ratings are
// 1 again, 2 hard, 3 good, 4 easy. New cards come back after 1 and 10 minutes, forgotten ones after 10; then after days.
"use strict";
dl.fsrs = (() => {
  const W = [
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629, 1.6483,
    0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
  ];
  const DECAY = -W[20];
  const FACTOR = 0.9 ** (1 / DECAY) - 1;
  const RETENTION = 0.9;
  const MINUTE = 60e3;
  const DAY = 86400e3;
  const STEPS = { learning: [MINUTE, 10 * MINUTE], relearning: [10 * MINUTE] };
  const LONGEST = 36500;

  const clampDifficulty = (d) => Math.min(Math.max(d, 1), 10);
  const clampStability = (s) => Math.max(s, 0.001);

  const firstDifficulty = (rating) => W[4] - Math.exp(W[5] * (rating - 1)) + 1;

  function nextDifficulty(d, rating) {
    const damped = d + ((10 - d) * -W[6] * (rating - 3)) / 9;
    return clampDifficulty(W[7] * firstDifficulty(4) + (1 - W[7]) * damped);
  }

  /** The chance of recall after whole days. */
  function retrievability(card, now) {
    const days = Math.max(0, Math.floor((now - card.last) / DAY));
    return (1 + (FACTOR * days) / card.stability) ** DECAY;
  }

  function sameDay(s, rating) {
    const growth = Math.exp(W[17] * (rating - 3 + W[18])) * s ** -W[19];
    return clampStability(s * (rating > 1 ? Math.max(growth, 1) : growth));
  }

  function forgotten(d, s, r) {
    const long = W[11] * d ** -W[12] * ((s + 1) ** W[13] - 1) * Math.exp((1 - r) * W[14]);
    return Math.min(long, s / Math.exp(W[17] * W[18]));
  }

  function recalled(d, s, r, rating) {
    const penalty = rating === 2 ? W[15] : 1;
    const bonus = rating === 4 ? W[16] : 1;
    return s * (1 + Math.exp(W[8]) * (11 - d) * s ** -W[9] * (Math.exp((1 - r) * W[10]) - 1) * penalty * bonus);
  }

  function interval(s) {
    const days = Math.round((s / FACTOR) * (RETENTION ** (1 / DECAY) - 1));
    return Math.min(Math.max(days, 1), LONGEST) * DAY;
  }

  /** A card that has not been seen. */
  const fresh = () => ({ state: "learning", step: 0, stability: null, difficulty: null, last: null, due: null });

  /** The card after a rating at a time in milliseconds. */
  function review(card, rating, now) {
    const next = { ...card, last: now };
    remember(next, card, rating, now);
    next.due = now + schedule(next, rating);
    return next;
  }

  function remember(next, card, rating, now) {
    if (card.stability === null) {
      next.stability = clampStability(W[rating - 1]);
      next.difficulty = clampDifficulty(firstDifficulty(rating));
      return;
    }
    const { stability: s, difficulty: d } = card;
    if (Math.floor((now - card.last) / DAY) < 1) next.stability = sameDay(s, rating);
    else {
      const r = retrievability(card, now);
      next.stability = clampStability(rating === 1 ? forgotten(d, s, r) : recalled(d, s, r, rating));
    }
    next.difficulty = nextDifficulty(d, rating);
  }

  /** The time until the next review; moves the card through its steps. */
  function schedule(card, rating) {
    if (card.state === "review") {
      if (rating > 1) return interval(card.stability);
      Object.assign(card, { state: "relearning", step: 0 });
      return STEPS.relearning[0];
    }
    const steps = STEPS[card.state];
    if (rating === 1) card.step = 0;
    else if (rating === 4 || (rating === 3 && card.step + 1 >= steps.length)) {
      Object.assign(card, { state: "review", step: null });
      return interval(card.stability);
    } else if (rating === 3) card.step += 1;
    else if (card.step === 0) return steps.length === 1 ? steps[0] * 1.5 : (steps[0] + steps[1]) / 2;
    return steps[card.step];
  }

  return { fresh, review, retrievability, DAY, MINUTE };
})();
if (typeof module !== "undefined") module.exports = dl.fsrs;
