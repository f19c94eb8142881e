// Undo, redo, and the history of the issue: who did what when; any state can be looked at again and gone back to.

import { MergeView } from "@codemirror/merge";
import { EditorView } from "@codemirror/view";
import { button, dialogue, make } from "./dom.js";
import { act } from "./doing.js";
import { bringOutlines, inPaths } from "./outlines.js";
import { panel, rows } from "./panels.js";
import { canDo } from "./rights.js";
import { announce, canWrite, desk, note, tell } from "./store.js";
import { phrases } from "./phrases.js";
import { get } from "./wire.js";
import { clock, say, told } from "./words.js";

let older = []; // entries before those of the state
let end = false;

async function entries() {
  if (!desk.state.history || desk.historySerial !== desk.state.serial) {
    desk.historySerial = desk.state.serial;
    const given = await get("/history").catch(() => null);
    desk.state.history = given?.entries ?? given?.history ?? (Array.isArray(given) ? given : (desk.state.history ?? []));
    older = [];
    end = false;
  }
  return [...desk.state.history, ...older];
}

export async function undo() {
  const answer = await act({ do: "undo" }, { quiet: true });
  if (answer) announce(say(`已撤销：${told(answer.entry?.what)}`, `undone: ${told(answer.entry?.what)}`));
  return answer;
}

export async function redo() {
  const answer = await act({ do: "redo" }, { quiet: true });
  if (answer) announce(say(`已恢复：${told(answer.entry?.what)}`, `done again: ${told(answer.entry?.what)}`));
  return answer;
}

// Writes of one person in one story within two minutes are one row: nobody wants a line for every pause.
function grouped(list) {
  const groups = [];
  for (const one of list) {
    const last = groups.at(-1);
    const near = last && Math.abs(new Date(last.at(-1).when) - new Date(one.when)) < 120_000;
    const same = last && last[0].who === one.who && told(last[0].what) === told(one.what) && String(last[0].files) === String(one.files) && last[0].kind === one.kind;
    if (near && same) last.push(one);
    else groups.push([one]);
  }
  return groups;
}

function row(group) {
  const one = group[0];
  const files = (one.files ?? []).join(say("、", ", "));
  return make("li", { class: `past ${one.kind ?? ""}`, tabindex: "0", data: { row: `n${one.n}` }, onclick: () => look(group) },
    make("time", {}, clock(one.when)), make("b", {}, one.who ?? ""),
    make("span", { class: "what" }, { undo: say("撤销：", "undone: "), redo: say("恢复：", "done again: ") }[one.kind] ?? "", told(one.what), group.length > 1 ? ` ×${group.length}` : ""),
    make("span", { class: "where" }, files));
}

async function draw(room) {
  const list = await entries();
  const { undo: back, redo: forth } = desk.state;
  const head = make("div", { class: "bar" },
    button(say("撤销", "undo"), undo, { disabled: !canWrite() || !back, title: back ? told(back.what) : "" }),
    button(say("恢复", "redo"), redo, { disabled: !canWrite() || !forth, title: forth ? told(forth.what) : "" }));
  const more = end || list.length < 50 ? null : button(say("更早的", "older"), async () => {
    const given = await get(`/history?before=${list.at(-1).n}`);
    const found = given.entries ?? given.history ?? given;
    if (!found.length) end = true;
    older.push(...found);
    draw(room);
  }, { class: "wide" });
  room.replaceChildren(head, list.length ? rows(grouped(list).map(row)) : make("p", { class: "soft" }, say("还没有改动", "nothing has been changed yet")), more ?? "");
}

// A change laid open: each file before and after, the pages as they stood, and the way back.
async function look(group) {
  const [last, first] = [group[0], group.at(-1)];
  const given = await Promise.all([get(`/history/${last.n}`), get(`/history/${first.n}`)]).catch(() => null);
  if (!given) return note(say("这一条的原文读不出来", "the texts of this entry cannot be read"), "bad");
  const [now, then] = given;
  const files = now.files.map((file) => ({ ...file, before: then.files.find((one) => one.name === file.name)?.before ?? file.before }));
  const room = make("div", { class: "merged" });
  const pages = make("div", { class: "thumbs" });
  const box = dialogue(`${clock(last.when)}　${last.who ?? ""}　${told(last.what)}`, { class: "large" }, room, pages,
    make("menu", {},
      button(say("看当时的版面", "see the pages as they stood"), () => pagesOf(last.n, pages)),
      canDo("back_to") ? button(say("整期回到这一步之后", "take the whole issue back to here"), async () => {
        box.close();
        await act({ do: "back_to", n: last.n });
      }) : null,
      button(say("合上", "close"), () => box.close(), { class: "main" })));
  for (const file of files) room.append(sideBySide(file.name, file.before ?? "", file.after ?? ""));
  return box;
}

async function pagesOf(n, room) {
  room.replaceChildren(say("正在拼当时的版……", "making the pages up…"));
  const given = await get(`/history/${n}/pages`).catch(() => null);
  if (!given) return room.replaceChildren(say("当时的版面拼不出来", "those pages cannot be made up"));
  await bringOutlines({ svg: given.pages.map((page) => page.svg) });
  room.replaceChildren(...given.pages.map((page) => {
    const shown = make("figure", { class: "thumb" }, make("figcaption", {}, say(`第 ${page.number} 版`, `page ${page.number}`)));
    shown.insertAdjacentHTML("beforeend", inPaths(page.svg));
    return shown;
  }));
  return undefined;
}

export function sideBySide(name, before, after, { editable = false } = {}) {
  const room = make("section", { class: "side-by-side" }, make("h3", {}, name));
  const plain = [EditorView.lineWrapping, EditorView.editable.of(false), phrases];
  room.view = new MergeView({
    parent: room, a: { doc: before, extensions: plain }, b: { doc: after, extensions: editable ? [EditorView.lineWrapping, phrases] : plain },
    collapseUnchanged: { margin: 2, minSize: 4 }, revertControls: editable ? "a-to-b" : undefined,
  });
  return room;
}

panel({ id: "past", name: say("历史", "history"), key: "Alt-5", draw, on: ["state"] });
export const showPast = () => tell("show panel", "past");
