// A picture's crop and focus: the whole picture, a frame that is drawn with the mouse or the arrow keys.

import { button, clamp, dialogue, make } from "./dom.js";
import { act } from "./doing.js";
import { mayOrSay } from "./rights.js";
import { block, note, story } from "./store.js";
import { say } from "./words.js";

const WHOLE = 10_000;
const LEAST = 500; // no side of a crop is under a twentieth
const STEP = 100;

export function cropDialogue(id, number = 0) {
  const one = block(id);
  const photo = story(one?.story)?.photos?.[number];
  if (!photo || !mayOrSay("picture")) return;
  if (!photo.file) return void note(say("这幅图片还没有文件", "this picture has no file yet"));
  if (/\.(svg|pdf)$/i.test(photo.file)) return void note(say("画稿和 PDF 整幅排，不裁", "drawings and PDFs are set whole"));
  // [left, top, right, bottom] in 1/10000 of the picture, and the point that must stay in view.
  let crop = [...(photo.crop ?? [0, 0, WHOLE, WHOLE])];
  let focus = photo.focus ? [...photo.focus] : null;
  const picture = make("img", { src: `/photo/${encodeURIComponent(one.story)}/${number}`, alt: photo.caption ?? "", draggable: "false" });
  const frame = make("div", { class: "crop", tabindex: "0", role: "group" });
  for (const side of ["n", "e", "s", "w", "ne", "se", "sw", "nw"]) frame.append(make("i", { class: `handle ${side}`, data: { side } }));
  const spot = make("div", { class: "focus-spot", "aria-hidden": "true" });
  const room = make("div", { class: "crop-room" }, picture, frame, spot);
  const said = make("output", {});
  const draw = () => {
    const [left, top, right, bottom] = crop.map((value) => value / 100);
    Object.assign(frame.style, { left: `${left}%`, top: `${top}%`, width: `${right - left}%`, height: `${bottom - top}%` });
    spot.hidden = !focus;
    if (focus) Object.assign(spot.style, { left: `${focus[0] / 100}%`, top: `${focus[1] / 100}%` });
    const words = say(
      `左 ${left.toFixed(0)}%　上 ${top.toFixed(0)}%　右 ${(100 - right).toFixed(0)}%　下 ${(100 - bottom).toFixed(0)}% 裁去`,
      `cut: left ${left.toFixed(0)}% top ${top.toFixed(0)}% right ${(100 - right).toFixed(0)}% bottom ${(100 - bottom).toFixed(0)}%`,
    );
    said.textContent = words;
    frame.setAttribute("aria-label", say(`裁切框。${words}。方向键移动，Shift 改右下边，Alt 改左上边`, `crop. ${words}. arrows move, Shift right and lower edge, Alt left and upper edge`));
  };
  const change = (side, dx, dy, from = crop) => {
    let [left, top, right, bottom] = from;
    if (!side) {
      const x = clamp(dx, -left, WHOLE - right);
      const y = clamp(dy, -top, WHOLE - bottom);
      crop = [left + x, top + y, right + x, bottom + y];
    } else {
      if (side.includes("w")) left = clamp(left + dx, 0, right - LEAST);
      if (side.includes("e")) right = clamp(right + dx, left + LEAST, WHOLE);
      if (side.includes("n")) top = clamp(top + dy, 0, bottom - LEAST);
      if (side.includes("s")) bottom = clamp(bottom + dy, top + LEAST, WHOLE);
      crop = [left, top, right, bottom];
    }
    crop = crop.map(Math.round);
    draw();
  };
  frame.addEventListener("pointerdown", (event) => {
    const side = event.target.dataset.side ?? "";
    const start = [event.clientX, event.clientY];
    const box = picture.getBoundingClientRect();
    const from = [...crop];
    frame.setPointerCapture(event.pointerId);
    const move = (next) => change(side, ((next.clientX - start[0]) / box.width) * WHOLE, ((next.clientY - start[1]) / box.height) * WHOLE, from);
    frame.addEventListener("pointermove", move);
    frame.addEventListener("pointerup", () => frame.removeEventListener("pointermove", move), { once: true });
  });
  room.addEventListener("dblclick", (event) => {
    const box = picture.getBoundingClientRect();
    focus = [event.clientX - box.left, event.clientY - box.top].map((value, at) => Math.round((value / [box.width, box.height][at]) * WHOLE));
    draw();
  });
  frame.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const side = event.shiftKey ? (step[0] ? "e" : "s") : event.altKey ? (step[0] ? "w" : "n") : "";
    change(side, ...step);
  });
  const keep = (given) => {
    box.close();
    return act({ do: "picture", block: id, photo: number, ...given });
  };
  const box = dialogue(say(`裁切：${photo.caption || one.story}`, `crop: ${photo.caption || one.story}`), { id: "crop", class: "large" }, room,
    make("p", { class: "soft" }, said, say("　双击定主体：框变了形，主体也留在画面里", "  double click: the point that stays in view")),
    make("menu", {},
      button(say("不裁", "whole"), () => keep({ crop: null })),
      button(say("取消", "cancel"), () => box.close()),
      button(say("用这个框", "use it"), () => keep({ ...(crop.join() === `0,0,${WHOLE},${WHOLE}` ? { crop: null } : { crop }), ...(focus ? { focus } : {}) }), { class: "main" })));
  draw();
  frame.focus();
}
