// What is typed stands in the browser's own store and with the server until it is kept, so that a kill loses nothing.

import { desk } from "./store.js";
import { newestOnly, send } from "./wire.js";

const name = (story) => `draft/${desk.state.number}/${story}`;

const tellServer = newestOnly(async (story, given) => {
  try {
    await send("/draft", { story, ...given });
  } catch (error) {
    if (!error.status) return; // away: this browser's own store has it
    throw error;
  }
});

export function keepDraft({ id, hash }, text) {
  const given = { hash, text, at: Date.now() };
  try {
    localStorage.setItem(name(id), JSON.stringify(given));
  } catch {
    // a full store: the server has it
  }
  tellServer(id, given);
}

// The text that was being typed: this browser's own, or what the server heard of it, whichever is newer; `hash` is that
// of the file that it may be put over without asking.
export function draft({ id, draft: heard, hash }) {
  const own = JSON.parse(localStorage.getItem(name(id)) ?? "null");
  if (!heard) return own;
  const there = { text: heard.text, at: Date.parse(heard.when), hash: heard.current ? hash : "" };
  // The desk's clock tells seconds: of the same second the browser's own is the newer one.
  return own && own.at >= there.at - 1000 ? own : there;
}

// What was typed is written, or is not wanted any more.
export function forgetDraft(id, { everywhere = false } = {}) {
  localStorage.removeItem(name(id));
  if (everywhere) send("/draft", { story: id, text: null }).catch(() => {});
}
