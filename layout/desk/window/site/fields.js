// A story's front matter as a form: head, byline, sign-off, captions; nobody need know the file's grammar.

import { button, make } from "./dom.js";
import { act } from "./doing.js";
import { canDo, whyNot } from "./rights.js";
import { story as storyOf } from "./store.js";
import { KINDS, say } from "./words.js";

// A field that is kept when it is left or Enter is pressed.
function line(name, value, keep, given = {}) {
  const input = make(given.rows ? "textarea" : "input", {
    value: value ?? "", "aria-label": name, readonly: !canDo(given.does ?? "set"), title: whyNot(given.does ?? "set") || null, rows: given.rows, name: given.name, ...given.more,
  });
  let kept = input.value;
  const done = () => {
    if (input.value === kept) return;
    kept = input.value;
    keep(input.value);
  };
  input.addEventListener("change", done);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !(given.rows && event.shiftKey)) {
      event.preventDefault();
      done();
    }
    if (event.key === "Escape") {
      event.stopPropagation();
      input.value = kept;
      input.blur();
    }
  });
  return make("label", { class: given.class ?? "" }, make("span", {}, name), input);
}

const listed = (value) => (Array.isArray(value) ? value.join("\n") : (value ?? ""));

export function drawFields(room, { id, head, fields }) {
  const one = storyOf(id);
  const set = (path, value) => act({ do: "set", story: id, path, value: value === "" ? null : value });
  const rows = [];
  if (head) {
    rows.push(line(say("引题", "kicker"), head.kicker, (value) => act({ do: "head", story: id, kicker: value }), { class: "whole", does: "head", name: "head.kicker" }));
    const main = listed(head.main);
    const lines = Math.max(1, main.split("\n").length);
    rows.push(line(say("主题", "headline"), main, (value) => act({ do: "head", story: id, main: value.split("\n").filter(Boolean) }), {
      rows: lines, class: "main", does: "head", name: "head.main", more: { title: say("分几行就打几行（Shift+回车换行）", "one line a row (Shift+Enter)") },
    }));
    rows.push(line(say("副题", "deck"), listed(head.deck), (value) => act({ do: "head", story: id, deck: value }), { class: "whole", does: "head", name: "head.deck" }));
  }
  if (fields) {
    rows.push(line(say("署名", "byline"), listed(fields.byline), (value) => set(["byline"], value), { name: "byline" }));
    rows.push(line(say("文末", "sign-off"), listed(fields.sign), (value) => set(["sign"], value), { name: "sign" }));
    rows.push(select(say("体裁", "kind"), KINDS, fields.kind ?? one?.kind, (value) => set(["kind"], value)));
    if (head) rows.push(select(say("题向", "head runs"), WAYS, head.orient, (value) => act({ do: "head", story: id, orient: value }), "head"));
  }
  for (const [at, photo] of (one?.photos ?? []).entries()) {
    const count = one.photos.length > 1 ? ` ${at + 1}` : "";
    rows.push(line(say(`图说${count}`, `caption${count}`), photo.caption, (value) => set(["photos", at, "caption"], value), { name: `photos.${at}.caption` }));
    rows.push(line(say(`摄影${count}`, `credit${count}`), photo.credit, (value) => set(["photos", at, "credit"], value), { name: `photos.${at}.credit` }));
  }
  const inner = make("div", { class: "rows" }, ...rows);
  const shown = sessionStorage.getItem("fields") !== "closed";
  inner.hidden = !shown;
  const title = button(say("稿头", "head"), () => {
    inner.hidden = !inner.hidden;
    title.setAttribute("aria-expanded", String(!inner.hidden));
    sessionStorage.setItem("fields", inner.hidden ? "closed" : "open");
  }, { class: "fold", "aria-expanded": String(shown) });
  room.hidden = !rows.length;
  // A field that is being typed in stays as it is: the state comes again when it is left.
  if (!room.contains(document.activeElement) || document.activeElement === title) room.replaceChildren(title, inner);
}

const WAYS = { h: say("横题", "across"), v: say("竖题", "down") };

function select(name, values, now, keep, does = "set") {
  const box = make("select", { "aria-label": name, disabled: !canDo(does), title: whyNot(does) || null });
  for (const [value, words] of Object.entries(values)) box.append(make("option", { value, selected: value === now }, words));
  if (now && !values[now]) box.append(make("option", { value: now, selected: true }, now));
  box.addEventListener("change", () => keep(box.value));
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    box.blur(); // the page's keys work again
  });
  return make("label", {}, make("span", {}, name), box);
}
