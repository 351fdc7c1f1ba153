// What all scripts share: the namespace, the data that pages load as scripts, and small helpers for elements.
"use strict";
const dl = (() => {
  const page = document.documentElement;
  const received = { questions: new Map(), widgets: new Map(), words: {}, search: [] };
  const waiting = new Map();

  /** Take data from a data script. */
  function receive(name, value) {
    if (name === "words") received.words = value.words;
    else if (name === "search") received.search = value;
    else if (name === "questions") keep(received.questions, value.unit, value.unit, value.questions);
    else if (name === "widget") keep(received.widgets, value.name, `widgets-${value.name}`, value);
  }

  /** Keep data of which there are several, and give them to those who wait for their file. */
  function keep(known, key, file, value) {
    known.set(key, value);
    (waiting.get(file) || []).forEach((done) => done(value));
    waiting.delete(file);
  }

  /** Data from a file, loaded when they are not there. */
  function load(known, key, file) {
    if (known.has(key)) return Promise.resolve(known.get(key));
    return new Promise((resolve, reject) => {
      const first = !waiting.has(file);
      waiting.set(file, [...(waiting.get(file) || []), resolve]);
      if (!first) return;
      const script = document.createElement("script");
      script.src = `${page.dataset.root}${page.lang}/data/${file}.js`;
      script.onerror = () => reject(new Error(file));
      document.head.append(script);
    });
  }

  /** The questions of a unit. */
  const questions = (unit) => load(received.questions, unit, unit);

  /** The data of a figure to play with. */
  const widget = (name) => load(received.widgets, name, `widgets-${name}`);

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

  return { page, receive, received, questions, widget, say, make, built, shuffled };
})();
