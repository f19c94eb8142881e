// The list of the stories: by page, and the store of those that are on none; each with how it fits and who has it.

import { button, make } from "./dom.js";
import { act } from "./doing.js";
import { choose } from "./blocks.js";
import { bar } from "./gauge.js";
import { cellAt, ready } from "./grid.js";
import { figureOf, pointOn, reveal } from "./pages.js";
import { panel, rows } from "./panels.js";
import { canDo } from "./rights.js";
import { blocksOf, canWrite, desk, fitsOf, holderOf, mine, note, tell } from "./store.js";
import { KINDS, READINGS, fitKind, fitShort, fitWords, say, told } from "./words.js";

function show(one) {
  const number = one.page || fitsOf(one.id)[0]?.page || 0;
  reveal(one.id, number);
  const block = blocksOf(number).find((each) => each.story === one.id);
  if (block) choose(block.id);
  tell("open", { story: one.id, focus: false });
}

function row(one) {
  const fits = fitsOf(one.id);
  const fit = fits.find((each) => each.over) ?? fits[0];
  const holder = holderOf(one.id);
  const signed = Object.keys(one.signed ?? {});
  const title = one.title || say("（无题）", "(no head)");
  const item = make("li", {
    class: `story fit ${fitKind(fit)}`, tabindex: "0", data: { row: one.id, story: one.id }, onclick: () => show(one),
    "aria-label": `${one.id} ${title} ${KINDS[one.kind] ?? ""} ${fitWords(fit)} ${holder ? holder.name : ""}`,
    "aria-current": String(desk.story === one.id),
  },
    make("span", { class: "id" }, one.id),
    make("span", { class: "name" }, title),
    make("span", { class: "said" }, fit ? fitShort(fit) : one.held ? say("暂存", "held") : say(`${one.characters} 字`, `${one.characters} chars`)),
    fit ? bar(fit) : null,
    holder || signed.length
      ? make("span", { class: "more" },
          holder ? make("b", { class: mine(holder) ? "holder own" : "holder" }, holder.name) : null, signed.length ? ` ${signed.map((role) => READINGS[role] ?? role).join(say(" ", ", "))}` : "")
      : null,
  );
  if (canDo("place") && !one.page) takesHold(item, one);
  return item;
}

// A story of the store is drawn onto a page, or put on the page in view with a button.
function takesHold(item, one) {
  item.classList.add("loose");
  const page = () => desk.current || desk.state.pages[0]?.number || 1;
  const put = button(say("上版", "place"), (event) => {
    event.stopPropagation();
    act({ do: "place", story: one.id, page: page() }).then((answer) => answer && choose(one.id, { focus: true }));
  }, { class: "small", title: say("放上正在看的一版，由系统找位置", "place on the page in view; room is found") });
  item.append(put);
  item.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.target === put) return;
    const start = [event.clientX, event.clientY];
    let ghost = null;
    const move = (next) => {
      if (!ghost && Math.hypot(next.clientX - start[0], next.clientY - start[1]) > 6) {
        ghost = make("div", { class: "carried" }, `${one.id} ${one.title}`);
        document.body.append(ghost);
        document.body.classList.add("dragging");
      }
      if (ghost) Object.assign(ghost.style, { left: `${next.clientX + 8}px`, top: `${next.clientY + 8}px` });
    };
    const drop = (last) => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", drop);
      document.body.classList.remove("dragging");
      if (!ghost) return;
      ghost.remove();
      item.addEventListener("click", (click) => click.stopImmediatePropagation(), { capture: true, once: true });
      placeAt(one, last);
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", drop);
    event.preventDefault();
  });
}

function placeAt(one, event) {
  const over = document.elementsFromPoint(event.clientX, event.clientY);
  const paper = over.map((node) => node.closest?.(".paper")).find(Boolean);
  const page = over.map((node) => node.closest?.("[data-page-button]")).find(Boolean);
  if (page) return act({ do: "place", story: one.id, page: Number(page.dataset.pageButton) });
  if (!paper || !ready()) return null;
  const number = Number(paper.parentElement.dataset.number);
  if (!blocksOf(number).length && !figureOf(number)) return null;
  const at = cellAt(number, ...pointOn(paper.querySelector("svg.sheet"), event));
  return act({ do: "place", story: one.id, page: number, at }).then((answer) => {
    if (answer) note(say(`${one.id} 已上第 ${number} 版`, `${one.id} is on page ${number}`), "good");
  });
}

function draw(room) {
  const { state } = desk;
  const parts = [];
  const stories = state.stories ?? [];
  for (const page of state.pages) {
    const own = stories.filter((one) => one.page === page.number);
    if (!own.length) continue;
    parts.push(make("h3", {}, say(`第 ${page.number} 版　${told(page.section)}`, `page ${page.number}  ${told(page.section)}`)), rows(own.map(row)));
  }
  const loose = stories.filter((one) => !one.page);
  if (loose.length || canWrite()) {
    parts.push(make("h3", { class: "store" }, say("稿库（没有上版）", "the store (on no page)"), make("span", {}, String(loose.length || ""))));
    parts.push(loose.length ? rows(loose.map(row)) : make("p", { class: "soft" }, say("拖一块到这里就撤下版来", "draw a block here to take it off its page")));
  }
  if (canDo("import")) parts.push(button(say("来稿…", "bring copy in…"), () => tell("bring in"), { class: "wide" }));
  room.replaceChildren(...parts);
}

panel({
  of: () => [desk.state.pages.map(({ number, section }) => [number, section]), desk.state.stories, desk.state.fits, desk.state.holders, desk.story, desk.me, desk.mode],
  id: "stories", name: say("稿件", "stories"), key: "Alt-1", draw, on: ["state", "opened", "closed"],
  count: () => desk.state.fits.filter((one) => one.over).length || "",
});
