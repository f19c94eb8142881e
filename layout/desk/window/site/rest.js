// Whether the window is at rest: all that was asked of the server is answered and shown, all that a hand or a keyboard
// did is kept. The pages say it themselves (aria-busy), to screen readers and to programs that drive the window.

import { $ } from "./dom.js";

let works = 0; // that have begun and not ended
let due = 0; // the newest making that an answer told of
let drawn = 0; // the newest one that is shown whole

function mark() {
  const busy = String(works > 0 || drawn < due);
  if ($("main").getAttribute("aria-busy") !== busy) $("main").setAttribute("aria-busy", busy);
}

// Counts a piece of work from now on; what is returned ends it.
export function begun() {
  let over = false;
  works += 1;
  mark();
  return () => {
    if (over) return;
    over = true;
    works -= 1;
    mark();
  };
}

export async function during(work) {
  const ended = begun();
  try {
    return await work();
  } finally {
    ended();
  }
}

// A making that an answer told of comes as a state as well, and is shown then; a new run of the server counts anew.
export function awaits(serial) {
  due = Math.max(due, serial);
  mark();
}

export function shows(serial, { anew = false } = {}) {
  drawn = serial;
  if (anew) due = serial;
  mark();
}

// A press that a redraw cuts off in its middle would be lost: what was pressed must still be there when it is let go.
// A room that is pressed is drawn when the press is over.
let pressed = null;
const waiting = new Map();

export function unlessPressed(room, draw) {
  if (pressed && room.contains(pressed)) waiting.set(room, draw);
  else draw();
}

export function watchPresses() {
  const over = () => setTimeout(() => {
    pressed = null;
    const draws = [...waiting.values()];
    waiting.clear();
    for (const draw of draws) draw();
  });
  window.addEventListener("pointerdown", (event) => (pressed = event.target), { capture: true });
  window.addEventListener("pointerup", over, { capture: true });
  window.addEventListener("pointercancel", over, { capture: true });
}
