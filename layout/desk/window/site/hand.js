// The mouse on the page: blocks and pictures are dragged and drawn larger on the grid, and tried while they move.

import { $, make } from "./dom.js";
import { choose, drawBlocks, frameOf } from "./blocks.js";
import { act, attempt, blocksIn, standing } from "./doing.js";
import { boxOf, cellNear, cellsAcross, gridOf, kept, rowsDown } from "./grid.js";
import { lineAt, pixelsAPoint, pointOn, svgOf } from "./pages.js";
import { begun } from "./rest.js";
import { mayOrSay } from "./rights.js";
import { block, blocksOf, canWrite, desk, holderOf, mine, note, tell } from "./store.js";
import { fitKind, fitWords, say, told } from "./words.js";

const THRESHOLD = 5; // pixels before a press becomes a drag

let drag = null;

// The new place of a block whose edges follow a hand: each named side by so many cells.
export function stretched(page, at, size, side, columns, rows) {
  let [[column, row], [wide, deep]] = [at, size];
  if (side.includes("e")) wide += columns;
  if (side.includes("s")) deep += rows;
  if (side.includes("w")) [column, wide] = [column + columns, wide - columns];
  if (side.includes("n")) [row, deep] = [row + rows, deep - rows];
  if (wide < 1) [column, wide] = [side.includes("w") ? column + wide - 1 : column, 1];
  if (deep < 1) [row, deep] = [side.includes("n") ? row + deep - 1 : row, 1];
  return kept(page, [column, row], [wide, deep]);
}

function begin(event) {
  if (event.button !== 0) return;
  const frame = event.target.closest?.(".block");
  if (!frame || event.target.closest(".inplace, #tools")) return;
  const one = block(frame.dataset.block);
  if (!one) return;
  const side = event.target.dataset.side ?? "";
  const photoFrame = event.target.closest(".photo");
  const held = photoFrame ? Number(photoFrame.dataset.photo) : -1;
  // A picture is held by itself only once its block is chosen; before that the hand has the block.
  const photo = held >= 0 && desk.block === one.id && (desk.photo === held || side) ? held : -1;
  drag = { one, side, photo, pressed: held, x: event.clientX, y: event.clientY, going: false, event };
}

function start() {
  drag.going = true;
  choose(drag.one.id, { photo: drag.photo, focus: true });
  document.body.classList.add("dragging");
  frameOf(drag.one.id)?.classList.add("moving");
  ghost(true);
  lockPage(drag.one.page);
}

let locked = 0;
function lockPage(page) {
  if (!desk.lan || locked === page) return;
  locked = page;
  act({ do: "lock", page }, { quiet: true });
}

export function unlockPage() {
  if (!locked) return;
  act({ do: "unlock", page: locked }, { quiet: true });
  locked = 0;
}

function ghost(shown) {
  let mark = document.querySelector(".ghost");
  if (!shown) return mark?.remove();
  mark ??= make("div", { class: "ghost", "aria-hidden": "true" }, make("span"));
  return mark;
}

// Where the block would be if it were let go now, as a command.
function wanted(event) {
  const { one, side, photo } = drag;
  const scale = pixelsAPoint(svgOf(one.page));
  const columns = cellsAcross(drag.one.page, (event.clientX - drag.x) / scale);
  const rows = rowsDown(drag.one.page, (event.clientY - drag.y) / scale);
  if (photo >= 0) return wantedPhoto(one, photo, side, columns, rows);
  const room = event.shiftKey || drag.room;
  if (side) return { do: "move", block: one.id, ...stretched(one.page, one.at, one.size, side, columns, rows), ...(room ? { room: true } : {}) };
  const over = document.elementsFromPoint(event.clientX, event.clientY);
  const list = over.find((node) => node.closest?.("#side"));
  if (list) return onTheSide(one, list);
  const paper = over.map((node) => node.closest?.(".paper")).find(Boolean);
  const page = paper ? Number(paper.parentElement.dataset.number) : one.page;
  const other = event.altKey && blockUnder(event, page, one.id);
  if (other) return { do: "swap", blocks: [one.id, other.id] };
  if (page !== one.page) {
    const there = svgOf(page);
    const [x, y] = pointOn(there, event);
    const [cell, row] = cellNear(page, x - drag.grip[0], y - drag.grip[1]);
    return { do: "move", block: one.id, page, ...kept(page, [cell, row], one.size), ...(room ? { room: true } : {}) };
  }
  return { do: "move", block: one.id, ...kept(one.page, [one.at[0] + columns, one.at[1] + rows], one.size), ...(room ? { room: true } : {}) };
}

