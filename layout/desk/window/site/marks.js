// What the desk's marks look like in the copy: {{gap: …}}, subheads, the front matter that is folded away, lines over.

import { RangeSetBuilder, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, ViewPlugin, WidgetType } from "@codemirror/view";
import { say } from "./words.js";

const MARK = /\{\{(gap|query|sic|join|[a-z]+)[^{}]*\}\}/g;
const KNOWN = ["gap", "query", "sic", "join"];

const classes = Object.fromEntries(
  [...KNOWN, "other"].map((name) => [name, Decoration.mark({ class: `mark-${name}`, attributes: { title: meaning(name) } })]),
);
const subhead = Decoration.line({ class: "line-subhead" });
const head = Decoration.line({ class: "line-head" });
const key = Decoration.mark({ class: "head-key" });
const comment = Decoration.mark({ class: "head-comment" });

function meaning(name) {
  return {
    gap: say("缺的文字，补上才能付印", "missing copy: needed before the press"),
    query: say("待核，核完去掉才能付印", "an open question: blocks a release"),
    sic: say("照原样，校对不再提", "kept as written"),
    join: say("原稿栏脚断开、已接上", "joined over a column's foot"),
  }[name] ?? say("记号", "a mark");
}

// The lines of the front matter: first and last, 0 and 0 where there is none.
export function frontMatter(doc) {
  if (doc.lines < 2 || doc.line(1).text.trim() !== "---") return [0, 0];
  for (let number = 2; number <= doc.lines; number += 1) {
    if (doc.line(number).text.trim() === "---") return [1, number];
  }
  return [0, 0];
}

function decorate(view) {
  const builder = new RangeSetBuilder();
  const { doc } = view.state;
  const [, last] = frontMatter(doc);
  for (const { from, to } of view.visibleRanges) {
    for (let at = from; at <= to; ) {
      const line = doc.lineAt(at);
      if (line.number <= last) headLine(builder, line);
      else bodyLine(builder, line);
      at = line.to + 1;
    }
  }
  return builder.finish();
}

function headLine(builder, line) {
  builder.add(line.from, line.from, head);
  const name = /^(\s*(?:- )?)([\w]+):/.exec(line.text);
  if (name) builder.add(line.from + name[1].length, line.from + name[1].length + name[2].length, key);
  const remark = line.text.search(/(^|\s)#/);
  if (remark >= 0) builder.add(line.from + remark, line.to, comment);
}

function bodyLine(builder, line) {
  if (line.text.startsWith("## ")) builder.add(line.from, line.from, subhead);
  for (const found of line.text.matchAll(MARK)) {
    const name = KNOWN.includes(found[1]) ? found[1] : "other";
    builder.add(line.from + found.index, line.from + found.index + found[0].length, classes[name]);
  }
}

export const marks = ViewPlugin.fromClass(
  class {
    constructor(view) {
      this.decorations = decorate(view);
    }

    update(update) {
      if (update.docChanged || update.viewportChanged) this.decorations = decorate(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

// The front matter folded away behind one line, for those who need not see it.
export const foldHead = StateEffect.define();

class HeadWidget extends WidgetType {
  eq() {
    return true;
  }

  toDOM(view) {
    const fold = document.createElement("button");
    fold.type = "button";
    fold.className = "head-fold";
    fold.textContent = say("▸ 稿头：题目、署名、图片……（展开）", "▸ front matter: head, byline, pictures … (show)");
    fold.onclick = () => view.dispatch({ effects: foldHead.of(false) });
    return fold;
  }

  ignoreEvent() {
    return true;
  }
}

function foldOf(doc, folded) {
  const [first, last] = frontMatter(doc);
  if (!folded || !first) return Decoration.none;
  let end = last;
  while (end < doc.lines && doc.line(end + 1).text.trim() === "") end += 1;
  return Decoration.set([
    Decoration.replace({ widget: new HeadWidget(), block: true }).range(doc.line(first).from, doc.line(end).to),
  ]);
}

export const headFold = StateField.define({
  create: (state) => ({ folded: true, set: foldOf(state.doc, true) }),
  update(value, transaction) {
    let { folded } = value;
    for (const effect of transaction.effects) if (effect.is(foldHead)) folded = effect.value;
    if (folded === value.folded && !transaction.docChanged) return value;
    return { folded, set: foldOf(transaction.state.doc, folded) };
  },
  provide: (field) => [
    EditorView.decorations.from(field, (value) => value.set),
    EditorView.atomicRanges.of((view) => view.state.field(field).set),
  ],
});

// From where the copy finds no room on the page.
export const setOver = StateEffect.define();
const over = Decoration.mark({ class: "over-copy", inclusiveEnd: true, attributes: { title: say("版上放不下的部分", "what finds no room on the page") } });
const overLine = Decoration.line({ class: "over-line" });

export const overMarks = StateField.define({
  create: () => Decoration.none,
  update(value, transaction) {
    let marked = value.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (!effect.is(setOver)) continue;
      const { doc } = transaction.state;
      const from = effect.value;
      if (from === null || from >= doc.length) marked = Decoration.none;
      else {
        const lines = [];
        for (let number = doc.lineAt(from).number; number <= doc.lines; number += 1) lines.push(overLine.range(doc.line(number).from));
        marked = Decoration.set([over.range(from, doc.length), ...lines], true);
      }
    }
    return marked;
  },
  provide: (field) => EditorView.decorations.from(field),
});

// A place of the server's (lines and columns from 1, columns in characters) as a place in the document.
export function placeIn(doc, line, column) {
  if (!line || line > doc.lines) return null;
  const at = doc.line(line);
  const before = [...at.text].slice(0, Math.max(0, (column || 1) - 1)).join("");
  return Math.min(at.from + before.length, at.to);
}
