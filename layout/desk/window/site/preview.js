"use strict";
// The preview in the browser: hears of each rebuild, fetches the pages that changed, and keeps place and zoom.

const zh = document.documentElement.lang !== "en";
const say = (chinese, english) => (zh ? chinese : english);
const $ = (id) => document.getElementById(id);
const make = (tag, text = "", name = "") => {
  const element = document.createElement(tag);
  element.textContent = text;
  if (name) element.className = name;
  return element;
};

const OVERLAYS = [
  ["g", "grid", say("网格", "grid")],
  ["b", "boxes", say("区块", "boxes")],
  ["t", "trim", say("切口", "trim")],
  ["f", "proof", say("批注", "findings")],
  ["r", "order", say("顺序", "order")],
  ["i", "ink", say("灰度", "gray")],
];

let state = { serial: -1, pages: [], glyphs: 0, fonts: "" };
let glyphs = 0;
let fonts = "";
let zoom = Number(sessionStorage.getItem("zoom")) || 0; // 0: page width fits the window
let wanted = sessionStorage.getItem("fit") || "width";
const versions = new Map();

// Words of the page itself.
$("h-pages").textContent = say("版面", "pages");
$("width").textContent = say("适宽", "width");
$("whole").textContent = say("整版", "page");
$("in").title = say("放大 (+)", "larger (+)");
$("out").title = say("缩小 (−)", "smaller (-)");
$("width").title = say("页宽适合窗口 (0)", "fit the width (0)");
$("whole").title = say("整版适合窗口 (9)", "fit the page (9)");
$("ask").title = say("按键说明 (?)", "keys (?)");

for (const [key, name, word] of OVERLAYS) {
  const button = make("button");
  button.type = "button";
  button.append(make("span", word, "word"), make("kbd", key));
  button.title = `${word} (${key})`;
  button.dataset.overlay = name;
  button.setAttribute("aria-pressed", "false");
  button.onclick = () => toggle(name);
  $("overlays").append(button);
}

function toggle(name, on) {
  const shown = document.body.classList.toggle(`show-${name}`, on);
  document.querySelector(`[data-overlay="${name}"]`).setAttribute("aria-pressed", String(shown));
  if (name === "trim") document.querySelectorAll("figure svg").forEach(frame);
  const all = OVERLAYS.map(([, one]) => one).filter((one) => document.body.classList.contains(`show-${one}`));
  sessionStorage.setItem("overlays", all.join(" "));
}

// With trim shown the bleed is, too; without it the page ends where the knife cuts.
function frame(svg) {
  const bleed = document.body.classList.contains("show-trim") ? Number(svg.dataset.bleed) + 6 : 0;
  const [width, height] = svg.dataset.size.split(" ").map(Number);
  svg.setAttribute("viewBox", `${-bleed} ${-bleed} ${width + 2 * bleed} ${height + 2 * bleed}`);
}

// Zoom: a scale in CSS pixels a point, or what fits the window.
function scaleNow() {
  const svg = document.querySelector("figure svg");
  if (!svg) return 1;
  const [width, height] = svg.dataset.size.split(" ").map(Number);
  const room = $("main");
  if (wanted === "width") return Math.max(0.2, (room.clientWidth - 36) / width);
  if (wanted === "whole") return Math.max(0.2, Math.min((room.clientWidth - 36) / width, (room.clientHeight - 44) / height));
  return zoom;
}

function applyZoom(keep = true) {
  const room = $("main");
  const x = (room.scrollLeft + room.clientWidth / 2) / room.scrollWidth;
  const y = (room.scrollTop + room.clientHeight / 2) / room.scrollHeight;
  const scale = scaleNow();
  document.querySelectorAll("figure svg").forEach((svg) => {
    const [width, height] = svg.dataset.size.split(" ").map((side) => Number(side) * scale);
    svg.style.width = `${width}px`;
    // Pages out of sight are not laid out; their place is kept by their size.
    svg.parentElement.style.width = `${width + 12}px`;
    svg.parentElement.style.containIntrinsicHeight = `${height + 28}px`;
  });
  $("percent").textContent = `${Math.round(scale * 75)}%`;
  sessionStorage.setItem("zoom", String(zoom));
  sessionStorage.setItem("fit", wanted);
  if (keep) {
    room.scrollLeft = x * room.scrollWidth - room.clientWidth / 2;
    room.scrollTop = y * room.scrollHeight - room.clientHeight / 2;
  }
}

