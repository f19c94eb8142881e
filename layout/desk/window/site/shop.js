// The print shop's views: plates, ink, soft proof over the page in view; the last release beside this one; the proof PDF.

import { $, button, dialogue, make } from "./dom.js";
import { gridOf } from "./grid.js";
import { currentPage, figureOf, goTo } from "./pages.js";
import { begun } from "./rest.js";
import { announce, desk, note, on } from "./store.js";
import { get } from "./wire.js";
import { say, told } from "./words.js";

export const PLATES = [
  ["c", "青版", "cyan plate"], ["m", "品红版", "magenta plate"], ["y", "黄版", "yellow plate"], ["k", "黑版", "black plate"],
];

let shown = ""; // "c", "ink", "soft" or nothing
const words = (view) => ({ ink: say("墨量", "ink"), soft: say("软打样", "soft proof") })[view] ?? say(...(PLATES.find(([name]) => name === view)?.slice(1) ?? ["", ""]));
const address = (view, page, version) => `/page/${page}/plate/${view}?v=${version}`;

export const plateShown = () => shown;

// Shows a plate over every page that is looked at; the same key again shows the page.
export function plate(view) {
  shown = shown === view ? "" : view;
  document.body.classList.toggle("plates", Boolean(shown));
  document.body.dataset.plate = shown;
  document.querySelectorAll(".plate").forEach((one) => one.remove());
  if (shown) lay();
  announce(shown ? words(shown) : say("版面", "the page"));
}

function lay() {
  if (!shown) return;
  const number = currentPage();
  const page = desk.state.pages.find((one) => one.number === number);
  const paper = figureOf(number)?.querySelector(".paper");
  if (!page || !paper) return;
  const src = address(shown, number, page.version);
  const old = paper.querySelector(":scope > .plate");
  if (old?.dataset.src === src) return;
  const image = make("img", { class: "plate", alt: `${words(shown)} ${number}`, data: { src }, src });
  const tag = make("span", { class: "plate tag" }, `${words(shown)}…`);
  // The page stays in sight until its plate is there.
  image.hidden = true;
  const ended = begun();
  image.addEventListener("load", () => {
    ended();
    image.hidden = false;
    tag.textContent = words(shown);
    old?.remove();
  });
  image.addEventListener("error", () => {
    ended();
    image.remove();
    tag.remove();
    note(say("这一版的分色还看不了", "this page's plates cannot be shown yet"), "bad");
    if (shown) plate(shown);
  });
  paper.querySelectorAll(":scope > .plate.tag").forEach((one) => one.remove());
  paper.append(image, tag);
}

on("state", lay);
on("current", lay);

export function proofPdf() {
  const link = make("a", { href: "/proof.pdf", download: `${desk.state.number}-proof.pdf` });
  document.body.append(link);
  link.click();
  link.remove();
  note(say("打样 PDF 正在做，好了就存下", "the proof PDF is being made and will be saved"));
}

// The last release and the pages as they stand: laid over each other, blended by a slider, and told in words.
export async function compare() {
  const room = make("div", { class: "compare", "aria-busy": "true" }, make("p", { class: "soft" }, say("正在和上次付印的对……", "comparing with the last release…")));
  const box = dialogue(say("和上次付印的比", "against the last release"), { id: "compare", class: "large" }, room,
    make("menu", {}, button(say("合上", "close"), () => box.close(), { class: "main" })));
  let given;
  try {
    given = await get("/compare");
  } catch (error) {
    box.close();
    return note(told(error.answer?.message) || say("还没有付印过，没有可比的", "nothing has been released yet: there is nothing to compare with"));
  }
  room.removeAttribute("aria-busy");
  const pages = given.pages ?? [];
  room.replaceChildren(
    make("p", { class: "soft" }, pages.length ? say(`第 ${given.release} 次付印以后，${pages.length} 个版有改动`, `since release ${given.release} ${pages.length} pages differ`) : say("和上次付印的一样", "nothing differs")),
    ...pages.map(overlay));
  return box;
}

function overlay(page) {
  const above = make("img", { src: page.new, alt: say(`现在的第 ${page.page} 版`, `page ${page.page} now`) });
  const slider = make("input", { type: "range", min: "0", max: "100", value: "50", "aria-label": say("旧—新", "old to new") });
  slider.addEventListener("input", () => (above.style.opacity = slider.value / 100));
  above.style.opacity = 0.5;
  const [width, height] = gridOf(page.page).trim.map((side) => (side * 25.4) / 72);
  const frames = (page.boxes ?? []).map(([x, y, w, h]) => {
    const frame = make("b", { class: "frame" });
    Object.assign(frame.style, { left: `${(x / width) * 100}%`, top: `${(y / height) * 100}%`, width: `${(w / width) * 100}%`, height: `${(h / height) * 100}%` });
    return frame;
  });
  const words = make("ul", { class: "changes" }, ...(page.words ?? []).map(({ old, new: now }) => make("li", {}, old ? make("del", {}, old) : null, now ? make("ins", {}, now) : null)));
  const stories = (page.stories ?? []).map((one) => `${one.id} ${one.title}`).join(say("、", ", "));
  return make("section", { class: "page-change" },
    make("div", {}, make("div", { class: "overlaid" }, page.old ? make("img", { src: page.old, alt: say("上次付印的", "the release") }) : null, page.new ? above : null, ...frames),
      make("label", { class: "slider" }, say("上次", "then"), slider, say("现在", "now"))),
    make("div", {}, make("h3", {}, say(`第 ${page.page} 版　${frames.length} 处不同`, `page ${page.page}: ${frames.length} places differ`)), make("p", {}, stories), words));
}

// Scrolling brings another page into view: its plate is laid when the scroll rests.
let timer = 0;
$("main").addEventListener("scroll", () => {
  clearTimeout(timer);
  timer = setTimeout(lay, 150);
});

export const nextPage = (step) => {
  const numbers = desk.state.pages.map((one) => one.number);
  const at = numbers.indexOf(currentPage());
  goTo(numbers[Math.min(numbers.length - 1, Math.max(0, at + step))]);
};
