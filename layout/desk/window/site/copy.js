// The copy beside the page: one story in CodeMirror, live on the page while one types, kept at every short pause.

import { Annotation, Compartment, EditorState, Transaction } from "@codemirror/state";
import { EditorView, drawSelection, highlightActiveLine, highlightSpecialChars, keymap } from "@codemirror/view";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { $, button, make } from "./dom.js";
import { act, attempt } from "./doing.js";
import { draft, forgetDraft, keepDraft } from "./drafts.js";
import { faults, fixHere, next, takeFindings, underlineAgain } from "./faults.js";
import { drawFields } from "./fields.js";
import { charactersOf, drawGauge } from "./gauge.js";
import { foldHead, frontMatter, headFold, marks, overMarks, placeIn, setOver } from "./marks.js";
import { phrases } from "./phrases.js";
import { begun } from "./rest.js";
import { canDo, may, whyNot } from "./rights.js";
import { announce, canWrite, desk, holderOf, mine, note, on, story as storyOf, tell } from "./store.js";
import { get } from "./wire.js";
import { say } from "./words.js";

const PAUSE = 400;
const PATIENCE = 1500; // ms of typing without a pause after which the copy is kept all the same

let view = null;
let open = null; // {id, file, hash, dirty, timer, since, sending, held, work}
let asked = 0; // stories that were asked for: only the last one is opened
const fixed = new Compartment();
const remote = Annotation.define();

export const editor = () => view;
export const openStory = () => open?.id ?? "";
const text = () => view.state.doc.toString();

function extensions() {
  return [
    history(), drawSelection(), highlightSpecialChars(), highlightActiveLine(), EditorView.lineWrapping,
    highlightSelectionMatches(), search({ top: true }), phrases, marks, headFold, overMarks, faults(() => open?.id ?? ""),
    fixed.of([]),
    keymap.of([
      { key: "Ctrl-.", run: (one) => fixHere(one, open.id) },
      { key: "F8", run: next },
      { key: "Escape", run: () => (closeCopy(), true) },
      { key: "Mod-s", run: () => (keepCopy(), true) },
      ...searchKeymap, ...historyKeymap, ...defaultKeymap,
    ]),
    EditorView.contentAttributes.of({ "aria-label": say("稿件正文", "the story's copy"), spellcheck: "false" }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged && !update.transactions.some((one) => one.annotation(remote))) changed();
    }),
  ];
}

// Opens a story; `at` is a line of the page ("story field paragraph offset") or {line, column}.
export async function openCopy({ story, at = "", focus = true }) {
  if (open?.id === story) return at ? goTo(at, focus) : focus && view.focus();
  asked += 1;
  const own = asked;
  await closeCopy({ keep: true });
  let given;
  try {
    given = await get(`/story/${encodeURIComponent(story)}`);
  } catch (error) {
    return tell("failed", error);
  }
  if (own !== asked) return;
  open = { id: story, file: given.file, hash: given.hash, dirty: false, since: 0, sending: false, head: given.head, column: given.house };
  desk.story = story;
  drawPanel(given);
  restore(given);
  readOnly();
  if (at) await goTo(at, focus);
  else if (focus) view.focus();
  tell("opened", story);
}

function drawPanel(given) {
  const room = $("copy");
  room.hidden = false;
  document.body.classList.add("with-copy");
  room.setAttribute("aria-label", say(`稿件 ${given.id}`, `story ${given.id}`));
  const body = make("div", { id: "editor" });
  room.replaceChildren(
    make("header", {},
      make("h2", { id: "copy-title" }), make("span", { id: "copy-state", role: "status" }),
      make("a", { id: "outside", hidden: true, title: say("在这台机器的编辑器里打开这一行", "open this line in this machine's editor") }, say("外部编辑器", "outside")),
      button("×", () => closeCopy(), { title: say("合上（Esc）", "close (Esc)"), "aria-label": say("合上稿件", "close the story"), class: "quiet" })),
    make("div", { id: "gauge", role: "status" }),
    make("div", { id: "held", hidden: true }), make("div", { id: "column", hidden: true }),
    make("div", { id: "fields" }),
    body,
  );
  view?.destroy();
  takeFindings(null);
  view = new EditorView({ parent: body, state: EditorState.create({ doc: given.text, extensions: extensions() }) });
  drawFields($("fields"), given);
  titles();
  column();
  gauge();
  lay(given.over);
}