function zoomBy(factor) {
  zoom = Math.min(8, Math.max(0.2, scaleNow() * factor));
  wanted = "";
  applyZoom();
}

function fit(what) {
  wanted = what;
  applyZoom();
}

// A rebuild: the glyphs that are new, then the pages that changed, then the lists.
async function update(next) {
  state = next;
  if (next.fonts !== fonts) {
    fonts = next.fonts;
    glyphs = 0;
    versions.clear();
    document.querySelector("#outlines defs").replaceChildren();
  }
  const changed = next.pages.filter((page) => versions.get(page.number) !== page.version);
  if (next.glyphs > glyphs) {
    const outlines = await (await fetch(`/glyphs/${glyphs}`)).json();
    const paths = Object.entries(outlines).filter(([, path]) => path);
    const drawn = new DOMParser().parseFromString(
      `<svg xmlns="http://www.w3.org/2000/svg">${paths.map(([id, d]) => `<path id="${id}" d="${d}"/>`).join("")}</svg>`,
      "image/svg+xml",
    );
    document.querySelector("#outlines defs").append(...drawn.documentElement.childNodes);
    glyphs += Object.keys(outlines).length;
  }
  const texts = await Promise.all(changed.map(async (page) => (await fetch(`/page/${page.number}`)).text()));
  if (state !== next) return; // a newer state is on its way
  const room = $("main");
  const [left, top, first] = [room.scrollLeft, room.scrollTop, versions.size === 0];
  changed.forEach((page, at) => show(page, texts[at]));
  for (const number of [...versions.keys()]) {
    if (!next.pages.some((page) => page.number === number)) {
      versions.delete(number);
      document.querySelector(`figure[data-number="${number}"]`)?.remove();
    }
  }
  if (changed.length) {
    applyZoom(false);
    if (first) {
      room.scrollTo(0, Number(sessionStorage.getItem("top")) || 0);
    } else {
      room.scrollLeft = left;
      room.scrollTop = top;
    }
  }
  tell();
  document.documentElement.dataset.serial = String(next.serial);
}

function show(page, text) {
  let figure = document.querySelector(`figure[data-number="${page.number}"]`);
  if (!figure) {
    figure = make("figure");
    figure.dataset.number = page.number;
    const after = [...$("sheets").children].find((other) => Number(other.dataset.number) > page.number);
    $("sheets").insertBefore(figure, after ?? null);
  }
  const caption = make("figcaption", pageName(page));
  figure.innerHTML = text;
  figure.prepend(caption);
  const svg = figure.querySelector("svg");
  const [, , width, height] = svg.getAttribute("viewBox").split(" ");
  svg.dataset.size = `${width} ${height}`;
  svg.removeAttribute("width");
  svg.removeAttribute("height");
  frame(svg);
  versions.set(page.number, page.version);
}

const pageName = (page) => say(`第 ${page.number} 版 ${page.section}`, `page ${page.number} ${page.section}`).trim();

function tell() {
  const bad = state.broken || state.fault;
  const counts = ["error", "warning", "note"].map((one) => state.diagnostics.filter((d) => d.severity === one).length);
  $("title").textContent = say(`${state.name} 第 ${state.number} 期`, `${state.name} no. ${state.number}`);
  document.title = `${bad || counts[0] ? "● " : ""}${state.number} ${say("预览", "preview")}`;
  const took = `${Math.round(state.seconds * 1000)} ms`;
  $("status").className = bad || counts[0] ? "bad" : "good";
  const old = state.stale.join(say("、", ", "));
  const live = old && !state.fault; // the other files are shown as they are
  $("status").textContent = live
    ? say(`${old} 读不了，照上一次的样子显示`, `${old} cannot be read and is shown as it was`)
    : bad
    ? say("排不出来，显示的是上一次的版面", "broken: the last good pages are shown")
    : say(`已更新 ${took} · 错误 ${counts[0]} 警告 ${counts[1]} 说明 ${counts[2]}`, `set in ${took} · ${counts[0]} errors ${counts[1]} warnings ${counts[2]} notes`);
  document.querySelectorAll("figure").forEach((figure) => figure.classList.toggle("gone", Boolean(bad)));
  banner();
  pageList();
  fits();
  found(counts);
  $("empty").textContent = state.pages.length ? "" : say("还没有版面", "no pages yet");
}

