// The commands of the window, each with its key.

import { bringIn, chooseFiles, choosePicture, newIssue, otherIssue } from "./arrive.js";
import { arrow, forget, keep } from "./arrows.js";
import { choose, frameOf } from "./blocks.js";
import { build_, release, signDialogue } from "./board.js";
import { command } from "./commands.js";
import { closeCopy, openCopy, openStory } from "./copy.js";
import { cropDialogue } from "./crop.js";
import { act } from "./doing.js";
import { $ } from "./dom.js";
import { findInIssue } from "./find.js";
import { correctDialogue, furnitureDialogue } from "./furniture.js";
import { swapWith } from "./hand.js";
import { headDialogue } from "./heads.js";
import { editHead } from "./inplace.js";
import { help } from "./keys.js";
import { otherMakeUps } from "./others.js";
import { OVERLAYS, theme, toggle } from "./overlays.js";
import { currentPage, fit, goTo, zoomBy } from "./pages.js";
import { palette } from "./palette.js";
import { openPanel } from "./panels.js";
import { redo, undo } from "./past.js";
import { inviteDialogue, nameDialogue, signOut } from "./people.js";
import { block, blocksOf, canWrite, desk, holderOf, mine } from "./store.js";
import { PLATES, compare, nextPage, plate, proofPdf } from "./shop.js";
import { say } from "./words.js";

const EDIT = ["改版", "page"];
const COPY = ["稿件", "copy"];
const LOOK = ["查看", "view"];
const SHOP = ["印前", "press"];
const DESK = ["编辑部", "desk"];

const chosen = () => block(desk.block);
const held = () => canWrite() && Boolean(chosen());
const photoOf = (one) => (desk.photo >= 0 ? desk.photo : (one.photos?.[0]?.photo ?? 0));
const pictured = () => held() && chosen().photos?.length > 0;

// Does something to the chosen block, which stays chosen.
async function with_(id, given) {
  const answer = await act({ do: id, ...given });
  if (answer && desk.block) choose(desk.block, { photo: desk.photo });
  return answer;
}

export function defineAll() {
  editing();
  copy();
  looking();
  press();
  office();
}

