// The head of a block in another size, other lines, with or without its deck: every setting with how the copy fits then;
// and fields for what stands between two settings.

import { act, attempt, blocksIn, standing } from "./doing.js";
import { button, dialogue, make } from "./dom.js";
import { gridOf } from "./grid.js";
import { whyNot } from "./rights.js";
import { announce, block, note } from "./store.js";
import { get } from "./wire.js";
import { fitKind, fitWords, say, told } from "./words.js";

const words = (one) =>
  say(`${one.head.lines} 行 ${one.head.size} 磅，占 ${one.rows} 行`, `${one.head.lines} lines at ${one.head.size} pt, ${one.rows} rows`);

// Walked with the arrows, each is tried on the page; Enter takes it.
export async function headDialogue(id) {
  const one = block(id);
  if (!one) return;
  const given = await get(`/block/${encodeURIComponent(id)}/heads`).catch(() => null);
  const heads = given?.heads ?? [];
  if (!heads.length) return note(say("这一块的题目没有别的排法", "this head can be set in no other way"), "bad");
  const list = make("ul", { class: "rows heads", role: "listbox", "aria-label": say("题目的排法", "settings of the head") });
  const take = async (head) => {
    box.close("taken");
    await act({ do: "shape", block: id, head });
  };
  const show = (entry) => {
    announce(`${words(entry)} ${fitWords(fitOf(entry))}`);
    attempt({ do: "shape", block: id, head: entry.head, still: () => box.open }, () => {});
  };
  list.append(...heads.map((entry, at) => row(one, entry, at, { take, show })));
  const box = dialogue(say(`${id}：题目的排法`, `${id}: settings of the head`), { id: "heads" }, fields(one, () => box.open, take), list,
    make("menu", {}, button(say("照现在的", "as it is"), () => box.close())));
  // Beside the block, not over it: what is tried must be seen.
  box.classList.add(2 * one.at[0] + one.size[0] > gridOf(one.page).columns ? "left" : "right");
  box.addEventListener("close", async () => {
    if (box.returnValue === "taken") return;
    await standing();
  });
  list.firstElementChild.focus();
}

const ALIGN = [["", say("照本社", "as the house")], ["left", say("顶左", "flush left")], ["center", say("居中", "centred")]];

// Size, lines, rows and place of the head as figures; what is typed is tried on the page at once, and the fit said.
function fields(one, open, take) {
  const { head } = one;
  const figure = (name, value, most, step) => make("input", {
    type: "number", name, min: "0", max: String(most), step: String(step), value: value ? String(value) : "", placeholder: say("自动", "auto"),
  });
  const size = figure("size", head.size, 120, 1);
  const lines = figure("lines", head.lines, 4, 1);
  const rows = figure("rows", head.rows, 60, 1);
  const align = make("select", { name: "align" }, ...ALIGN.map(([value, words]) => make("option", { value, selected: value === head.align }, words)));
  const said = make("output", { class: "said" }, fitWords(one.fit));
  const wanted = () => ({ size: Number(size.value), lines: Number(lines.value), rows: Number(rows.value), align: align.value });
  const form = make("form", { method: "dialog", class: "fields" },
    make("label", {}, make("span", {}, say("字号（磅）", "size (pt)")), size), make("label", {}, make("span", {}, say("行数", "lines")), lines),
    make("label", {}, make("span", {}, say("占几行", "rows")), rows), make("label", {}, make("span", {}, say("对齐", "place")), align),
    said, make("button", { class: "small", disabled: Boolean(whyNot("shape")), title: whyNot("shape") || null }, say("用这个", "use it")));
  form.addEventListener("input", () => attempt({ do: "shape", block: one.id, head: wanted(), still: open }, (answer, refusal) => {
    const fit = blocksIn(answer).find((each) => each.id === one.id)?.fit ?? null;
    said.className = `said fit ${refusal ? "over" : fitKind(fit)}`;
    said.textContent = refusal ? told(refusal.message) : fitWords(fit);
    announce(said.textContent);
  }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    take(wanted());
  });
  return form;
}

const fitOf = (entry) => ({ over: entry.over, short: entry.short, characters: entry.characters, set: "", offered: "" });

function row(one, entry, at, { take, show }) {
  const now = one.head.lines === entry.head.lines && one.head.size === entry.head.size && one.head.deck === entry.head.deck;
  const said = entry.over || entry.characters > 0 ? fitWords(fitOf(entry)) : say("合版", "fits");
  const item = make("li", { tabindex: "0", role: "option", data: { row: `head${at}` }, "aria-selected": String(now), title: whyNot("shape") || null, onclick: () => take(entry.head), onfocus: () => show(entry) },
    make("div", { class: "heading" }, entry.text.join(" / ")),
    make("div", { class: `fit ${fitKind(fitOf(entry))}` }, make("span", {}, words(entry), entry.head.deck ? "" : say("，去副题", ", no deck"), now ? say("（现在）", " (as it is)") : ""),
      make("span", { class: "said" }, said), make("span", { class: "soft" }, entry.remarks.join(" "))));
  item.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const all = [...item.parentElement.children];
    if (step) all[(all.indexOf(item) + step + all.length) % all.length].focus();
    else if (event.key === "Enter") take(entry.head);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return item;
}