function words(found) {
  const lang = zh ? "zh" : "en";
  return [found.message[lang], found.hint[lang]];
}

const where = (found) => (found.file ? found.file + (found.line ? `:${found.line}:${found.column}` : "") : "");

function banner() {
  const errors = state.diagnostics.filter((found) => found.severity === "error");
  $("banner").hidden = !(state.fault || errors.length);
  if ($("banner").hidden) return;
  const list = make("ul");
  for (const error of errors) {
    const item = make("li");
    const [message, hint] = words(error);
    const link = make("a", where(error));
    link.href = "#";
    link.onclick = (event) => {
      event.preventDefault();
      offer(error);
    };
    item.append(link, ` ${error.code} ${message}`, make("span", hint && `${say("提示", "hint")}：${hint}`, "hint"));
    list.append(item);
  }
  const title = state.fault
    ? say(`程序自身出错：${state.fault}`, `a mistake of our own: ${state.fault}`)
    : state.stale.length
      ? say("有的文件读不了，先照上一次的样子显示，别的稿照常更新", "some files cannot be read and are shown as they were; all others go on")
    : state.broken
      ? say("稿件有错，排不出来；下面是上一次的版面", "the copy has errors; below are the last good pages")
      : state.galleys
        ? say("还拼不成版，先看小样", "no page can be made up yet: here are the galleys")
        : say("版面有错，付印前必须改好", "the pages have errors that must be mended before they go to press");
  $("banner").replaceChildren(make("b", title), list);
}

function pageList() {
  $("pages").replaceChildren(
    ...state.pages.map((page) => {
      const item = make("li");
      const button = make("button", pageName(page));
      button.dataset.number = page.number;
      button.onclick = () => document.querySelector(`figure[data-number="${page.number}"]`).scrollIntoView();
      item.append(button);
      return item;
    }),
  );
  current();
}

function fits() {
  const over = state.fits.filter((one) => one.over).length;
  $("h-fits").replaceChildren(say("合版", "copyfit"), make("span", over ? say(`溢出 ${over} 篇`, `${over} over`) : ""));
  $("fits").replaceChildren(
    ...state.fits.map((one) => {
      const kind = one.over ? "over" : one.characters > 0 ? "short" : "good";
      const item = make("li", "", `fit ${kind}`);
      const said = one.over
        ? say(`+${one.over} 行（删 ${-one.characters} 字）`, `+${one.over} lines (cut ${-one.characters})`)
        : kind === "short"
          ? say(`−${one.short} 行（添 ${one.characters} 字）`, `−${one.short} lines (add ${one.characters})`)
          : one.galley
            ? say(`${one.set} 行`, `${one.set} lines`)
            : say(`合版 ${one.set}/${one.offered}`, `fits ${one.set}/${one.offered}`);
      const gauge = make("div", "", "gauge");
      const whole = one.offered + one.over || 1;
      const bar = make("i");
      bar.style.width = `${(100 * Math.min(one.offered, one.offered - one.short)) / whole}%`;
      gauge.append(bar);
      if (one.over) {
        const past = make("i", "", "past");
        past.style.width = `${Math.max(4, (100 * one.over) / whole)}%`;
        gauge.append(past);
      }
      item.append(make("span", one.page ? `${one.page}·${one.story}` : one.story, "id"), make("span", one.title, "name"), make("span", said, "said"), gauge);
      item.dataset.story = one.story;
      item.title = one.steps.join(" ");
      item.onclick = () => reveal(one.story, one.page);
      return item;
    }),
  );
}

