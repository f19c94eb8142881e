// What can be laid over the pages: grid, boxes, trim, proof marks, reading order, gray; and the light of the window.

import { $, button, make } from "./dom.js";
import { frame } from "./pages.js";
import { say } from "./words.js";

export const OVERLAYS = [
  ["g", "grid", say("网格", "grid"), "网格：栏与基线", "grid: columns and baselines"],
  ["b", "boxes", say("区块", "boxes"), "区块：每块的角色和稿件代号", "boxes: role and story of each region"],
  ["t", "trim", say("切口", "trim"), "切口、出血和版心", "trim, bleed and type area"],
  ["f", "proof", say("批注", "marks"), "批注：合版、验版意见、溢出、待核", "marks: findings, fits, overset, open places"],
  ["r", "order", say("顺序", "order"), "阅读顺序", "reading order"],
  ["i", "ink", say("灰度", "gray"), "灰度：只看黑版的轻重", "gray: the weight of black"],
];

export function drawOverlayButtons() {
  $("overlays").setAttribute("aria-label", say("版面上显示什么", "what is shown over the pages"));
  for (const [key, name, word, ...long] of OVERLAYS) {
    const one = button("", () => toggle(name), { title: `${say(...long)} (${key})`, "aria-pressed": "false", data: { overlay: name } });
    one.append(make("span", { class: "word" }, word), make("kbd", { "aria-hidden": "true" }, key));
    $("overlays").append(one);
  }
  for (const name of (sessionStorage.getItem("overlays") ?? "").split(" ")) {
    if (OVERLAYS.some(([, one]) => one === name)) toggle(name, true);
  }
}

export function toggle(name, wanted) {
  const shown = document.body.classList.toggle(`show-${name}`, wanted);
  document.querySelector(`[data-overlay="${name}"]`)?.setAttribute("aria-pressed", String(shown));
  if (name === "trim") document.querySelectorAll("svg.sheet").forEach(frame);
  const all = OVERLAYS.map(([, one]) => one).filter((one) => document.body.classList.contains(`show-${one}`));
  sessionStorage.setItem("overlays", all.join(" "));
}

export function theme(name) {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = name ?? ((root.dataset.theme ?? (dark ? "dark" : "light")) === "dark" ? "light" : "dark");
  localStorage.setItem("theme", root.dataset.theme);
}

export function rememberedTheme() {
  if (localStorage.getItem("theme")) theme(localStorage.getItem("theme"));
}
