// The small tool bar at the chosen block, and the line at the foot that says what is chosen and what keys do.

import { $, button, make } from "./dom.js";
import { frameOf } from "./blocks.js";
import { barred, byId, keyWords, nameOf, run } from "./commands.js";
import { gridOf } from "./grid.js";
import { inHand } from "./hand.js";
import { unlessPressed } from "./rest.js";
import { block, canWrite, desk, on } from "./store.js";
import { fitKind, fitWords, say } from "./words.js";

const BLOCK = ["write", "edit-head", "fit-head", "pin", "make-room", "swap", "unplace", "others"];
const PHOTO = ["crop", "picture-in", "lengthen", "make-room"];
const SHORT = {
  write: say("文字", "text"), "edit-head": say("题目", "head"), "fit-head": say("合题目", "fit head"), pin: say("钉住", "pin"), unpin: say("放开", "unpin"), "make-room": say("让位", "make room"),
  swap: say("互换", "swap"), unplace: say("撤下", "take off"), others: say("别的拼法", "others"), crop: say("裁切", "crop"), "picture-in": say("换图", "replace"), lengthen: say("放大", "larger"),
};

function tools() {
  document.querySelector("#tools")?.remove();
  const one = block(desk.block);
  const frame = one ? frameOf(one.id) : null;
  if (!frame || !canWrite()) return;
  const bar = make("div", { id: "tools", role: "toolbar", "aria-label": say("这一块", "this block") });
  for (const id of desk.photo >= 0 ? PHOTO : BLOCK) {
    const known = byId(id === "pin" && one.pinned?.length ? "unpin" : id);
    if (!known) continue;
    bar.append(button(SHORT[known.id] ?? nameOf(known), () => run(known.id), { tabindex: "-1", "aria-disabled": barred(known) ? "true" : null, title: barred(known) || `${nameOf(known)} (${keyWords(known.keys[0])})` }));
  }
  bar.classList.toggle("low", one.at[1] < 6);
  bar.classList.toggle("right", 2 * one.at[0] + one.size[0] > gridOf(one.page).columns);
  bar.addEventListener("pointerdown", (event) => event.stopPropagation());
  frame.append(bar);
}

function foot() {
  const one = block(desk.block);
  if (!one) {
    $("chosen").textContent = "";
    $("hints").textContent = canWrite()
      ? say("点一块开始 · Ctrl K 全部命令 · ? 按键", "click a block · Ctrl K: all commands · ?: keys")
      : say("只看不改 · ? 按键", "read only · ?: keys");
    return;
  }
  const photo = desk.photo >= 0 ? one.photos.find((each) => each.photo === desk.photo) : null;
  const { at, size } = photo ?? one;
  const holder = inHand(one);
  $("chosen").replaceChildren(
    make("b", {}, photo ? say(`${one.id} 图 ${photo.photo + 1}`, `${one.id} picture ${photo.photo + 1}`) : one.id),
    ` [${at}] ${size[0]}×${size[1]} `, make("span", { class: `said ${fitKind(one.fit)}` }, fitWords(one.fit)),
    one.pinned?.length ? ` · ${say("已钉住", "pinned")}` : "", holder ? ` · ${holder.name}` : "");
  $("hints").textContent = canWrite()
    ? say("方向键移动 · Shift 改右下边 · Alt 改左上边 · 拖时按 Alt 互换、Shift 让位", "arrows move · Shift: right, lower edge · Alt: left, upper edge · while dragging Alt swaps, Shift makes room")
    : "";
}

function both() {
  tools();
  foot();
}

function again() {
  const bar = document.querySelector("#tools");
  if (bar) unlessPressed(bar, both);
  else both();
}

on("chosen", both);
on("state", again);
on("tried", foot);
on("me", foot);