// A fixed column of the house: what is written here is this alone, unless the chief changes the column itself.
function column() {
  const room = $("column");
  room.hidden = !open.column;
  $("fields").classList.toggle("away", Boolean(open.house));
  if (!open.column) return;
  const { file } = open.column;
  const turn = open.house
    ? button(say("只改本期", "this issue only"), () => turnColumn(false), { class: "small" })
    : may("back_to") && canWrite() ? button(say("改栏目本身…", "the column itself…"), () => turnColumn(true), { class: "small" }) : null;
  room.replaceChildren(make("span", {}, open.house
    ? say(`正在改栏目本身：${file}，各期都变`, `this is the column itself, ${file}: every issue prints it`)
    : say(`固定栏目，各期共用 ${file}。在这里改，只改本期（另存 ${open.file}）`, `a fixed column, ${file}. What is changed here is this issue's alone (${open.file})`)), ...(turn ? [turn] : []));
}

async function turnColumn(house) {
  await keepCopy();
  const given = await get(`/story/${encodeURIComponent(open.id)}`);
  Object.assign(open, { house, column: given.house, hash: given.hash, dirty: false });
  put(house ? given.house.text : given.text);
  column();
  view.focus();
}

function titles() {
  const one = storyOf(open.id);
  $("copy-title").textContent = `${open.id}　${one?.title ?? ""}`;
}

function gauge(fits) {
  const { doc } = view.state;
  const [, last] = frontMatter(doc);
  const body = last ? doc.sliceString(doc.line(last).to) : doc.toString();
  drawGauge($("gauge"), open.id, fits, charactersOf(body));
}

function lay(over) {
  const from = over?.from ? placeIn(view.state.doc, over.from.line, over.from.column) : null;
  view.dispatch({ effects: setOver.of(from) });
}

function saying(words, kind = "") {
  $("copy-state").textContent = words;
  $("copy-state").className = kind;
}

// What the browser could not send before it was closed stands again; over a newer file both are shown.
function restore(given) {
  const kept = draft(given);
  if (!kept || kept.text === given.text) return forgetDraft(given.id);
  if (kept.hash === given.hash) {
    put(kept.text);
    changed();
    note(say("上次没来得及存的文字已经恢复", "what was typed last time and not saved stands again"), "good");
  } else {
    tell("conflict", {
      command: { do: "write", story: given.id, text: kept.text },
      files: [{ name: given.file, yours: kept.text, theirs: given.text, hash: given.hash }],
      done: () => forgetDraft(given.id, { everywhere: true }),
    });
  }
}

// Puts other text in the place of the editor's, changing only what differs, so that the cursor stays.
function put(next) {
  const now = text();
  if (now === next) return;
  let start = 0;
  while (start < now.length && start < next.length && now[start] === next[start]) start += 1;
  let end = 0;
  while (end < now.length - start && end < next.length - start && now[now.length - 1 - end] === next[next.length - 1 - end]) end += 1;
  view.dispatch({
    changes: { from: start, to: now.length - end, insert: next.slice(start, next.length - end) },
    annotations: [remote.of(true), Transaction.addToHistory.of(false)],
  });
}

function changed() {
  if (!open.dirty) {
    open.dirty = true;
    open.since = performance.now();
    takeOut();
  }
  open.work ??= begun();
  const now = text();
  const own = open;
  attempt({ do: "write", story: open.id, text: now, still: () => own === open && own.dirty }, (answer, refusal) => {
    if (own !== open) return;
    if (refusal) return;
    takeFindings(answer.diagnostics ?? null);
    gauge(answer.fits);
    if (answer.over !== undefined) lay(answer.over);
    tell("tried", answer);
  });
  // After the try, which the eye waits for.
  if (!open.house) keepDraft(open, now);
  saying(say("正在写……", "writing…"));
  clearTimeout(open.timer);
  const left = PATIENCE - (performance.now() - open.since);
  open.timer = setTimeout(keepCopy, Math.max(0, Math.min(PAUSE, left)));
}

// The story is checked out by whoever begins to change it.
async function takeOut() {
  if (!desk.lan || open.taken || mine(holderOf(open.id))) return;
  open.taken = true;
  await act({ do: "checkout", story: open.id }, { quiet: true });
}

export async function keepCopy({ over = false } = {}) {
  if (!open?.dirty || open.sending) return;
  clearTimeout(open.timer);
  if (!canDo("write")) return kept(open);
  const own = open;
  const now = text();
  own.sending = true;
  const seen = own.house ? own.column.hash : { [own.file]: own.hash };
  own.sent = act({ do: "write", story: own.id, text: now, ...(own.house ? { house: true } : {}), ...(over ? {} : { seen }) }, { quiet: true });
  const answer = await own.sent;
  own.sending = false;
  if (answer && own.house) await columnKept(own);
  if (own !== open) return kept(own);
  if (!answer) {
    kept(own);
    return saying(say("还没有存上，文字留在这里", "not saved yet: the text stays here"), "bad");
  }
  own.hash = answer.files?.[own.file] ?? own.hash;
  if (own.column && !own.house && answer.files?.[own.file]) own.column = null;
  column();
  takeFindings(null);
  if (text() === now) {
    if (answer.over !== undefined) lay(answer.over); // the last try may have been overtaken
    own.dirty = false;
    kept(own);
    forgetDraft(own.id);
    saying(say("已存", "saved"), "good");
  } else {
    keepDraft(own, text());
    own.since = performance.now();
    own.timer = setTimeout(keepCopy, PAUSE);
  }
  afterState();
}

