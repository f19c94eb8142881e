// Everything that can be done in the window: one list with names and keys, for menu, palette and keyboard alike.

import { whyNot } from "./rights.js";
import { note } from "./store.js";
import { say } from "./words.js";

const commands = [];

// command({id, key, zh, en, py, group, when, does, run}): `does` is the word that the server knows it by, `py` are the initials of the Chinese name's pinyin, for the palette.
export function command(given) {
  commands.push({ when: () => true, py: "", keys: [], hidden: false, ...given, keys: [given.key, ...(given.also ?? [])].filter(Boolean) });
}

export const all = () => commands;
export const possible = () => commands.filter((one) => !one.hidden && one.when());
export const nameOf = (one) => say(one.zh, one.en);
export const byId = (id) => commands.find((one) => one.id === id);

export function run(id) {
  const one = byId(id);
  return one?.when() ? start(one) : undefined;
}

// Runs a command, or says whose it is.
export function start(one) {
  const why = barred(one);
  return why ? note(why, "bad") : one.run();
}

// Why a command is not one's own: empty where it is.
export const barred = (one) => whyNot(one.does);

const SHOWN = { ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→", Enter: "↵", Escape: "Esc", Delete: "Del", " ": "␣" };
export const keyWords = (key) => (key ?? "").split("-").map((part) => SHOWN[part] ?? (part.length === 1 ? part.toUpperCase() : part)).join(" ");

// The name of a pressed key in the form that commands are written with: Ctrl-Shift-z, Alt-1, g, ?.
export function pressed(event) {
  let key = event.key;
  const letter = key.length === 1;
  const marks = [];
  if (event.ctrlKey || event.metaKey) marks.push("Ctrl");
  if (event.altKey) marks.push("Alt");
  if (event.altKey && /^Digit\d$/.test(event.code)) key = event.code.slice(5);
  if (event.shiftKey && (!letter || /[a-z]/i.test(key))) marks.push("Shift");
  if (event.shiftKey && /^Digit\d$/.test(event.code) && !event.ctrlKey) {
    marks.push("Shift");
    key = event.code.slice(5);
  }
  return [...new Set(marks), letter ? key.toLowerCase() : key].join("-");
}

// The command of a pressed key; inside text only those with Ctrl, Alt or a function key.
export function commandOf(event, inText) {
  const key = pressed(event);
  if (inText && !/^(Ctrl|Alt)-|^F\d+$/.test(key)) return null;
  return commands.find((one) => one.keys.includes(key) && !(inText && one.plain) && one.when()) ?? null;
}

// Search as one types: all words must be somewhere in the name, the initials or the id.
export function search(words) {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return possible()
    .map((one) => {
      const texts = [one.zh, one.en.toLowerCase(), one.py, one.id];
      const scores = wanted.map((word) => Math.max(...texts.map((text, at) => score(text, word) - at * 0.01)));
      return { one, points: scores.length ? Math.min(...scores) : 1 };
    })
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points)
    .map(({ one }) => one);
}

function score(text, word) {
  if (!text) return -1;
  if (text.startsWith(word)) return 3;
  if (text.includes(word)) return 2;
  let at = 0;
  for (const letter of text) if (letter === word[at]) at += 1;
  return at === word.length ? 1 : -1;
}
