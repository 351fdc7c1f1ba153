// What all scripts share: the namespace, the data that pages load as scripts, and small helpers for elements.
"use strict";
const dl = (() => {
  const page = document.documentElement;
  const received = { questions: new Map(), words: {}, search: [] };
  const waiting = new Map();

  /** Take data from a data script. */
  function receive(name, value) {
    if (name === "words") received.words = value.words;
    else if (name === "search") received.search = value;
    else if (name === "questions") {
      received.questions.set(value.unit, value.questions);
      (waiting.get(value.unit) || []).forEach((done) => done(value.questions));
      waiting.delete(value.unit);
    }
  }

  /** The questions of a unit, loaded when they are not there. */
  function questions(unit) {
    if (received.questions.has(unit)) return Promise.resolve(received.questions.get(unit));
    return new Promise((resolve, reject) => {
      const first = !waiting.has(unit);
      waiting.set(unit, [...(waiting.get(unit) || []), resolve]);
      if (!first) return;
      const script = document.createElement("script");
      script.src = `${page.dataset.root}${page.lang}/data/${unit}.js`;
      script.onerror = () => reject(new Error(unit));
      document.head.append(script);
    });
  }

  /** One of the site's words, with values in the places of {names}. */
  function say(key, values = {}) {
    return received.words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  /** An element with attributes (functions are listeners) and children (texts are texts, never HTML). */
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (typeof value === "function") element.addEventListener(name, value);
      else if (value === true) element.setAttribute(name, "");
      else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  }

  /** An element with HTML that the build made. */
  function built(tag, html, attributes = {}) {
    const element = make(tag, attributes);
    element.innerHTML = html;
    return element;
  }

  /** A copy of a list in a random order. */
  function shuffled(list) {
    const copy = [...list];
    for (let i = copy.length - 1; i > 0; i--) {
      const j = Math.floor(Math.random() * (i + 1));
      [copy[i], copy[j]] = [copy[j], copy[i]];
    }
    return copy;
  }

  return { page, receive, received, questions, say, make, built, shuffled };
})();