function found(counts) {
  $("h-found").replaceChildren(say("提示", "diagnostics"), make("span", counts.join(" / ")));
  const rank = { error: 0, warning: 1, note: 2 };
  const sorted = [...state.diagnostics].sort((a, b) => rank[a.severity] - rank[b.severity]);
  $("found").replaceChildren(
    ...sorted.map((one) => {
      const [message, hint] = words(one);
      const item = make("li", "", one.severity);
      item.append(make("code", one.code), ` ${message}`, make("span", hint, "hint"), make("span", where(one), "where"));
      item.onclick = () => {
        if (one.story) reveal(one.story);
        offer(one);
      };
      return item;
    }),
  );
}

// From a list to the page: the story's regions light up for a moment.
function reveal(story, number) {
  const scope = number ? document.querySelector(`figure[data-number="${number}"]`) : document;
  const groups = [...(scope ?? document).querySelectorAll(`.print [data-story="${CSS.escape(story)}"]`)];
  if (!groups.length) return;
  const svg = groups[0].ownerSVGElement;
  const boxes = groups.filter((group) => group.ownerSVGElement === svg).map((group) => group.getBBox());
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  rect.setAttribute("x", x - 3);
  rect.setAttribute("y", y - 3);
  rect.setAttribute("width", Math.max(...boxes.map((box) => box.x + box.width)) - x + 6);
  rect.setAttribute("height", Math.max(...boxes.map((box) => box.y + box.height)) - y + 6);
  rect.setAttribute("class", "mark");
  svg.querySelectorAll(".mark").forEach((old) => old.remove());
  svg.append(rect);
  rect.scrollIntoView({ block: rect.getBoundingClientRect().height < $("main").clientHeight ? "center" : "start" });
  setTimeout(() => rect.remove(), 2300);
}

// From the page to the copy: an editor opens at the line, and the place can be copied.
let timer = 0;
function offer(place) {
  if (!place.file) return;
  const spot = where(place);
  const card = $("source");
  const copy = make("button", say("复制", "copy"));
  copy.onclick = async () => {
    await navigator.clipboard.writeText(spot);
    copy.textContent = say("已复制", "copied");
  };
  card.replaceChildren(make("code", spot), copy);
  if (place.address) {
    const open = make("a", say("在编辑器中打开", "open in the editor"));
    open.href = place.address;
    card.append(open);
  }
  card.hidden = false;
  clearTimeout(timer);
  timer = setTimeout(() => (card.hidden = true), 12000);
}

$("sheets").addEventListener("click", async (event) => {
  const line = event.target.closest?.("[data-at]") ?? nearest(event);
  if (!line) return;
  const place = await (await fetch(`/source?at=${encodeURIComponent(line.dataset.at)}`)).json();
  if (!place.file) return;
  offer(place);
  line.classList.remove("flash");
  void line.getBBox();
  line.classList.add("flash");
  if (place.address && !event.altKey) location.href = place.address;
});

// A click between two lines means the one nearest to it.
function nearest(event) {
  const svg = event.target.closest?.("figure svg");
  if (!svg) return null;
  const far = (box) =>
    Math.max(box.left - event.clientX, event.clientX - box.right, 0) +
    Math.max(box.top - event.clientY, event.clientY - box.bottom, 0);
  let best = null;
  let least = 40;
  for (const line of svg.querySelectorAll("[data-at]")) {
    const distance = far(line.getBoundingClientRect());
    if (distance < least) [best, least] = [line, distance];
  }
  return best;
}

