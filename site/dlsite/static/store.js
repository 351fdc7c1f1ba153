// What a learner has done, kept in this browser: one record with a version, and the settings beside it.
"use strict";
dl.store = (() => {
  const KEY = "dlgrade.progress";
  const SETTINGS = "dlgrade.settings";
  const VERSION = 1;
  const KEPT = 4000; // answers in the log

  const empty = () => ({ version: VERSION, questions: {}, log: [], place: null });

  function read(key, otherwise) {
    try {
      return JSON.parse(localStorage.getItem(key)) || otherwise;
    } catch {
      return otherwise;
    }
  }

  function write(key, value) {
    try {
      localStorage.setItem(key, JSON.stringify(value));
    } catch {
      // no storage: this visit only
    }
  }

  let progress = valid(read(KEY, empty())) || empty();

  /** The record if it is one of ours, else null. */
  function valid(record) {
    const whole =
      record && record.version === VERSION && Array.isArray(record.log) && typeof record.questions === "object" && record.questions;
    if (!whole) return null;
    const numbers = (...values) => values.every(Number.isFinite);
    for (const one of Object.values(record.questions)) {
      const card = one && one.card;
      if (!card || !numbers(one.tries, one.score, card.stability, card.difficulty, card.last, card.due)) return null;
      if (!["learning", "review", "relearning"].includes(card.state)) return null;
    }
    if (!record.log.every((entry) => Array.isArray(entry) && numbers(entry[0], entry[2], entry[3]))) return null;
    if (record.place && !/^\w[\w/.-]*\.html$/.test(record.place.path)) return null;
    return record;
  }

  const question = (id) => progress.questions[id] || null;

  /** Note an answer: its score, and the rating by which it comes back. */
  function answered(data, score, rating, now = Date.now(), review = false) {
    const old = question(data.id) || { tries: 0, first: score, card: dl.fsrs.fresh() };
    progress.questions[data.id] = {
      ...old,
      unit: data.unit,
      revision: data.revision,
      tries: old.tries + 1,
      score,
      best: Math.max(old.best || 0, score),
      card: dl.fsrs.review(old.card, rating, now),
    };
    progress.log.push([now, data.id, Math.round(score * 100) / 100, rating, review ? 1 : 0]);
    progress.log = progress.log.slice(-KEPT);
    write(KEY, progress);
  }

  /** The questions that are due, the longest overdue first. */
  function due(now = Date.now()) {
    return Object.entries(progress.questions)
      .filter(([, one]) => one.card && one.card.due !== null && one.card.due <= now)
      .sort(([, a], [, b]) => a.card.due - b.card.due)
      .map(([id, one]) => ({ id, ...one }));
  }

  function visit(place) {
    progress.place = place;
    write(KEY, progress);
  }

  function clear() {
    progress = empty();
    write(KEY, progress);
  }

  /** Take a record from a file; the number of its questions, or null if it is none. */
  function load(text) {
    let record = null;
    try {
      record = valid(JSON.parse(text));
    } catch {
      // not even JSON
    }
    if (!record) return null;
    progress = record;
    write(KEY, progress);
    return Object.keys(progress.questions).length;
  }

  const settings = () => ({ theme: "system", shortcuts: true, ...read(SETTINGS, {}) });
  const set = (changes) => write(SETTINGS, { ...settings(), ...changes });

  return {
    question, answered, due, visit, clear, load, settings, set,
    all: () => progress.questions,
    log: () => progress.log,
    place: () => progress.place,
    dump: () => JSON.stringify(progress, null, 1),
  };
})();
