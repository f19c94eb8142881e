// What is typed stands in the browser's own store and with the server until it is kept, so that a kill loses nothing.

import { desk } from "./store.js";
import { newestOnly, send } from "./wire.js";

const name = (story) => `draft/${desk.state.number}/${story}`;

let served = true; // until the server says that it keeps no drafts
const tellServer = newestOnly(async (story, text) => {
  try {
    await send("/draft", { story, text });
  } catch (error) {
    if (error.status === 404 || error.status === 405) served = false;
  }
});

export function keepDraft({ id, hash }, text) {
  try {
    localStorage.setItem(name(id), JSON.stringify({ hash, text }));
  } catch {
    // a full store: the server has it
  }
  if (served) tellServer(id, text);
}

// The text that was being typed: this browser's own, or what the server heard of it.
export function draft({ id, draft: heard, hash }) {
  const own = localStorage.getItem(name(id));
  if (own) return JSON.parse(own);
  return typeof heard === "string" ? { hash, text: heard } : null;
}

export function forgetDraft(id) {
  localStorage.removeItem(name(id));
}
