// The side of the window: tabs, one panel at a time, drawn again when what it shows changes.

import { $, button, make } from "./dom.js";
import { unlessPressed } from "./rest.js";
import { on, tell } from "./store.js";

const ORDER = ["stories", "findings", "reading", "board", "past", "arrivals", "find"];
const panels = [];
let shown = "";
let drawn = ""; // what the panel shows
let named = ""; // what the tabs say

// panel({id, zh/en name, key, draw(room), count(), on: [events], of()}); `of` is all that the panel shows: while it is the
// same, nothing is drawn anew, and the browser need not lay the window out.
export function panel(given) {
  panels.push({ count: () => "", on: ["state"], tab: true, ...given });
  panels.sort((a, b) => ORDER.indexOf(a.id) - ORDER.indexOf(b.id));
  for (const what of given.on ?? ["state"]) on(what, () => shown === given.id && unlessPressed($("side"), redraw));
}

export const shownPanel = () => shown;

export function drawTabs() {
  const room = $("tabs");
  const names = JSON.stringify([shown, ...panels.map((one) => one.count())]);
  if (names === named) return;
  named = names;
  const had = room.contains(document.activeElement);
  room.replaceChildren(
    ...panels.filter((one) => one.tab || one.id === shown).map((one) => {
      const selected = one.id === shown;
      const count = one.count();
      const tab = button(one.name, () => openPanel(one.id), {
        role: "tab", id: `tab-${one.id}`, "aria-selected": String(selected), "aria-controls": "panel", tabindex: selected ? "0" : "-1",
        title: one.key ? `${one.name} (${one.key.replace("-", "+")})` : one.name,
      });
      if (count) tab.append(make("span", { class: "count" }, String(count)));
      return tab;
    }),
  );
  if (had) $(`tab-${shown}`)?.focus();
  $("panel").setAttribute("aria-labelledby", `tab-${shown}`);
}

// What a row of the panel is called, so that drawing anew does not take the keyboard away.
const nameOf = (element) => element?.closest?.("[data-row]")?.dataset.row ?? "";

function redraw() {
  const room = $("panel");
  if (room.contains(document.activeElement) && /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) return drawTabs();
  const panel = panels.find((one) => one.id === shown);
  const now = panel?.of ? JSON.stringify([shown, panel.of()]) : "";
  if (now && now === drawn) return drawTabs();
  drawn = now;
  const row = room.contains(document.activeElement) ? nameOf(document.activeElement) : "";
  const top = room.scrollTop;
  panel?.draw(room);
  if (top) room.scrollTop = top;
  if (row) room.querySelector(`[data-row="${CSS.escape(row)}"]`)?.focus({ preventScroll: true });
  return drawTabs();
}

export function openPanel(id, { focus = false } = {}) {
  if (shown !== id) {
    shown = id;
    sessionStorage.setItem("panel", id);
    $("panel").replaceChildren();
    $("panel").scrollTop = 0;
    tell("panel", id);
  }
  redraw();
  if (focus) ($("panel").querySelector("input, [data-row]") ?? $("panel")).focus();
}

export function firstPanel() {
  const kept = sessionStorage.getItem("panel");
  openPanel(panels.some((one) => one.id === kept && one.tab) ? kept : panels[0].id);
}

// Rows are walked with the arrow keys; Enter and a click do the same.
export function rows(items) {
  const list = make("ul", { class: "rows" }, ...items);
  list.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const row = event.target.closest("[data-row]");
    if (!row || event.ctrlKey || event.altKey || event.metaKey) return;
    if (step) {
      const all = [...list.querySelectorAll("[data-row]")];
      all[(all.indexOf(row) + step + all.length) % all.length].focus();
    } else if (event.key === "Enter" && event.target === row) row.click();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return list;
}

export function walkTabs() {
  $("tabs").addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const ids = panels.filter((one) => one.tab || one.id === shown).map((one) => one.id);
    openPanel(ids[(ids.indexOf(shown) + step + ids.length) % ids.length]);
    $(`tab-${shown}`).focus();
    event.preventDefault();
    event.stopPropagation();
  });
}
