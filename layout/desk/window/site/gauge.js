// The copyfit gauge of the story that is open: it counts while one types.

import { make } from "./dom.js";
import { fitsOf } from "./store.js";
import { fitKind, fitWords, say } from "./words.js";

// A bar: what is set of what is offered, what is over in red behind it.
export function bar(fit) {
  const gauge = make("div", { class: "gauge", "aria-hidden": "true" });
  const whole = fit.offered + fit.over || 1;
  const set = make("i");
  set.style.width = `${(100 * Math.min(fit.offered, Math.max(0, fit.offered - fit.short))) / whole}%`;
  gauge.append(set);
  if (fit.over) {
    const past = make("i", { class: "past" });
    past.style.width = `${Math.max(4, (100 * fit.over) / whole)}%`;
    gauge.append(past);
  }
  return gauge;
}

export function drawGauge(room, story, fits, characters) {
  const own = (fits ?? fitsOf(story)).filter((one) => one.story === story);
  const rows = own.map((fit) =>
    make("div", { class: `fit ${fitKind(fit)}` },
      make("span", { class: "said" }, own.length > 1 ? say(`第 ${fit.page} 版：`, `page ${fit.page}: `) : "", fitWords(fit)),
      bar(fit)),
  );
  if (!rows.length) rows.push(make("div", { class: "fit none" }, say("还没有上版", "on no page yet")));
  rows.push(make("span", { class: "count" }, say(`${characters} 字`, `${characters} characters`)));
  room.replaceChildren(...rows);
}

// Characters of the body as the desk counts them: no front matter, marks, blanks or subhead signs.
export function charactersOf(body) {
  return [...body.replace(/\{\{(gap|query|sic)?:?([^{}｜]*)(｜[^{}]*)?\}\}/g, "$2").replace(/^## /gm, "").replace(/\s/g, "")].length;
}
