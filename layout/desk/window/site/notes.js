// What the window says: notes that go by themselves, the live region for screen readers, and what went wrong.

import { $, button, make } from "./dom.js";
import { sayRefusal } from "./doing.js";
import { on } from "./store.js";
import { Away } from "./wire.js";
import { say } from "./words.js";

const STAYS = { plain: 6000, good: 4000, bad: 14000 };

function show({ words, kind, actions }) {
  if (!words) return;
  for (const same of $("notes").children) if (same.dataset.words === words) same.remove();
  const note = make("div", { class: `toast ${kind}`, role: kind === "bad" ? "alert" : "status", data: { words } }, make("span", {}, words));
  for (const [name, press] of actions) note.append(button(name, () => {
    note.remove();
    press();
  }, { class: "small" }));
  note.append(button("×", () => note.remove(), { class: "quiet", "aria-label": say("关闭", "close") }));
  $("notes").append(note);
  while ($("notes").children.length > 4) $("notes").firstChild.remove();
  setTimeout(() => note.remove(), STAYS[kind] ?? 6000);
}

let last = 0;
function read(words) {
  const line = make("p", {}, words);
  $("live").append(line);
  clearTimeout(last);
  last = setTimeout(() => $("live").replaceChildren(), 5000);
}

export const clearNotes = () => $("notes").replaceChildren();

on("note", show);
on("announce", read);
on("refused", (given) => !["held", "locked"].includes(given.answer.error) && sayRefusal(given));
// Our own mistakes say so: whoever sits here must not take a page for whole that is not.
on("failed", failed);
window.addEventListener("error", (event) => event.error && failed(event.error));
window.addEventListener("unhandledrejection", (event) => failed(event.reason));
function failed(error) {
  if (error instanceof Away) return; // the foot says so
  console.error(error);
  show({ words: say(`窗口自身出错：${error?.message ?? error}。写下的都留着；重新载入以后接着做`, `a mistake of our own: ${error?.message ?? error}. What was written is kept; load the page again and go on`), kind: "bad", actions: [[say("重新载入", "load again"), () => location.reload()]] });
}
on("offline", () => show({ words: say("和排版台的联系断了；文字留在这里，接上以后再存", "the desk cannot be reached; the text stays here and is saved when it can"), kind: "bad", actions: [] }));