function editing() {
  const the = (id, key, zh, en, py, run, when = held, more = {}) => command({ id, key, zh, en, py, group: EDIT, when, does: doesOf(id), run, ...more });
  the("undo", "Ctrl-z", "撤销", "undo", "cx", undo, () => canWrite() && !openTyping(), { plain: true });
  the("redo", "Ctrl-Shift-z", "恢复撤销的", "redo", "hf", redo, () => canWrite() && !openTyping(), { also: ["Ctrl-y"], plain: true });
  the("pin", "p", "钉住：不许系统挪动这一块", "pin: the solver leaves this block where it is", "dz", () => with_("pin", { block: desk.block, what: ["page", "cells"] }), () => held() && !chosen().pinned?.length);
  the("unpin", "p", "放开钉住的这一块", "unpin this block", "fk", () => with_("unpin", { block: desk.block }), () => held() && chosen().pinned?.length > 0);
  the("pin-page", "Shift-p", "只钉在这一版", "pin to this page only", "dzb", () => with_("pin", { block: desk.block, what: ["page"] }));
  the("make-room", "n", "让位：放得下这一篇，邻块跟着动", "make room: neighbours follow until the copy fits", "rw", () => with_("make_room", { block: desk.block }));
  the("swap", "x", "和另一块互换", "swap with another block", "hh", () => swapWith(desk.block));
  the("unplace", "u", "撤下：放回稿库", "take off the page, back to the store", "cx", () => act({ do: "unplace", story: chosen().story }).then(() => choose("")), held, { also: ["Delete"] });
  the("lengthen", "l", "放大图片填空", "lengthen the picture into the white", "fd", () => with_("lengthen", { block: desk.block, ...(pictured() ? { photo: photoOf(chosen()) } : {}) }), pictured);
  the("crop", "o", "裁切图片、定主体", "crop the picture, set its focus", "cq", () => cropDialogue(desk.block, photoOf(chosen())), pictured);
  the("fill", "w", "填空：给这一版的空白找东西", "fill this page's holes", "tk", () => act({ do: "fill", page: desk.current || currentPage() }), canWrite);
  the("others", "j", "别的拼法", "other make-ups of this page", "bdpf", () => otherMakeUps(chosen()?.page ?? currentPage()), () => canWrite() && desk.state.pages.length > 0);
  the("anew", "Shift-a", "重拼这一版", "make this page up anew", "cp", () => act({ do: "anew", page: chosen()?.page ?? currentPage() }), canWrite);
  the("fit-head", "Shift-e", "合题目：换字号、行数，去不去副题", "fit the head: other sizes, lines, without its deck", "ht", () => headDialogue(desk.block));
  for (const [box, zh, en, py] of [["none", "不加框", "no frame", "bjk"], ["rule", "加线框", "ruled frame", "xk"], ["tint", "加网底", "tint", "wd"], ["fancy", "加花边", "fancy frame", "hb"]]) {
    the(`box-${box}`, `Alt-Shift-${box[0]}`, `这一块${zh}`, `this block: ${en}`, py, () => with_("shape", { block: desk.block, box }));
  }
  for (const [lines, zh] of [[1, "一"], [2, "二"], [3, "三"]]) {
    the(`head-${lines}`, `Ctrl-Alt-${lines}`, `题目排${zh}行`, `head in ${lines} line${lines > 1 ? "s" : ""}`, "tm", () => with_("shape", { block: desk.block, head: { lines } }));
  }
  for (const [style, key, zh, en, py] of [["over", "o", "题压在图上", "head over the picture", "tyt"], ["reverse", "r", "题反白", "head white on black", "tfb"], ["colour", "c", "彩题", "head in colour", "ct"], ["plain", "p", "题用黑字", "plain head", "thz"]]) {
    the(`head-${style}`, `Ctrl-Alt-${key}`, zh, en, py, () => with_("shape", { block: desk.block, head: { style } }));
  }
  for (const [orient, zh, en, py] of [["v", "题竖排", "head runs down", "tsp"], ["h", "题横排", "head runs across", "thp"]]) {
    the(`orient-${orient}`, "Ctrl-Alt-v", zh, en, py, () => with_("head", { story: chosen().story, orient }), () => held() && chosen().orient !== orient);
  }
  for (const [lines, key, zh, en, py] of [[3, "Ctrl-Alt-d", "首字下沉三行", "initial over three lines", "szxc"], [0, "Ctrl-Alt-Shift-d", "首字不下沉", "no initial", "szbxc"]]) {
    the(`drop-${lines}`, key, zh, en, py, () => with_("set", { story: chosen().story, path: ["layout", "drop"], value: lines }));
  }
  for (const page of [1, 2, 3, 4, 5, 6, 7, 8]) {
    the(`to-page-${page}`, `Shift-${page}`, `挪到第 ${page} 版`, `move to page ${page}`, "nd", () => act({ do: "to_page", story: chosen().story, page }),
      () => held() && chosen().page !== page && desk.state.pages.some((one) => one.number === page && blocksOf(page)));
  }
  the("next-block", "]", "下一块", "next block", "xyk", () => step(1), () => blocksOf(currentPage()).length > 0);
  the("last-block", "[", "上一块", "block before", "syk", () => step(-1), () => blocksOf(currentPage()).length > 0);
  const arrows = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"];
  const marked = ["", "Shift-", "Alt-", "Ctrl-", "Ctrl-Shift-", "Ctrl-Alt-"].flatMap((mark) => arrows.map((key) => mark + key));
  command({ id: "arrow", keys: [], also: marked, zh: "移动", en: "move", when: held, hidden: true, withEvent: true, plain: true, run: arrow });
}

// The server's word for what a command does, where it is another than its id: whose it is goes by that.
const DOES = {
  "pin-page": "pin", crop: "picture", "edit-head": "head", "sign-page": "sign", "bring-in": "import", "picture-in": "import", release: "build", furniture: "furnish",
  "other-issue": "open", "fit-head": "shape",
};
const OWN = [
  "undo", "redo", "pin", "unpin", "make-room", "swap", "unplace", "lengthen", "fill", "anew", "checkout", "return", "take-back", "sign", "build",
  "new-issue", "correct",
];
const PLENTY = { box: "shape", head: "shape", orient: "head", to: "to_page", drop: "set" };
const doesOf = (id) => DOES[id] ?? (OWN.includes(id) ? id.replace("-", "_") : PLENTY[/^(box|head|orient|to|drop)-/.exec(id)?.[1]]);

