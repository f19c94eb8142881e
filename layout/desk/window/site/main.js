// The window comes to life: session, state, pages; then every change as the server tells of it.

import { $, button, make } from "./dom.js";
import { bringIn, takeDrops } from "./arrive.js";
import "./board.js";
import { choose } from "./blocks.js";
import { barred, byId, command, keyWords, nameOf, run } from "./commands.js";
import { closeCopy, keepCopy, openCopy } from "./copy.js";
import { defineAll } from "./deeds.js";
import { triedPages } from "./doing.js";
import { startHand } from "./hand.js";
import { startKeys } from "./keys.js";
import "./notes.js";
import { drawOverlayButtons, rememberedTheme } from "./overlays.js";
import { applyZoom, bringPages, currentPage, fit, goTo, zoomBy } from "./pages.js";
import { firstPanel, openPanel, panel, walkTabs } from "./panels.js";
import "./stories.js";
import "./findings.js";
import "./past.js";
import "./find.js";
import { signIn } from "./people.js";
import { begun, shows, unlessPressed, watchPresses } from "./rest.js";
import { canWrite, desk, note, on, tell } from "./store.js";
import "./tools.js";
import { Refused, get, listen, openSession, send } from "./wire.js";
import { pageName, say, told } from "./words.js";

rememberedTheme();
defineAll();
drawOverlayButtons();
menus();

function menus() {
  const [out, less, more] = [make("output", { id: "percent" }), button("−", () => zoomBy(1 / 1.2), { title: say("缩小 (−)", "smaller (-)") }), button("＋", () => zoomBy(1.2), { title: say("放大 (+)", "larger (+)") })];
  $("zoom").setAttribute("aria-label", say("大小", "size"));
  $("zoom").append(less, out, more, button(say("适宽", "width"), () => fit("width"), { title: say("页宽适合窗口 (0)", "fit the width (0)") }), button(say("整版", "page"), () => fit("whole"), { title: say("整版适合窗口 (9)", "fit the page (9)") }));
  $("main-menu").setAttribute("aria-label", say("主要命令", "main commands"));
  const entry = (id, words, key, given = {}) => button(words, () => run(id), { id: `menu-${id}`, title: `${words} (${keyWords(key)})`, ...given });
  $("main-menu").append(entry("undo", "↶", "Ctrl-z", { "aria-label": say("撤销", "undo"), class: "desk-only" }), entry("redo", "↷", "Ctrl-Shift-z", { "aria-label": say("恢复", "redo"), class: "desk-only" }),
    entry("palette", say("命令", "commands"), "Ctrl-k"), entry("release", say("付印", "release"), "Ctrl-Shift-Enter", { class: "main desk-only" }), entry("help", "?", "?", { "aria-label": say("按键", "keys") }));
}

// What is another's work is gray, and says whose it is.
function bars() {
  for (const entry of $("main-menu").children) {
    const one = byId(entry.id.replace("menu-", ""));
    const why = one ? barred(one) : "";
    entry.setAttribute("aria-disabled", String(Boolean(why)));
    entry.title = why || `${nameOf(one)} (${keyWords(one.keys[0])})`;
  }
}

// States come one after another; only the newest matters while one is being shown.
let busy = false;
let waiting = null;
async function take(next) {
  if (next.building) return status("busy", say("正在排版……", "setting…"));
  waiting = next;
  if (busy) return undefined;
  busy = true;
  const ended = begun();
  while (waiting) {
    const one = waiting;
    waiting = null;
    try {
      await show(one);
    } catch (error) {
      tell("failed", error);
    }
  }
  busy = false;
  ended();
  return undefined;
}

async function show(next) {
  const again = desk.state.run !== undefined && next.run !== undefined && next.run !== desk.state.run;
  if (again) await openSession().catch(() => {});
  if (desk.state.number !== undefined && next.number !== desk.state.number) await turn();
  const first = !desk.state.pages.length;
  desk.state = { ...next, history: undefined };
  // While something is tried on a page the page shows the try; it is brought up to date when that ends.
  await bringPages(next, triedPages());
  if (first) $("main").scrollTo(0, Number(sessionStorage.getItem("top")) || 0);
  tell("state", desk.state);
  document.documentElement.dataset.serial = String(next.serial);
  shows(next.serial, { anew: again });
}

// The window turns to another issue: nothing of the last one stays open.
async function turn() {
  await closeCopy();
  choose("");
  $("main").scrollTo(0, 0);
}

function status(kind, words) {
  $("status").className = kind;
  $("status").textContent = words;
}

function header(state) {
  const bad = state.broken || state.fault;
  const counts = ["error", "warning", "note"].map((one) => state.diagnostics.filter((each) => each.severity === one).length);
  $("title").textContent = say(`${state.name ?? ""} 第 ${state.number} 期`, `${state.name ?? ""} no. ${state.number}`);
  document.title = `${bad || counts[0] ? "● " : ""}${state.number} ${canWrite() ? say("排版", "desk") : say("预览", "preview")}`;
  const stale = (state.stale ?? []).join(say("、", ", "));
  const words = stale && !state.fault
    ? say(`${stale} 读不了，照上一次的样子显示`, `${stale} cannot be read and is shown as it was`)
    : bad
      ? say("排不出来，显示的是上一次的版面", "broken: the last good pages are shown")
      : say(`错误 ${counts[0]}　警告 ${counts[1]}`, `${counts[0]} errors  ${counts[1]} warnings`);
  $("status").title = say(`排这一遍用了 ${(state.seconds ?? 0).toFixed(2)} 秒`, `set in ${(state.seconds ?? 0).toFixed(2)} s`);
  status(bad || counts[0] ? "bad" : "good", words);
  for (const figure of document.querySelectorAll("#sheets figure")) figure.classList.toggle("gone", Boolean(bad));
  const undone = $("menu-undo");
  undone.disabled = !state.undo;
  undone.title = state.undo ? say(`撤销：${told(state.undo.what)} (Ctrl Z)`, `undo: ${told(state.undo.what)} (Ctrl Z)`) : say("没有可撤销的", "nothing to undo");
  $("menu-redo").disabled = !state.redo;
  $("empty").textContent = state.pages.length ? "" : say("还没有版面。把 Word 文件拖进来就开始。", "no pages yet: drop Word files to begin.");
  banner(state, bad);
  pageButtons(state);
}

