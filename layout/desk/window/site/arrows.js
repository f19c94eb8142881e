// The keyboard on the page: arrow keys move, with Shift the lower right edges follow, with Alt the upper left ones.

import { drawBlocks, frameOf } from "./blocks.js";
import { act, attempt, blocksIn, standing } from "./doing.js";
import { kept } from "./grid.js";
import { stretched, wantedPhoto } from "./hand.js";
import { begun } from "./rest.js";
import { canDo } from "./rights.js";
import { announce, block, desk, on } from "./store.js";
import { fitWords, say } from "./words.js";

const PAUSE = 900; // ms after the last key before the place is kept
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

let pending = null; // {one, command, timer}

// The block as the keys have moved it so far.
function now() {
  const one = block(desk.block);
  if (!one) return null;
  if (pending?.one.id !== one.id) return one;
  const { at, size } = pending.command;
  if (desk.photo >= 0) {
    const photos = one.photos.map((each) => (each.photo === desk.photo ? { ...each, at, size } : each));
    return { ...one, photos };
  }
  return { ...one, at, size };
}

function command(one, event) {
  const far = event.ctrlKey || event.metaKey ? 5 : 1;
  const [columns, rows] = [STEPS[event.key][0], STEPS[event.key][1] * far];
  let side = "";
  if (event.shiftKey) side = columns ? "e" : "s";
  if (event.altKey) side = columns ? "w" : "n";
  if (desk.photo >= 0) return wantedPhoto(one, desk.photo, side, columns, rows);
  if (side) return { do: "move", block: one.id, ...stretched(one.page, one.at, one.size, side, columns, rows) };
  return { do: "move", block: one.id, ...kept(one.page, [one.at[0] + columns, one.at[1] + rows], one.size) };
}

// Takes an arrow key for the chosen block or picture; true where it was one.
export function arrow(event) {
  if (!STEPS[event.key] || !canDo(desk.photo >= 0 ? "picture" : "move")) return false;
  const one = now();
  if (!one) return false;
  const next = command(one, event);
  clearTimeout(pending?.timer);
  pending?.ended();
  pending = { one, command: next, timer: setTimeout(keep, PAUSE), photo: desk.photo, ended: begun() };
  const own = pending;
  attempt({ ...next, still: () => pending?.one.id === own.one.id }, (answer, refusal) => {
    if (refusal || !answer || pending?.one.id !== own.one.id) return;
    for (const page of new Set(blocksIn(answer).map((each) => each.page))) {
      drawBlocks(page, blocksIn(answer).filter((each) => each.page === page));
    }
    const tried = blocksIn(answer).find((each) => each.id === own.one.id);
    if (!tried) return;
    const [column, row] = own.command.at;
    const [wide, deep] = own.command.size;
    announce(say(`第 ${column} 栏第 ${row} 行，${wide} 栏 ${deep} 行，${fitWords(tried.fit)}`, `column ${column} row ${row}, ${wide} by ${deep}, ${fitWords(tried.fit)}`));
  });
  return true;
}

// Keeps what the keys have done.
export async function keep() {
  const own = pending;
  if (!own) return false;
  clearTimeout(own.timer);
  pending = null;
  const had = frameOf(own.one.id)?.contains(document.activeElement);
  const done = act(own.command);
  own.ended();
  await done;
  if (had) frameOf(own.one.id)?.focus({ preventScroll: true });
  return true;
}

export async function forget() {
  if (!pending) return false;
  clearTimeout(pending.timer);
  pending.ended();
  pending = null;
  await standing();
  return true;
}

on("leaving", keep);