// Keys.
const help = () => {
  const keys = [
    ["g", say("网格：栏与基线", "grid: columns and baselines")],
    ["b", say("区块：每块的角色和稿件代号", "boxes: role and story of each region")],
    ["t", say("切口、出血和版心", "trim, bleed and type area")],
    ["f", say("批注：合版、验版意见、溢出、待核", "findings, fits, overset, open marks")],
    ["r", say("阅读顺序", "reading order")],
    ["i", say("灰度：只看黑版的轻重", "gray: weight of black")],
    ["+ −", say("放大、缩小；也可按住 Ctrl 滚动", "zoom; or Ctrl and the wheel")],
    ["0 9", say("适合页宽、适合整版", "fit the width, fit the page")],
    ["1 … 8", say("跳到第几版", "go to that page")],
    ["d", say("明、暗配色", "light or dark")],
    ["Esc", say("关闭", "close")],
  ];
  const list = make("dl");
  for (const [key, word] of keys) {
    const term = make("dt");
    term.append(make("kbd", key));
    list.append(term, make("dd", word));
  }
  const close = make("button", say("关闭", "close"));
  close.onclick = () => $("help").close();
  const click = say(
    "点版面上的任一行：编辑器打开到那一行，右下角给出文件、行、列，可复制；按住 Alt 点则只显示不打开。",
    "Click a line: the editor opens there, and the place is shown to be copied. With Alt it is only shown.",
  );
  $("help").replaceChildren(make("h2", say("按键", "keys")), list, make("p", click), close);
  $("help").showModal();
};
$("ask").onclick = help;
$("in").onclick = () => zoomBy(1.2);
$("out").onclick = () => zoomBy(1 / 1.2);
$("width").onclick = () => fit("width");
$("whole").onclick = () => fit("whole");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || $("help").open) return;
  const overlay = OVERLAYS.find(([key]) => key === event.key.toLowerCase());
  if (overlay) toggle(overlay[1]);
  else if (event.key === "?") help();
  else if (event.key === "+" || event.key === "=") zoomBy(1.2);
  else if (event.key === "-") zoomBy(1 / 1.2);
  else if (event.key === "0") fit("width");
  else if (event.key === "9") fit("whole");
  else if (event.key === "d") theme();
  else if (event.key === "Escape") $("source").hidden = true;
  else if (/^[1-8]$/.test(event.key)) document.querySelector(`figure[data-number="${event.key}"]`)?.scrollIntoView();
  else return;
  event.preventDefault();
});

$("main").addEventListener(
  "wheel",
  (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    zoomBy(event.deltaY < 0 ? 1.1 : 1 / 1.1);
  },
  { passive: false },
);

function theme(name) {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = name ?? ((root.dataset.theme ?? (dark ? "dark" : "light")) === "dark" ? "light" : "dark");
  localStorage.setItem("theme", root.dataset.theme);
}

function current() {
  const middle = $("main").getBoundingClientRect().top + $("main").clientHeight / 2;
  let number = "";
  for (const figure of document.querySelectorAll("figure")) {
    if (figure.getBoundingClientRect().top <= middle) number = figure.dataset.number;
  }
  document.querySelectorAll("#pages button").forEach((one) => one.classList.toggle("current", one.dataset.number === number));
}

$("main").addEventListener("scroll", () => {
  sessionStorage.setItem("top", String($("main").scrollTop));
  requestAnimationFrame(current);
});
new ResizeObserver(() => applyZoom()).observe($("main"));
if (localStorage.getItem("theme")) theme(localStorage.getItem("theme"));
for (const name of (sessionStorage.getItem("overlays") ?? "").split(" ")) {
  if (OVERLAYS.some(([, one]) => one === name)) toggle(name, true);
}

// States come one after another; only the newest matters while one is being shown.
let busy = false;
let waiting = null;
async function take(next) {
  if (next.building) {
    $("status").className = "busy";
    $("status").textContent = say("正在排版……", "setting…");
    return;
  }
  waiting = next;
  if (busy) return;
  busy = true;
  while (waiting) {
    const one = waiting;
    waiting = null;
    try {
      await update(one);
    } catch (error) {
      console.error(error);
    }
  }
  busy = false;
}
const events = new EventSource("/events");
events.onmessage = (event) => take(JSON.parse(event.data));
events.onerror = () => {
  $("status").className = "bad";
  $("status").textContent = say("预览程序已停止", "the preview has stopped");
};
