// Other make-ups of a page: the solver's best distinct ones, drawn small, with their scores and why each costs more.

import { button, dialogue, make } from "./dom.js";
import { act } from "./doing.js";
import { canDo, whyNot } from "./rights.js";
import { announce } from "./store.js";
import { get } from "./wire.js";
import { say, told } from "./words.js";

const points = (value) => (typeof value === "number" ? value.toFixed(value < 10 ? 1 : 0) : String(value ?? ""));

// Each is shown as soon as it is found; the cheapest of those so far is marked.
export async function otherMakeUps(page) {
  const said = make("p", { class: "soft", role: "status" }, say("正在想别的拼法，想出一种摆一种……", "thinking of other make-ups; each is shown as it is found…"));
  const room = make("div", { class: "others", role: "list", "aria-busy": "true" });
  const box = dialogue(say(`第 ${page} 版：别的拼法`, `page ${page}: other make-ups`), { id: "others", class: "large" }, said, room,
    make("menu", {}, button(say("照现在的", "as it is"), () => box.close(), { class: "main" })));
  let given = {};
  do {
    given = await get(`/page/${page}/others?have=${room.children.length}`).catch((error) => ({ ...error.answer, done: true }));
    if (!box.isConnected) return;
    for (const one of (given.others ?? []).slice(room.children.length)) {
      room.append(card(page, one, room.children.length, given.now, box));
      if (room.children.length === 1) room.querySelector("button").focus();
    }
    best(room, given.others ?? []);
  } while (!given.done);
  room.removeAttribute("aria-busy");
  const count = room.children.length;
  said.textContent = count ? say(`${count} 种拼法，分越低越好`, `${count} make-ups; fewer points are better`) : told(given.message) || say("没有更多不同的拼法", "there are no others");
  announce(said.textContent);
}

function best(room, others) {
  const least = Math.min(...others.map((one) => one.cost));
  for (const [at, one] of others.entries()) room.children[at].classList.toggle("best", others.length > 1 && one.cost === least);
}

// In what it is better or worse than the page as it stands: a word besides the colour.
function reason(words) {
  const kind = words.better === true ? "better" : words.better === false ? "worse" : "";
  const sign = { better: say("好", "better"), worse: say("差", "worse") }[kind];
  return make("li", { class: kind }, sign ? make("b", {}, sign) : null, ` ${told(words)}`);
}

function card(page, one, at, now, box) {
  const drawing = make("div", { class: "drawing", "aria-hidden": "true" });
  if (one.svg) drawing.insertAdjacentHTML("beforeend", one.svg);
  const take = button(say("用这个", "take it"), async () => {
    box.close();
    await act({ do: "take", page, id: one.id });
  }, { disabled: !canDo("take"), title: whyNot("take") || null });
  return make("article", { role: "listitem" }, drawing,
    make("h3", {}, say(`拼法 ${at + 1}`, `make-up ${at + 1}`), make("span", {}, say(`${points(one.cost)} 分`, `${points(one.cost)} points`))),
    now ? make("p", { class: "soft" }, say(`现在 ${points(now.cost)} 分（分越低越好）`, `now ${points(now.cost)} (less is better)`)) : null,
    one.why?.length ? make("ul", { class: "why" }, ...one.why.map(reason)) : null, take);
}
