// The pages on the screen: each an SVG of named parts; only parts that changed are put in anew.

import { $, make } from "./dom.js";
import { bringOutlines, inPaths, takeOutlines, turnFounts } from "./outlines.js";
import { desk, tell } from "./store.js";
import { ask } from "./wire.js";
import { pageName, say } from "./words.js";

const shown = new Map(); // page number -> the version on the screen
const CONTAINERS = ["print", "over", "proof"];

export const have = () => Object.fromEntries(shown);
export const figureOf = (number) => document.querySelector(`figure[data-number="${number}"]`);
export const svgOf = (number) => figureOf(number)?.querySelector("svg.sheet") ?? null;
export const pageNumbers = () => [...shown.keys()].sort((a, b) => a - b);

const parse = (svg) =>
  document.importNode(
    new DOMParser().parseFromString(`<svg xmlns="http://www.w3.org/2000/svg">${inPaths(svg)}</svg>`, "image/svg+xml").documentElement,
    true,
  );

// Puts what an answer says of pages on the screen: {number: {version, order, parts}}. An answer is what differs from the
// pages that the question named (`base`); where another answer came in between, what differs now is asked for.
export function showParts(pages, given = {}, base = have()) {
  if (given.outlines) takeOutlines(given.outlines, given.glyphs);
  return oneAfterAnother(async () => {
    const changed = new Map();
    for (const [name, page] of Object.entries(pages ?? {})) {
      const number = Number(name);
      const found = base[number] === shown.get(number) ? page : await difference(number);
      if (found) changed.set(number, found);
    }
    await bringOutlines({ svg: [...changed.values()].flatMap((page) => Object.values(page.parts)) });
    for (const [number, page] of changed) {
      const svg = svgOf(number);
      if (svg) patch(svg, page);
      shown.set(number, page.version);
    }
  });
}

// What differs between the page on the screen and the one that stands; nothing where that one is gone.
async function difference(number) {
  const answer = await ask(`/page/${number}/parts?since=${shown.get(number)}`);
  return answer.ok ? answer.json() : null;
}

// Two answers must not be put on one page in turns: each is shown whole before the next one.
let last = Promise.resolve();
function oneAfterAnother(show) {
  const turn = last.then(show);
  last = turn.catch(() => {});
  return turn;
}

function patch(svg, { order, parts }) {
  const fresh = new Map([...parse(Object.values(parts).join("")).childNodes].map((node) => [node.dataset.part, node]));
  for (const name of CONTAINERS) {
    const container = svg.querySelector(`:scope > g.${name}`);
    if (!container) continue;
    const held = new Map([...container.children].map((node) => [node.dataset.part, node]));
    let at = container.firstElementChild;
    for (const id of order.filter((one) => one.startsWith(`${name}/`))) {
      const node = fresh.get(id) ?? held.get(id);
      if (!node) continue;
      const old = held.get(id);
      if (old && old !== node) {
        if (old === at) at = node;
        old.replaceWith(node);
      }
      if (node === at) at = at.nextElementSibling;
      else container.insertBefore(node, at);
      held.delete(id);
    }
    for (const gone of held.values()) gone.remove();
  }
}

// Brings every page of a state whose version is not the one on the screen, but for those that are to be left as they are.
export async function bringPages(state, left) {
  if (turnFounts(state.fonts)) shown.clear();
  const changed = state.pages.filter((page) => shown.get(page.number) !== page.version && !left.has(page.number));
  await Promise.all(changed.map((page) => bring(page, state)));
  for (const figure of [...$("sheets").children]) {
    if (state.pages.some((page) => String(page.number) === figure.dataset.number)) continue;
    shown.delete(Number(figure.dataset.number));
    figure.remove();
  }
  for (const page of state.pages) caption(page);
  if (changed.length) applyZoom(false);
}

async function bring({ number, version }, state) {
  if (svgOf(number) && shown.has(number)) {
    const base = have();
    const found = await difference(number);
    return found ? showParts({ [number]: found }, {}, base) : undefined;
  }
  const answer = await ask(`/page/${number}`);
  if (!answer.ok) return undefined; // it is gone by now: the next state says so
  return oneAfterAnother(async () => {
    await bringOutlines({ count: state.glyphs, svg: [answer.text] });
    whole(number, answer.text);
    shown.set(number, answer.version ?? version);
  });
}

function whole(number, text) {
  let figure = figureOf(number);
  if (!figure) {
    figure = make("figure", { data: { number } }, make("figcaption"), make("div", { class: "paper" }));
    const after = [...$("sheets").children].find((other) => Number(other.dataset.number) > number);
    $("sheets").insertBefore(figure, after ?? null);
  }
  const paper = figure.querySelector(".paper");
  paper.querySelector("svg.sheet")?.remove();
  paper.insertAdjacentHTML("afterbegin", inPaths(text));
  const svg = paper.firstElementChild;
  svg.classList.add("sheet");
  const [, , width, height] = svg.getAttribute("viewBox").split(" ");
  svg.dataset.size = `${width} ${height}`;
  svg.removeAttribute("width");
  svg.removeAttribute("height");
  frame(svg);
}

function caption(page) {
  const figure = figureOf(page.number);
  if (!figure) return;
  const label = pageName(page);
  const held = desk.state.locks?.[page.number];
  const lock = held && held.name !== desk.me.name ? held : null; // one knows what one is doing oneself
  figure.querySelector("figcaption").textContent = lock ? `${label} · ${say(`${lock.name} 正在拼这一版`, `${lock.name} is moving it`)}` : label;
  figure.setAttribute("aria-label", label);
}