// The block that stands under the hand; its frame may be elsewhere by now, where a try has moved it.
function blockUnder(event, page, but) {
  const [x, y] = pointOn(svgOf(page), event);
  return blocksOf(page).find((each) => {
    const box = boxOf(page, each.at, each.size);
    return each.id !== but && x >= box.x && x < box.x + box.w && y >= box.y && y < box.y + box.h;
  });
}

function onTheSide(one, list) {
  const page = Number(list.closest("[data-page-button]")?.dataset.pageButton ?? 0);
  if (page && page !== one.page) return { do: "to_page", story: one.story, page };
  return page ? null : { do: "unplace", story: one.story };
}

export function wantedPhoto(one, photo, side, columns, rows) {
  const now = one.photos.find((each) => each.photo === photo);
  const [wide, deep] = one.size;
  let { at, size } = now;
  if (side) ({ at, size } = stretched(one.page, at, size, side, columns, rows));
  else at = [at[0] + columns, at[1] + rows];
  const width = Math.min(size[0], wide);
  const depth = Math.min(size[1], deep);
  at = [Math.min(Math.max(at[0], 0), wide - width), Math.min(Math.max(at[1], 0), deep - depth)];
  return { do: "picture", block: one.id, photo, at, size: [width, depth] };
}

const key = (command) => JSON.stringify(command);

function move(event) {
  if (!drag || !canWrite()) return;
  if (!drag.going) {
    if (Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < THRESHOLD) return;
    if (!mayOrSay(drag.photo >= 0 ? "picture" : "move")) return void (drag = null);
    const [x, y] = pointOn(svgOf(drag.one.page), drag.event);
    const box = boxOf(drag.one.page, drag.one.at, drag.one.size);
    drag.grip = [x - box.x, y - box.y];
    start();
  }
  scrollAtEdges(event);
  drag.last = event;
  const command = wanted(event);
  drag.swap = command?.do === "swap" ? command.blocks[1] : "";
  for (const frame of document.querySelectorAll(".block.partner")) frame.classList.remove("partner");
  if (drag.swap) frameOf(drag.swap)?.classList.add("partner");
  document.body.classList.toggle("to-store", command?.do === "unplace");
  if (key(command) === key(drag.command ?? null)) return;
  drag.command = command;
  showGhost(command);
  // Where the hand is over the side there is no page to look at, and the solver's search would hold everybody up.
  if (!command?.at && command?.do !== "swap") return;
  const own = drag;
  attempt({ ...command, still: () => own === drag }, (answer, refusal) => feel(own, answer, refusal));
}

