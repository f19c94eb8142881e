// A frame over every block and picture of a page, to be chosen, named by a screen reader, and taken hold of.

import { make } from "./dom.js";
import { triedPages } from "./doing.js";
import { boxOf, gridOf, ready } from "./grid.js";
import { figureOf, pageNumbers, svgOf } from "./pages.js";
import { canDo } from "./rights.js";
import { block, blocksOf, desk, on, tell } from "./store.js";
import { KINDS, fitKind, fitWords, say } from "./words.js";

const SIDES = ["n", "e", "s", "w", "ne", "se", "sw", "nw"];

export const frameOf = (id) => document.querySelector(`.block[data-block="${CSS.escape(id)}"]`);

// What a screen reader says of a block.
function label(one) {
  const [column, row] = one.at;
  const [columns, rows] = one.size;
  const pins = one.pinned?.length ? say("，已钉住", ", pinned") : "";
  const kind = KINDS[one.kind] ?? one.kind ?? "";
  return say(
    `${one.id} ${kind} ${one.title}，第 ${one.page} 版，从第 ${column} 栏第 ${row} 行起，占 ${columns} 栏 ${rows} 行，${fitWords(one.fit)}${pins}`,
    `${one.id} ${kind} ${one.title}, page ${one.page}, from column ${column} row ${row}, ${columns} columns by ${rows} rows, ${fitWords(one.fit)}${pins}`,
  );
}

// The layer lies over the SVG in percent of what it shows, so that zooming costs nothing.
function place(element, svg, box) {
  const [left, top, width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
  element.style.left = `${((box.x - left) / width) * 100}%`;
  element.style.top = `${((box.y - top) / height) * 100}%`;
  element.style.width = `${(box.w / width) * 100}%`;
  element.style.height = `${(box.h / height) * 100}%`;
}

const photoBox = (one, photo) =>
  boxOf(one.page, [one.at[0] + photo.at[0], one.at[1] + photo.at[1]], photo.size);

function handles(element, wanted) {
  const there = element.querySelectorAll(":scope > .handle");
  if (wanted === there.length > 0) return;
  if (!wanted) return void there.forEach((one) => one.remove());
  for (const side of SIDES) element.append(make("i", { class: `handle ${side}`, data: { side }, "aria-hidden": "true" }));
}

const drawn = new WeakMap(); // frame -> what it was drawn from

function draw(layer, svg, one, past) {
  const from = JSON.stringify([one, svg.getAttribute("viewBox"), gridOf(one.page)]);
  const there = past.get(one.id);
  if (there && drawn.get(there) === from) return there;
  const frame = past.get(one.id) ?? make("div", { class: "block", tabindex: "0", role: "group", data: { block: one.id } });
  frame.dataset.fit = fitKind(one.fit);
  frame.setAttribute("aria-label", label(one));
  frame.classList.toggle("pinned", Boolean(one.pinned?.length));
  place(frame, svg, boxOf(one.page, one.at, one.size));
  const photos = new Map([...frame.querySelectorAll(":scope > .photo")].map((node) => [node.dataset.photo, node]));
  const [outer, own] = [boxOf(one.page, one.at, one.size), new Set()];
  for (const photo of one.photos ?? []) {
    const key = String(photo.photo);
    own.add(key);
    const node = photos.get(key) ?? make("div", { class: "photo", tabindex: "-1", role: "group", data: { photo: key } });
    const box = photoBox(one, photo);
    node.style.left = `${((box.x - outer.x) / outer.w) * 100}%`;
    node.style.top = `${((box.y - outer.y) / outer.h) * 100}%`;
    node.style.width = `${(box.w / outer.w) * 100}%`;
    node.style.height = `${(box.h / outer.h) * 100}%`;
    node.setAttribute("aria-label", say(`${one.id} 的第 ${photo.photo + 1} 幅图片`, `picture ${photo.photo + 1} of ${one.id}`));
    if (!photos.has(key)) frame.append(node);
  }
  for (const [key, node] of photos) if (!own.has(key)) node.remove();
  if (!frame.isConnected) layer.append(frame);
  drawn.set(frame, from);
  return frame;
}

// Draws the layer of one page from the dummy, or from the blocks of a try.
export function drawBlocks(number, blocks = blocksOf(number)) {
  lay(number, blocks);
  mark();
}

function lay(number, blocks) {
  const figure = figureOf(number);
  const svg = svgOf(number);
  if (!figure || !svg || !ready()) return;
  const paper = figure.querySelector(".paper");
  let layer = paper.querySelector(":scope > .blocks");
  if (!layer) {
    layer = make("div", { class: "blocks", role: "group" });
    paper.append(layer);
  }
  layer.setAttribute("aria-label", say(`第 ${number} 版的各块`, `blocks of page ${number}`));
  const past = new Map([...layer.querySelectorAll(":scope > .block")].map((node) => [node.dataset.block, node]));
  // In the order of reading, so that Tab walks the page as a reader does.
  const sorted = [...blocks].sort((a, b) => a.at[1] - b.at[1] || a.at[0] - b.at[0]);
  let before = null;
  for (const one of sorted) {
    const frame = draw(layer, svg, one, past);
    if (before ? before.nextElementSibling !== frame : layer.firstElementChild !== frame) {
      const focused = document.activeElement;
      const within = frame.contains(focused);
      if (before) before.after(frame);
      else layer.prepend(frame);
      if (within) focused.focus({ preventScroll: true });
    }
    before = frame;
    past.delete(one.id);
  }
  for (const gone of past.values()) gone.remove();
}

// Frames of a page that shows a try are drawn from the try.
function drawAllBlocks() {
  const tried = triedPages();
  for (const number of pageNumbers()) if (!tried.has(number)) lay(number, blocksOf(number));
  mark();
}

function mark() {
  for (const frame of document.querySelectorAll(".block")) {
    const chosen = frame.dataset.block === desk.block;
    frame.classList.toggle("chosen", chosen);
    frame.setAttribute("aria-current", String(chosen));
    handles(frame, chosen && canDo("move"));
    for (const photo of frame.querySelectorAll(":scope > .photo")) {
      const held = chosen && desk.photo === Number(photo.dataset.photo);
      photo.classList.toggle("chosen", held);
      photo.tabIndex = chosen ? 0 : -1;
      handles(photo, held && canDo("picture"));
    }
  }
}

export function choose(id, { photo = -1, focus = false } = {}) {
  const changed = desk.block !== id || desk.photo !== photo;
  if (changed) tell("leaving", desk.block);
  desk.block = id;
  desk.photo = photo;
  mark();
  const frame = id ? frameOf(id) : null;
  if (focus && frame) (photo >= 0 ? frame.querySelector(`.photo[data-photo="${photo}"]`) : frame)?.focus({ preventScroll: true });
  if (changed) tell("chosen", id ? block(id) : null);
}

on("state", drawAllBlocks);
on("standing", drawAllBlocks);
on("framed", drawAllBlocks);