// A banner only where the pages cannot be made at all: findings have their own list.
function banner(state, bad) {
  const room = $("banner");
  room.hidden = !(bad || state.galleys);
  if (room.hidden) return;
  const errors = state.diagnostics.filter((one) => one.severity === "error").slice(0, 5);
  const title = state.fault
    ? say(`程序自身出错：${told(state.fault)}`, `a mistake of our own: ${told(state.fault)}`)
    : state.stale?.length
      ? say("有的文件读不了，先照上一次的样子显示，别的稿照常更新", "some files cannot be read and are shown as they were; all others go on")
      : state.galleys
        ? say("还拼不成版，先看小样", "no page can be made up yet: here are the galleys")
        : say("稿件有错，排不出来；下面是上一次的版面", "the copy has errors; below are the last good pages");
  room.className = bad ? "bad" : "";
  room.replaceChildren(make("b", {}, title), make("ul", {}, ...errors.map((one) => make("li", {},
    make("a", { href: "#", onclick: (event) => {
      event.preventDefault();
      if (one.story) tell("open", { story: one.story, at: { line: one.line, column: one.column } });
      else openPanel("findings");
    } }, `${one.file ?? ""}${one.line ? `:${one.line}` : ""}`), ` ${one.code} ${told(one.message)}`, one.hint ? make("span", { class: "hint" }, say(`　提示：${told(one.hint)}`, `  hint: ${told(one.hint)}`)) : null))));
}

function pageButtons(state) {
  $("pages").setAttribute("aria-label", say("各版", "pages"));
  const errors = (number) => state.fits.some((one) => one.page === number && one.over);
  const room = $("pages");
  const names = state.pages.map((page) => [page.number, pageName(page), errors(page.number) ? "over" : ""]);
  if (room.dataset.names === JSON.stringify(names)) return;
  unlessPressed(room, () => {
    room.dataset.names = JSON.stringify(names);
    room.replaceChildren(...names.map(([number, name, kind]) => button(name, () => goTo(number), { data: { pageButton: number }, class: kind, title: name })));
    current();
  });
}

function current(given) {
  desk.current = given ?? currentPage();
  for (const one of $("pages").children) one.setAttribute("aria-current", String(Number(one.dataset.pageButton) === desk.current));
}

on("state", header);
// A search of some seconds must not look like a window that has died.
let clock = 0;
on("working", (busy) => {
  clearInterval(clock);
  const since = Date.now();
  const told = () => {
    const seconds = Math.round((Date.now() - since) / 1000);
    status("busy", seconds < 3 ? say("正在做……", "working…") : say(`正在做……${seconds} 秒`, `working… ${seconds} s`));
  };
  if (busy) {
    told();
    clock = setInterval(told, 1000);
  }
  else if ($("status").className === "busy" && desk.state.pages.length) header(desk.state);
});
on("current", current);
on("me", bars);
on("open", (given) => openCopy(given));
on("reread", () => tell("state", desk.state));
on("show panel", openPanel);
on("last words", (given) => send("/do", given, { keepalive: true, again: false }).catch(() => {}));
on("signed in", begin);

$("main").addEventListener("scroll", () => {
  sessionStorage.setItem("top", String($("main").scrollTop));
  requestAnimationFrame(() => current());
});
$("main").addEventListener("wheel", (event) => {
  if (!event.ctrlKey && !event.metaKey) return;
  event.preventDefault();
  zoomBy(event.deltaY < 0 ? 1.1 : 1 / 1.1);
}, { passive: false });
$("main").addEventListener("click", (event) => event.target.closest(".block, .inplace") || choose(""));
new ResizeObserver(() => applyZoom()).observe($("main"));
window.addEventListener("blur", () => keepCopy());

// On this machine the printed address opens the window; without its key there is nothing to sign in to.
function noKey() {
  status("bad", say("还没有签到", "not signed in"));
  $("empty").textContent = say("请用终端里打印的网址打开（带 key= 的那一行）。", "Open the address that the terminal printed, the one with key=.");
}

let listening = false;
async function begin() {
  try {
    await openSession();
  } catch (error) {
    if (error instanceof Refused && error.answer.error === "sign_in") return error.answer.lan === false ? noKey() : signIn();
    if (!(error instanceof Refused)) return setTimeout(begin, 1000);
    desk.mode = "preview"; // a read-only server has no seats
  }
  document.body.classList.toggle("read-only", !canWrite());
  tell("me", desk.me);
  if (listening) return undefined;
  listening = true;
  let away = false;
  listen((state) => {
    if (away) {
      away = false;
      note(say("又接上了", "connected again"), "good");
      keepCopy();
    }
    take(state);
  }, () => {
    away = true;
    status("bad", say("排版台停了，等它回来……文字都留着", "the desk is away; waiting for it… all text stays"));
  });
  return undefined;
}

startHand();
startKeys();
watchPresses();
takeDrops();
walkTabs();
firstPanel();
begin();

export { bringIn, command, get, panel };