// With trim shown the bleed is, too; without it the page ends where the knife cuts.
export function frame(svg) {
  const bleed = document.body.classList.contains("show-trim") ? Number(svg.dataset.bleed) + 6 : 0;
  const [width, height] = svg.dataset.size.split(" ").map(Number);
  svg.setAttribute("viewBox", `${-bleed} ${-bleed} ${width + 2 * bleed} ${height + 2 * bleed}`);
  tell("framed", svg);
}

// The place of a pointer on a page, in points of the sheet.
export function pointOn(svg, event) {
  const box = svg.getBoundingClientRect();
  const [left, top, width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
  return [left + ((event.clientX - box.left) / box.width) * width, top + ((event.clientY - box.top) / box.height) * height];
}

export const pixelsAPoint = (svg) => svg.getBoundingClientRect().width / Number(svg.getAttribute("viewBox").split(" ")[2]);

// Zoom: a scale in CSS pixels a point, or what fits the window.
let zoom = Number(sessionStorage.getItem("zoom")) || 0;
let wanted = sessionStorage.getItem("fit") || "width";

function scaleNow() {
  const svg = document.querySelector("svg.sheet");
  if (!svg) return 1;
  const [width, height] = svg.dataset.size.split(" ").map(Number);
  const room = $("main");
  if (wanted === "width") return Math.max(0.2, (room.clientWidth - 40) / width);
  if (wanted === "whole") return Math.max(0.2, Math.min((room.clientWidth - 40) / width, (room.clientHeight - 52) / height));
  return zoom;
}

export function applyZoom(keep = true) {
  const room = $("main");
  const x = (room.scrollLeft + room.clientWidth / 2) / room.scrollWidth;
  const y = (room.scrollTop + room.clientHeight / 2) / room.scrollHeight;
  const scale = scaleNow();
  for (const svg of document.querySelectorAll("svg.sheet")) {
    const [width, height] = svg.dataset.size.split(" ").map((side) => Number(side) * scale);
    svg.style.width = `${width}px`;
    // Pages out of sight are not laid out; their place is kept by their size.
    const figure = svg.closest("figure");
    figure.style.width = `${width + 12}px`;
    figure.style.containIntrinsicHeight = `${height + 30}px`;
  }
  document.documentElement.style.setProperty("--scale", scale);
  $("percent").textContent = `${Math.round(scale * 75)}%`;
  sessionStorage.setItem("zoom", String(zoom));
  sessionStorage.setItem("fit", wanted);
  if (!keep) return;
  room.scrollLeft = x * room.scrollWidth - room.clientWidth / 2;
  room.scrollTop = y * room.scrollHeight - room.clientHeight / 2;
}

export function zoomBy(factor) {
  zoom = Math.min(8, Math.max(0.2, scaleNow() * factor));
  wanted = "";
  applyZoom();
}

export function fit(what) {
  wanted = what;
  applyZoom();
}

export function goTo(number) {
  figureOf(number)?.scrollIntoView({ block: "start" });
  tell("current", number);
}

// The page in the middle of the window.
export function currentPage() {
  const room = $("main").getBoundingClientRect();
  const middle = room.top + room.height / 2;
  let number = pageNumbers()[0] ?? 0;
  for (const figure of document.querySelectorAll("figure")) {
    if (figure.getBoundingClientRect().top <= middle) number = Number(figure.dataset.number);
  }
  return number;
}

// From a list to the page: a story's parts light up for a moment.
export function reveal(story, number) {
  const scope = number ? figureOf(number) : document;
  const groups = [...(scope ?? document).querySelectorAll(`.print [data-story="${CSS.escape(story)}"]`)];
  if (!groups.length) return false;
  const svg = groups[0].ownerSVGElement;
  const boxes = groups.filter((group) => group.ownerSVGElement === svg).map((group) => group.getBBox());
  const left = Math.min(...boxes.map((box) => box.x));
  const top = Math.min(...boxes.map((box) => box.y));
  const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  const sides = { x: left - 3, y: top - 3 };
  sides.width = Math.max(...boxes.map((box) => box.x + box.width)) - left + 6;
  sides.height = Math.max(...boxes.map((box) => box.y + box.height)) - top + 6;
  for (const [name, value] of Object.entries(sides)) rect.setAttribute(name, value);
  rect.setAttribute("class", "mark");
  for (const old of document.querySelectorAll("rect.mark")) old.remove();
  svg.append(rect);
  rect.scrollIntoView({ block: rect.getBoundingClientRect().height < $("main").clientHeight ? "center" : "start" });
  setTimeout(() => rect.remove(), 1800);
  return true;
}

// The line of copy under a pointer, or the nearest one within 40 pixels.
export function lineAt(event) {
  for (const found of document.elementsFromPoint(event.clientX, event.clientY)) {
    const line = found.closest?.("svg.sheet [data-at]");
    if (line) return line.dataset.at;
  }
  const svg = document.elementsFromPoint(event.clientX, event.clientY).map((one) => one.closest?.("svg.sheet")).find(Boolean);
  let best = "";
  let least = 40;
  for (const line of svg?.querySelectorAll("[data-at]") ?? []) {
    const box = line.getBoundingClientRect();
    const far =
      Math.max(box.left - event.clientX, event.clientX - box.right, 0) +
      Math.max(box.top - event.clientY, event.clientY - box.bottom, 0);
    if (far < least) [best, least] = [line.dataset.at, far];
  }
  return best;
}