// The frame that runs ahead of the try, so that the hand never waits for the page.
function showGhost(command) {
  const mark = ghost(true);
  const number = command?.page ?? drag.one.page;
  const svg = svgOf(number);
  if (!svg || !command?.at) {
    mark.remove();
    return;
  }
  const { one, photo } = drag;
  const at = photo >= 0 ? [one.at[0] + command.at[0], one.at[1] + command.at[1]] : command.at;
  const box = boxOf(number, at, command.size);
  const [left, top, width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
  Object.assign(mark.style, {
    left: `${((box.x - left) / width) * 100}%`, top: `${((box.y - top) / height) * 100}%`,
    width: `${(box.w / width) * 100}%`, height: `${(box.h / height) * 100}%`,
  });
  if (!mark.firstChild.textContent) mark.firstChild.textContent = `${command.size[0]} × ${command.size[1]}`;
  mark.classList.toggle("right", 2 * at[0] + command.size[0] > gridOf(number).columns);
  const blocks = svg.parentElement.querySelector(".blocks");
  if (mark.parentElement !== blocks) blocks.append(mark);
}

// What a try says: fit and findings of the block, told at its frame while the hand holds it.
function feel(own, answer, refusal) {
  if (own !== drag) return;
  const mark = document.querySelector(".ghost");
  if (refusal) {
    if (mark) {
      mark.dataset.fit = "over";
      mark.firstChild.textContent = told(refusal.message);
    }
    return;
  }
  const blocks = blocksIn(answer);
  const now = blocks.find((one) => one.id === own.one.id);
  const fit = now?.fit ?? (answer.fits ?? desk.state.fits).find((one) => one.story === own.one.story);
  const errors = (answer.diagnostics ?? desk.state.diagnostics).filter((one) => one.severity === "error").length;
  const before = desk.state.diagnostics.filter((one) => one.severity === "error").length;
  if (mark) {
    mark.dataset.fit = fitKind(fit);
    const size = own.command.size ?? now?.size;
    const more = errors > before ? say(`　错误 +${errors - before}`, `  errors +${errors - before}`) : errors < before ? say(`　错误 −${before - errors}`, `  errors −${before - errors}`) : "";
    mark.firstChild.textContent = `${size ? `${size[0]} × ${size[1]}　` : ""}${fitWords(fit)}${more}`;
  }
  tell("tried", answer);
  for (const page of new Set(blocks.map((one) => one.page))) {
    drawBlocks(page, blocks.filter((one) => one.page === page));
  }
}

function scrollAtEdges(event) {
  const room = $("main");
  const box = room.getBoundingClientRect();
  const by = event.clientY < box.top + 30 ? -18 : event.clientY > box.bottom - 30 ? 18 : 0;
  if (by && event.clientX > box.left) room.scrollTop += by;
}

async function drop(event) {
  const own = drag;
  if (!own) return;
  drag = null;
  if (!own.going) return press(own, event);
  clean();
  if (own.command) {
    const done = await act(own.command);
    if (done) choose(own.one.id, { photo: own.photo });
  } else await standing();
  unlockPage();
  document.querySelectorAll(".ghost").forEach((mark) => mark.remove());
}

function clean() {
  document.body.classList.remove("dragging", "to-store");
  for (const frame of document.querySelectorAll(".block.moving, .block.partner")) frame.classList.remove("moving", "partner");
}

// A press without a drag: the block is chosen and its copy shown beside it, the keyboard stays on the page; a second
// press goes into the copy at the line that was pressed, or takes the picture.
function press(own, event) {
  const again = desk.block === own.one.id;
  if (swapFrom) return finishSwap(own.one.id);
  choose(own.one.id, { photo: again && own.pressed >= 0 ? own.pressed : -1, focus: true });
  if (own.side || own.pressed >= 0) return undefined;
  const at = lineAt(event);
  const open = () => tell("open", { story: own.one.story, at, focus: again });
  // A head that is pressed twice is edited where it stands: the page must not move to make room for its copy before that.
  if (/ head/.test(at)) once(open);
  else open();
  return undefined;
}

const TWICE = 350; // ms in which a second press may come
let first = null; // ends the wait for it

function once(open) {
  if (first) return;
  const ended = begun();
  const chosen = desk.block;
  const timer = setTimeout(() => {
    first();
    // Whoever has gone on by then, to another block, to its head or into a dialogue, is left there.
    if (desk.block === chosen && !document.querySelector(".inplace, dialog[open]")) open();
  }, TWICE);
  first = () => {
    clearTimeout(timer);
    first = null;
    ended();
  };
}

function twice(event) {
  first?.();
  const frame = event.target.closest?.(".block");
  if (frame && !event.target.closest(".inplace, #tools, .photo") && / head/.test(lineAt(event))) tell("edit head", frame.dataset.block);
}

// "Swap with …": the next block that is chosen changes places with this one.
let swapFrom = "";
export function swapWith(id) {
  swapFrom = id;
  document.body.classList.toggle("swapping", Boolean(id));
  if (id) note(say("点另一块，或用 Tab 走到它上面按回车：两块互换（Esc 不换）", "press the other block, or Tab to it and Enter: they change places (Esc: not)"));
}

export function finishSwap(id) {
  const from = swapFrom;
  swapWith("");
  if (from && id && from !== id) act({ do: "swap", blocks: [from, id] }).then(() => choose(from, { focus: true }));
}

export const swapping = () => Boolean(swapFrom);

export async function letGo() {
  if (!drag) return false;
  drag = null;
  clean();
  document.querySelectorAll(".ghost").forEach((mark) => mark.remove());
  await standing();
  unlockPage();
  return true;
}

// A block whose story another has in hand can be moved, but its copy not written; the foot says so.
export function inHand(one) {
  const holder = one ? holderOf(one.story) : null;
  return holder && !mine(holder) ? holder : null;
}

export function startHand() {
  const sheets = $("sheets");
  sheets.addEventListener("pointerdown", begin);
  sheets.addEventListener("dblclick", twice);
  window.addEventListener("pointermove", move);
  window.addEventListener("pointerup", drop);
  window.addEventListener("pointercancel", letGo);
  for (const name of ["keydown", "keyup"]) {
    window.addEventListener(name, (event) => {
      if (!drag?.going || !["Shift", "Alt"].includes(event.key)) return;
      event.preventDefault();
      const { clientX, clientY } = drag.last;
      move({ clientX, clientY, shiftKey: event.shiftKey, altKey: event.altKey });
    });
  }
  sheets.addEventListener("focusin", (event) => {
    const frame = event.target.closest?.(".block");
    if (!frame || drag || event.target.closest(".inplace")) return;
    const photo = event.target.closest(".photo");
    choose(frame.dataset.block, { photo: photo ? Number(photo.dataset.photo) : -1 });
  });
  sheets.addEventListener("dragstart", (event) => event.preventDefault());
}