const openTyping = () => Boolean(document.activeElement?.closest?.(".cm-editor"));

function step(by) {
  const list = [...blocksOf(chosen()?.page ?? currentPage())].sort((a, b) => a.at[1] - b.at[1] || a.at[0] - b.at[0]);
  const at = list.findIndex((one) => one.id === desk.block);
  const next = list[(at + by + list.length) % list.length];
  choose(next.id, { focus: true });
  frameOf(next.id)?.scrollIntoView({ block: "nearest" });
}

function copy() {
  const the = (id, key, zh, en, py, run, when = () => true, more = {}) => command({ id, key, zh, en, py, group: COPY, when, does: doesOf(id), run, ...more });
  the("write", "Enter", "打开这一篇的文字", "open this story's copy", "dk", () => (desk.photo >= 0 ? cropDialogue(desk.block, desk.photo) : openCopy({ story: chosen().story })), () => Boolean(chosen()));
  the("edit-head", "e", "在版上改题目", "edit the head on the page", "gt", () => editHead(desk.block), held, { also: ["F2"] });
  the("close-copy", "Ctrl-Enter", "合上稿件，回到版面", "close the copy, back to the page", "hs", () => closeCopy(), () => Boolean(openStory()));
  the("checkout", "Alt-o", "把这一篇拿在手里", "check this story out", "nz", () => act({ do: "checkout", story: theStory() }), () => canWrite() && Boolean(theStory()) && !holderOf(theStory()));
  the("return", "Alt-r", "交还这一篇", "hand this story back", "jh", () => act({ do: "return", story: theStory() }), () => canWrite() && mine(holderOf(theStory())));
  the("take-back", "Alt-t", "收回这一篇（总编）", "take this story back (chief)", "sh", () => act({ do: "take_back", story: theStory() }), () => canWrite() && Boolean(holderOf(theStory())));
  the("sign", "s", "签字：这一篇我看过了", "sign: this story has been read", "qz", () => signDialogue(theStory()), () => canWrite() && Boolean(theStory()));
  the("sign-page", "Shift-s", "签字：这一版我看过了", "sign: this page has been read", "qb", () => signDialogue(`page:${currentPage()}`), canWrite);
  the("find", "Ctrl-Shift-f", "全期查找、替换", "find and replace in the issue", "cz", () => findInIssue(String(getSelection() ?? "").trim().slice(0, 60)), () => true, { also: ["Ctrl-f"], plain: false });
  the("picture-in", "Alt-p", "给这一篇配图、换图", "a picture for this story", "pt", () => choosePicture({ story: theStory(), ...(desk.photo >= 0 ? { photo: desk.photo } : {}) }), () => canWrite() && Boolean(theStory()));
  the("bring-in", "Ctrl-o", "来稿：选 Word、图片、PDF", "bring in Word files, pictures, PDFs", "lg", chooseFiles, canWrite);
}

// The story that a command is for: the copy that one writes in, else the chosen block, else the copy beside the page.
const theStory = () => (document.activeElement?.closest("#copy") && openStory()) || chosen()?.story || openStory() || "";

