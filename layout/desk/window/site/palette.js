// The palette (Ctrl-K): every command by its name, Chinese, English or pinyin initials; stories by their titles.

import { barred, byId, keyWords, nameOf, possible, search, start } from "./commands.js";
import { make } from "./dom.js";
import { desk, tell } from "./store.js";
import { say } from "./words.js";

const LONGEST = 60;

function rowsFor(words) {
  const commands = words ? search(words) : recent();
  const rows = commands.map((one) => ({ name: nameOf(one), group: say(one.group?.[0] ?? "", one.group?.[1] ?? ""), key: one.keys[0], barred: barred(one), run: () => use(one) }));
  if (words) {
    for (const one of desk.state.stories ?? []) {
      if (!`${one.id} ${one.title}`.toLowerCase().includes(words.toLowerCase())) continue;
      rows.push({ name: `${one.id}　${one.title}`, group: say("打开稿件", "open the story"), run: () => tell("open", { story: one.id }) });
    }
  }
  return rows.slice(0, LONGEST);
}

let used = [];
function use(one) {
  used = [one.id, ...used.filter((id) => id !== one.id)].slice(0, 6);
  return start(one);
}

const recent = () => [...used.map(byId).filter((one) => one?.when()), ...possible().filter((one) => !used.includes(one.id))];

export function palette() {
  if (document.querySelector("#palette")) return;
  const before = document.activeElement;
  const input = make("input", {
    type: "text", placeholder: say("做什么？可打字、拼音首字母或稿件题目", "what to do? words, or a story's title"), role: "combobox", "aria-expanded": "true",
    "aria-controls": "palette-list", "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false", "aria-label": say("命令", "command"),
  });
  const list = make("ul", { id: "palette-list", role: "listbox" });
  const box = make("dialog", { id: "palette", "aria-label": say("命令", "commands") }, input, list);
  let rows = [];
  let at = 0;
  const mark = () => {
    for (const [index, item] of [...list.children].entries()) {
      item.setAttribute("aria-selected", String(index === at));
      if (index === at) {
        item.scrollIntoView({ block: "nearest" });
        input.setAttribute("aria-activedescendant", item.id);
      }
    }
  };
  const done = (row) => {
    box.close();
    if (before?.isConnected) before.focus({ preventScroll: true });
    row?.run();
  };
  const draw = () => {
    rows = rowsFor(input.value.trim());
    at = 0;
    list.replaceChildren(
      ...rows.map((row, index) =>
        make("li", { id: `palette-${index}`, role: "option", "aria-disabled": row.barred ? "true" : null, title: row.barred || null, onclick: () => done(row) },
          make("span", { class: "name" }, row.name), make("span", { class: "group" }, row.barred || row.group), row.key ? make("kbd", {}, keyWords(row.key)) : null)),
    );
    if (!rows.length) list.append(make("li", { class: "none" }, say("没有这样的命令", "no such command")));
    mark();
  };
  input.addEventListener("input", draw);
  box.addEventListener("keydown", (event) => {
    event.stopPropagation();
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step && rows.length) {
      at = Math.abs(step) === 1 ? (at + step + rows.length) % rows.length : Math.min(rows.length - 1, Math.max(0, at + step));
      mark();
      event.preventDefault();
    } else if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      if (rows[at]) done(rows[at]);
    }
  });
  box.addEventListener("click", (event) => event.target === box && box.close());
  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  draw();
  box.showModal();
  input.focus();
}
