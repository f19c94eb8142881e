// The keyboard: every pressed key is looked up in the one list of commands; the same list is the page of keys.

import { all, commandOf, keyWords, nameOf, start } from "./commands.js";
import { dialogue, button, make, typing } from "./dom.js";
import { finishSwap, letGo, swapping } from "./hand.js";
import { desk } from "./store.js";
import { say } from "./words.js";

export function startKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]")) return;
    if (event.key === "Escape" && document.body.classList.contains("dragging")) {
      letGo();
      return event.preventDefault();
    }
    const at = document.activeElement;
    if (event.key === "Enter" && swapping() && desk.block) {
      finishSwap(at?.closest?.(".block")?.dataset.block ?? desk.block);
      return event.preventDefault();
    }
    // Buttons and tabs keep Enter and the arrows for themselves.
    if (["Enter", " "].includes(event.key) && !event.ctrlKey && !event.metaKey && /^(BUTTON|A|SUMMARY)$/.test(at?.tagName ?? "")) return undefined;
    const found = commandOf(event, typing());
    if (!found) return undefined;
    if (found.withEvent ? found.run(event) === false : false) return undefined;
    event.preventDefault();
    if (!found.withEvent) start(found);
    return undefined;
  });
}

export function help() {
  const groups = new Map();
  for (const one of all()) {
    if (one.hidden || !one.keys.length) continue;
    const group = say(one.group[0], one.group[1]);
    groups.set(group, [...(groups.get(group) ?? []), one]);
  }
  const columns = [...groups].map(([group, list]) => {
    const keys = make("dl");
    const seen = new Set();
    for (const one of list) {
      const name = nameOf(one).replace(/第 \d 版/, say("第几版", "that page")).replace(/page \d/, "page …");
      if (seen.has(name)) continue;
      seen.add(name);
      const key = name === nameOf(one) ? keyWords(one.keys[0]) : keyWords(one.keys[0]).replace("1", "1 … 8");
      keys.append(make("dt", {}, make("kbd", {}, key)), make("dd", {}, name));
    }
    return make("section", {}, make("h3", {}, group), keys);
  });
  const mouse = make("section", {}, make("h3", {}, say("鼠标和方向键", "mouse and arrows")), make("dl", {},
    ...[
      [say("拖一块", "drag a block"), say("移动；拖边、拖角改大小；拖到左栏的版号换版，拖到稿件一栏撤下", "moves; its edges and corners resize; onto a page's number or the store")],
      [say("拖时 Alt / Shift", "Alt / Shift while dragging"), say("和指着的一块互换 / 邻块让位", "swap with the block under the hand / neighbours make room")],
      ["← ↑ → ↓", say("移动；Shift 改右下边，Alt 改左上边，Ctrl 五行一步；停手就存，Esc 不要", "move; Shift: right, lower edge; Alt: left, upper edge; Ctrl: five rows; kept after a pause, Esc: not")],
      ["Ctrl .", say("稿件里：改光标处的意见", "in the copy: put right the finding at the cursor")],
      ["F8", say("稿件里：到下一条意见", "in the copy: next finding")],
    ].flatMap(([term, words]) => [make("dt", {}, make("kbd", {}, term)), make("dd", {}, words)])));
  const box = dialogue(say("按键", "keys"), { id: "help", class: "large" }, make("div", { class: "columns" }, ...columns, mouse),
    make("menu", {}, button(say("合上", "close"), () => box.close(), { class: "main" })));
}