// Nothing of what was typed waits to be sent.
function kept(own) {
  own.work?.();
  own.work = null;
}

async function columnKept(own) {
  own.column = (await get(`/story/${encodeURIComponent(own.id)}`).catch(() => null))?.house ?? own.column;
  note(say(`栏目 ${own.id} 改了，各期共用`, `the column ${own.id} was changed for all issues`), "good", [[say("撤销", "undo"), async () => {
    await act({ do: "undo", story: own.id, house: true });
    if (own === open) turnColumn(true);
  }]]);
}

// Another hash than the one that this text was read at: somebody else, an undo or a fix has changed the file.
async function afterState() {
  if (!open || !view) return;
  titles();
  if (!open.dirty) gauge();
  readOnly();
  underlineAgain(view);
  const hash = desk.state.files?.[open.file];
  if (!hash || hash === open.hash || open.dirty || open.sending || open.reading) return;
  const own = open;
  own.reading = true;
  try {
    const given = await get(`/story/${encodeURIComponent(own.id)}`);
    if (own !== open || own.dirty) return;
    own.hash = given.hash;
    put(given.text);
    drawFields($("fields"), given);
    lay(given.over);
    underlineAgain(view);
  } catch {
    closeCopy(); // the story is gone
  } finally {
    own.reading = false;
  }
}

function readOnly() {
  const holder = holderOf(open.id);
  const other = holder && !mine(holder);
  const held = $("held");
  if (other) {
    held.replaceChildren(
      say(`${holder.name} 正在改这篇`, `${holder.name} has this story in hand`),
      may("take_back") ? button(say("收回", "take back"), () => act({ do: "take_back", story: open.id })) : "",
    );
  }
  const why = other ? "" : whyNot("write");
  if (why) held.replaceChildren(why);
  held.hidden = !other && !why;
  const closed = !canDo("write") || Boolean(other);
  if (closed === open.closed) return;
  open.closed = closed;
  view.dispatch({ effects: fixed.reconfigure(closed ? [EditorState.readOnly.of(true)] : []) });
}

async function goTo(at, focus) {
  let place = at;
  if (typeof at === "string") {
    const found = await get(`/source?at=${encodeURIComponent(at)}`).catch(() => ({}));
    place = { line: found.line, column: found.column };
    if (found.file && !found.file.endsWith(open.file)) place = {};
    $("outside").hidden = !found.address;
    $("outside").href = found.address ?? "";
  }
  if (!view) return; // closed meanwhile
  // What the form has a field for is shown there: nobody need read the file's own grammar.
  const field = typeof at === "string" ? fieldOf(at.split(" ")[1] ?? "") : null;
  if (field) {
    field.scrollIntoView({ block: "nearest" });
    if (focus) field.focus();
    return;
  }
  const spot = placeIn(view.state.doc, place.line, place.column);
  if (spot !== null) {
    const [, last] = frontMatter(view.state.doc);
    const effects = [EditorView.scrollIntoView(spot, { y: "center" })];
    if (view.state.doc.lineAt(spot).number <= last) effects.push(foldHead.of(false));
    view.dispatch({ selection: { anchor: spot }, effects });
  }
  if (focus) view.focus();
}

// The form's field of a part of the front matter: "head.main.0" is a line of the headline.
function fieldOf(name) {
  const found = $("fields").querySelector(`[name="${CSS.escape(name.replace(/^head\.main\.\d+$/, "head.main"))}"]`);
  return found?.offsetParent ? found : null;
}

export async function closeCopy({ keep = false } = {}) {
  if (!open) return;
  const own = open;
  await own.sent; // what was typed since goes after what is on its way
  if (own === open) await keepCopy();
  if (own !== open) return;
  clearTimeout(own.timer);
  open = null;
  desk.story = "";
  if (own?.taken) act({ do: "return", story: own.id }, { quiet: true });
  if (keep) return;
  view?.destroy();
  view = null;
  $("copy").hidden = true;
  document.body.classList.remove("with-copy");
  document.querySelector(".block.chosen")?.focus({ preventScroll: true });
  announce(say("稿件已合上", "the story is closed"));
  tell("closed", own?.id);
}

// The window is going: what is not kept is sent on its way, and stands in the browser's own store besides.
window.addEventListener("pagehide", () => {
  if (open?.dirty && !open.house) tell("last words", { do: "write", story: open.id, text: text(), seen: { [open.file]: open.hash } });
});

on("state", afterState);