function looking() {
  const the = (id, key, zh, en, py, run, more = {}) => command({ id, key, zh, en, py, group: LOOK, run, ...more });
  for (const [key, name, , zh, en] of OVERLAYS) the(`show-${name}`, key, zh, en, "", () => toggle(name));
  the("larger", "+", "放大", "larger", "fd", () => zoomBy(1.2), { also: ["="] });
  the("smaller", "-", "缩小", "smaller", "sx", () => zoomBy(1 / 1.2), { also: ["_"] });
  the("fit-width", "0", "页宽适合窗口", "fit the width", "sk", () => fit("width"));
  the("fit-page", "9", "整版适合窗口", "fit the page", "zb", () => fit("whole"));
  for (const page of [1, 2, 3, 4, 5, 6, 7, 8]) {
    the(`page-${page}`, String(page), `看第 ${page} 版`, `go to page ${page}`, "k", () => goTo(page), { when: () => desk.state.pages.some((one) => one.number === page) });
  }
  the("next-page", "PageDown", "下一版", "next page", "xyb", () => nextPage(1), { also: ["Ctrl-PageDown"] });
  the("last-page", "PageUp", "上一版", "page before", "syb", () => nextPage(-1), { also: ["Ctrl-PageUp"] });
  for (const [id, key, zh, en] of [["stories", "1", "稿件", "stories"], ["findings", "2", "意见", "findings"], ["reading", "3", "校对", "proofreading"], ["board", "4", "进度", "the board"], ["past", "5", "历史", "history"], ["arrivals", "6", "来稿", "arrivals"]]) {
    the(`panel-${id}`, `Alt-${key}`, `左栏：${zh}`, `side: ${en}`, "", () => openPanel(id, { focus: true }));
  }
  the("theme", "d", "明、暗配色", "light or dark", "ma", () => theme());
  the("around", "F6", "到下一块区域：左栏、版面、稿件", "next area: side, pages, copy", "qy", () => around(1), { also: ["Shift-F6"] });
  the("palette", "Ctrl-k", "全部命令", "all commands", "ml", palette, { hidden: true, also: ["Ctrl-Shift-p"] });
  the("help", "?", "按键一览", "all keys", "aj", help, { also: ["F1"] });
  the("away", "Escape", "不选", "choose nothing", "", away, { hidden: true, plain: true });
}

async function away() {
  if (await forget()) return;
  swapWith("");
  if (document.querySelector(".plate")) return plate(document.body.dataset.plate);
  if (desk.photo >= 0) return choose(desk.block, { focus: true });
  if (desk.block) {
    choose("");
    return $("main").focus({ preventScroll: true });
  }
  return closeCopy();
}

function around(by) {
  const rooms = [$("panel").querySelector("[data-row]") ?? $("tabs").querySelector("[tabindex='0']"), document.querySelector(".block.chosen, .block") ?? $("main"), document.querySelector("#copy .cm-content")].filter((one) => one && one.offsetParent !== null);
  const at = rooms.findIndex((one) => one.closest("aside, main, section").contains(document.activeElement));
  rooms[(at + by + rooms.length) % rooms.length]?.focus();
}

function press() {
  const the = (id, key, zh, en, py, run, when = () => true, more = {}) => command({ id, key, zh, en, py, group: SHOP, when, does: doesOf(id), run, ...more });
  for (const [name, zh, en] of PLATES) the(`plate-${name}`, name, `只看${zh}`, en, `${name}b`, () => plate(name));
  the("ink", "h", "墨量图", "ink heat map", "ml", () => plate("ink"));
  the("soft", "Shift-h", "软打样：印在新闻纸上的样子", "soft proof: as newsprint shows it", "rdy", () => plate("soft"));
  the("compare", "v", "和上次付印的比", "against the last release", "db", compare);
  the("proof-pdf", "Ctrl-p", "存打样 PDF", "save the proof PDF", "dy", proofPdf);
  the("build", "Ctrl-b", "出样：做付印文件，不算付印", "build the press files, no release", "cy", () => build_({ release: false }), canWrite);
  the("release", "Ctrl-Shift-Enter", "付印", "release to press", "fy", release, canWrite);
}

function office() {
  const the = (id, key, zh, en, py, run, when = () => true) => command({ id, key, zh, en, py, group: DESK, when, does: doesOf(id), run });
  the("new-issue", "Alt-n", "开新一期", "start a new issue", "xk", newIssue, canWrite);
  the("furniture", "Alt-f", "报头、版权栏、版名", "masthead, imprint, names of pages", "bt", furnitureDialogue, canWrite);
  the("correct", "Alt-c", "登更正：出了报才发现的错", "list a correction of what is printed", "gz", () => correctDialogue(theStory()), canWrite);
  the("other-issue", "Alt-g", "打开别的一期", "open another issue", "dk", otherIssue, canWrite);
  the("name", "Alt-m", "改自己的名字", "change one's name", "xm", nameDialogue, () => canWrite() && !desk.lan);
  the("keep", "Ctrl-s", "立刻存（本来就随写随存）", "keep now (it is kept as one writes)", "bc", keep, canWrite);
  the("invite", "Alt-i", "请同事进来：地址和证书指纹", "ask others in: address and certificate", "qt", inviteDialogue, () => Boolean(desk.guests));
  the("sign-out", "Alt-q", "签退", "sign out", "qt", signOut, () => Boolean(desk.lan));
}

export { bringIn };
