// Commands on their way: what is done is shown from the answer, what is refused is said in words.

import { glyphsHeld } from "./outlines.js";
import { showParts, have, pageNumbers } from "./pages.js";
import { announce, desk, goesAhead, note, tell } from "./store.js";
import { awaits } from "./rest.js";
import { inTurn, newestOnly, Refused, get, send } from "./wire.js";
import { say, told } from "./words.js";

const tried = new Set(); // pages that show a try and not what stands

const shape = (command) => ({ ...command, have: have(), glyphs: glyphsHeld() });

function take(answer) {
  for (const name of ["fits", "diagnostics", "files", "dummy", "stories", "undo", "redo", "grid"]) {
    if (answer[name] !== undefined) desk.state[name] = answer[name];
  }
  if (answer.serial !== undefined) awaits(answer.serial);
  tell("state", desk.state);
}

// The blocks of an answer, page by page in one list; an answer to a try leaves out what is as it stands.
export const blocksIn = (answer) => (answer?.dummy ?? desk.state.dummy ?? []).flatMap((page) => page.blocks);

// Does a command; returns the answer, or null where it was refused (and said).
export function act(command, { quiet = false } = {}) {
  trying.forget(); // what waits to be tried is overtaken
  const there = goesAhead(command);
  return inTurn(async () => {
    // The solver may take some seconds: that it works must be seen.
    const slow = setTimeout(() => tell("working", true), 400);
    try {
      const asked = shape(command);
      const answer = await send("/do", asked);
      await showParts(answer.pages, answer, asked.have);
      for (const number of Object.keys(answer.pages ?? {})) tried.delete(Number(number));
      await standing();
      there();
      take(answer);
      tell("done", { command, answer });
      if (!quiet && answer.entry) {
        const done = say(`已做：${told(answer.entry.what)}`, `done: ${told(answer.entry.what)}`);
        // What the solver made of a wish may be other than was drawn: that must be seen.
        (answer.entry.solved ? note : announce)(done);
      }
      return answer;
    } catch (error) {
      there();
      await standing();
      return refused(error, command);
    } finally {
      clearTimeout(slow);
      tell("working", false);
    }
  });
}

// Why a command was not done; a conflict is shown side by side and may be done over what stands.
function refused(error, command) {
  if (error instanceof Refused && error.answer.error === "conflict") tell("conflict", { command, files: error.answer.files });
  else if (error instanceof Refused && error.answer.error === "sign_in") tell("sign in", error.answer);
  else if (error instanceof Refused) tell("refused", { command, answer: error.answer });
  else tell("offline", { command, error });
  return null;
}

// Shows what a command would make, without doing it; `seen` hears the answer. Only the newest try is asked for.
const trying = newestOnly(async (command, seen) => {
  let answer;
  const asked = shape(command);
  try {
    answer = await send("/try", asked);
  } catch (error) {
    if (error instanceof Refused) {
      if (error.status !== 503 && error.status !== 429) seen?.(null, error.answer);
      return;
    }
    throw error;
  }
  if (command.still && !command.still()) return;
  // A try that comes after another answer has changed its pages is late: it is not shown.
  const late = Object.keys(answer.pages ?? {}).some((number) => asked.have[number] !== have()[number]);
  if (late) return;
  for (const number of Object.keys(answer.pages ?? {})) tried.add(Number(number));
  await showParts(answer.pages, answer, asked.have);
  seen?.(answer, null);
});

export function attempt(command, seen) {
  return trying(command, seen);
}

// Puts what stands back on pages that show a try: the frames at once, so that they can be taken hold of again, then the
// pages.
export async function standing() {
  const pages = [...tried];
  tried.clear();
  tell("standing");
  for (const number of pages) {
    if (!pageNumbers().includes(number)) continue;
    try {
      const base = have();
      await showParts({ [number]: await get(`/page/${number}/parts?since=${base[number]}`) }, {}, base);
    } catch (error) {
      tell("failed", error);
    }
  }
}

// The pages that show a try.
export const triedPages = () => new Set(tried);

export function sayRefusal({ answer }) {
  const words = told(answer.message) || say(`没有做成：${answer.error ?? ""}`, `not done: ${answer.error ?? ""}`);
  const more = (answer.diagnostics ?? []).slice(0, 3).map((one) => told(one.message));
  note([words, ...more].filter(Boolean).join(" "), "bad");
}
