// What has been done, in numbers and two plots that are tables as well.
"use strict";
(() => {
  const { say, make, store, fsrs } = dl;
  const place = document.getElementById("statistics");
  const log = store.log();
  if (!log.length) {
    place.append(make("p", {}, say("stats_none")));
    return;
  }
  const questions = Object.values(store.all());
  const percent = (part, whole) => (whole ? `${Math.round((100 * part) / whole)} %` : "–");
  const reviews = log.filter((entry) => entry[4]);
  const facts = [
    [log.length, "stats_attempts"],
    [percent(questions.filter((one) => one.first === 1).length, questions.length), "stats_right"],
    [questions.length, "stats_cards"],
    [percent(reviews.filter((entry) => entry[3] > 1).length, reviews.length), "stats_retention"],
  ];
  place.append(make("dl", { class: "facts" }, ...facts.map(([value, key]) => make("div", {}, make("dt", {}, say(key)), make("dd", {}, String(value))))));

  function bars(title, rows) {
    const most = Math.max(1, ...rows.map(([, value]) => value));
    const body = rows.map(([name, value, text]) =>
      make("tr", {}, make("th", { scope: "row" }, name), make("td", {}, make("span", { class: "bar" }, barOf(value / most)), ` ${text ?? value}`)),
    );
    place.append(make("h2", {}, title), make("table", { class: "bars" }, make("tbody", {}, ...body)));
  }
  function barOf(share) {
    const bar = make("i");
    bar.style.width = `${100 * share}%`;
    return bar;
  }
  const today = new Date();
  const days = Array.from({ length: 14 }, (_, i) => new Date(today.getFullYear(), today.getMonth(), today.getDate() - 13 + i));
  const form = new Intl.DateTimeFormat(dl.page.lang, { month: "numeric", day: "numeric" });
  bars(say("stats_days"), days.map((day) => [form.format(day), log.filter((entry) => entry[0] >= day.getTime() && entry[0] < day.getTime() + fsrs.DAY).length]));
  const ids = place.dataset.units.split(" ");
  const titles = place.dataset.titles.split("|");
  const units = ids.map((id, i) => {
    const own = questions.filter((one) => one.unit === id);
    return [titles[i], own.length, `${own.length} · ${percent(own.reduce((sum, one) => sum + one.best, 0), own.length)}`];
  });
  bars(say("stats_units"), units.filter(([, count]) => count));
})();
