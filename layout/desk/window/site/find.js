// Find and replace over the issue: every place with its words around it; the change is one step of the history.

import { button, make } from "./dom.js";
import { act } from "./doing.js";
import { openPanel, panel, rows } from "./panels.js";
import { begun } from "./rest.js";
import { canDo } from "./rights.js";
import { note, story, tell } from "./store.js";
import { get } from "./wire.js";
import { say, told } from "./words.js";

let asked = { find: "", with: "", regex: false };
let hits = [];
let left = new Set(); // stories that are not to be changed

async function look() {
  if (!asked.find) hits = [];
  else {
    const given = await get(`/find?q=${encodeURIComponent(asked.find)}&regex=${asked.regex ? 1 : 0}`).catch((error) => {
      note(told(error.answer?.message) || say("找不了这个", "this cannot be searched"), "bad");
      return { hits: [] };
    });
    hits = given.hits ?? [];
  }
  draw(document.getElementById("panel"));
}

async function replace() {
  const stories = [...new Set(hits.map((one) => one.story))].filter((id) => !left.has(id));
  if (!stories.length) return;
  const count = hits.filter((one) => stories.includes(one.story)).length;
  const answer = await act({ do: "replace", find: asked.find, with: asked.with, stories, regex: asked.regex });
  if (!answer) return;
  note(say(`换了 ${count} 处`, `${count} places changed`), "good", [[say("撤销", "undo"), () => act({ do: "undo" })]]);
  look();
}

function row(one, at) {
  return make("li", { class: "hit", tabindex: "0", data: { row: `h${at}` }, onclick: () => tell("open", { story: one.story, at: { line: one.line, column: one.column } }) },
    make("span", { class: "soft" }, one.before), make("mark", {}, one.text), asked.with ? make("ins", {}, asked.with) : null, make("span", { class: "soft" }, one.after),
    make("span", { class: "where" }, `${one.file?.split("/").pop() ?? one.story}:${one.line}`));
}

function draw(room) {
  if (!room.querySelector("#find-words")) frame(room);
  const list = room.querySelector("#hits");
  const byStory = Map.groupBy ? Map.groupBy(hits, (one) => one.story) : group(hits);
  const parts = [];
  let at = 0;
  for (const [id, own] of byStory) {
    const box = make("input", { type: "checkbox", "aria-label": say(`改 ${id}`, `change ${id}`) });
    box.checked = !left.has(id);
    box.addEventListener("change", () => (box.checked ? left.delete(id) : left.add(id)));
    parts.push(make("h3", {}, make("label", {}, box, ` ${id} ${story(id)?.title ?? ""}`), make("span", {}, String(own.length))));
    parts.push(rows(own.map((one) => row(one, at++))));
  }
  if (asked.find && !hits.length) parts.push(make("p", { class: "soft" }, say("没有找到", "nothing found")));
  list.replaceChildren(...parts);
}

function group(list) {
  const found = new Map();
  for (const one of list) found.set(one.story, [...(found.get(one.story) ?? []), one]);
  return found;
}

let timer = 0;
let waits = null;
function frame(room) {
  const words = make("input", { id: "find-words", value: asked.find, placeholder: say("查找全期", "find in the issue"), "aria-label": say("查找", "find"), spellcheck: "false" });
  const other = make("input", { id: "find-with", value: asked.with, placeholder: say("换成", "replace with"), "aria-label": say("换成", "replace with"), spellcheck: "false" });
  const regex = make("input", { type: "checkbox" });
  regex.checked = asked.regex;
  const search = () => {
    asked = { find: words.value, with: other.value, regex: regex.checked };
    clearTimeout(timer);
    waits?.();
    const ended = begun();
    waits = ended;
    timer = setTimeout(() => look().finally(ended), 200);
  };
  for (const input of [words, other, regex]) input.addEventListener("input", search);
  const form = make("form", { class: "find" }, words, canDo("replace") ? other : null,
    make("div", { class: "bar" }, make("label", {}, regex, say(" 正则", " regex")), canDo("replace") ? make("button", {}, say("全部换", "replace all")) : null,
      button("×", () => openPanel("stories"), { class: "quiet", "aria-label": say("合上", "close") })));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    replace();
  });
  room.replaceChildren(form, make("div", { id: "hits", "aria-live": "polite" }));
}

panel({ id: "find", name: say("查找", "find"), key: "Ctrl-Shift-f", tab: false, draw, on: [] });

export function findInIssue(words = "") {
  if (words) {
    asked = { ...asked, find: words };
    left = new Set();
  }
  openPanel("find");
  const input = document.getElementById("find-words");
  if (words) {
    input.value = words;
    look();
  }
  input.focus();
  input.select();
}
