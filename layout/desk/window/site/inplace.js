// The head edited on the page itself: a field lies over it, each line of the field a line of the head.

import { frameOf } from "./blocks.js";
import { make } from "./dom.js";
import { act, attempt, standing } from "./doing.js";
import { pixelsAPoint, svgOf } from "./pages.js";
import { mayOrSay } from "./rights.js";
import { block, on, tell } from "./store.js";
import { get } from "./wire.js";
import { say } from "./words.js";

// Where the head of a block stands on the screen, in percent of its frame.
function headBox(one) {
  const svg = svgOf(one.page);
  const frame = frameOf(one.id).getBoundingClientRect();
  const roles = ["headline", "kicker", "deck", "head"];
  const lines = [...svg.querySelectorAll(`.print [data-story="${CSS.escape(one.story)}"]`)]
    .filter((group) => roles.some((role) => (group.dataset.role ?? "").includes(role)))
    .map((group) => group.getBoundingClientRect())
    .filter((box) => box.width && box.top < frame.bottom && box.bottom > frame.top);
  if (!lines.length) return { left: 0, top: 0, width: frame.width, height: Math.min(frame.height, 60) };
  const top = Math.min(...lines.map((box) => box.top));
  const bottom = Math.max(...lines.map((box) => box.bottom));
  return { left: 0, top: top - frame.top, width: frame.width, height: bottom - top };
}

const PARTS = [["kicker", say("引题", "kicker")], ["main", say("主题", "headline")], ["deck", say("副题", "deck")]];

export async function editHead(id) {
  const one = block(id);
  if (!one || !mayOrSay("head") || document.querySelector(".inplace")) return;
  const given = await get(`/story/${encodeURIComponent(one.story)}`).catch(() => null);
  const head = given?.head;
  if (!head) return tell("open", { story: one.story });
  const frame = frameOf(id);
  const box = headBox(one);
  const scale = pixelsAPoint(svgOf(one.page));
  const text = (value) => (Array.isArray(value) ? value.join("\n") : (value ?? ""));
  const fields = PARTS.map(([name, words]) => make("textarea", {
    value: text(head[name]), "aria-label": words, placeholder: words, rows: Math.max(1, text(head[name]).split("\n").length),
    class: name, spellcheck: "false", data: { part: name },
  }));
  const form = make("div", { class: "inplace", role: "group", "aria-label": say("改题目：回车存，Esc 不改", "edit the head: Enter keeps, Esc does not") }, ...fields,
    make("span", { class: "hint" }, say("回车存 · Shift+回车分行 · Esc 不改", "Enter keeps · Shift+Enter new line · Esc")));
  form.style.top = `${Math.max(0, box.top)}px`;
  form.style.setProperty("--size", `${Math.max(15, Math.min(30, scale * (one.head?.size ? one.head.size : 24)))}px`);
  frame.append(form);
  frame.classList.add("editing");
  const command = () => {
    const [kicker, main, deck] = fields.map((field) => field.value);
    return { do: "head", story: one.story, kicker, main: main.split("\n").map((line) => line.trim()).filter(Boolean), deck };
  };
  const before = JSON.stringify(command());
  let over = false;
  const finish = async (keep) => {
    if (over) return;
    over = true;
    form.remove();
    frame.classList.remove("editing");
    if (keep && JSON.stringify(command()) !== before) await act(command());
    else await standing();
    frameOf(id)?.focus({ preventScroll: true });
  };
  form.addEventListener("input", () => {
    for (const field of fields) field.rows = Math.max(1, field.value.split("\n").length);
    attempt({ ...command(), still: () => !over }, (answer) => answer && tell("tried", answer));
  });
  form.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.isComposing) return;
    if (event.key === "Escape") finish(false);
    else if (event.key === "Enter" && !event.shiftKey) finish(true);
    else return;
    event.preventDefault();
  });
  form.addEventListener("focusout", (event) => !form.contains(event.relatedTarget) && finish(true));
  form.addEventListener("pointerdown", (event) => event.stopPropagation());
  fields[1].focus();
  fields[1].select();
}

on("edit head", editHead);
