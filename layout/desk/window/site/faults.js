// Findings underlined in the copy, with the fix that one key does.

import { forceLinting, linter, lintGutter, nextDiagnostic } from "@codemirror/lint";
import { act } from "./doing.js";
import { placeIn } from "./marks.js";
import { canDo } from "./rights.js";
import { desk } from "./store.js";
import { say, told } from "./words.js";

const SEVERITY = { error: "error", warning: "warning", note: "info" };

let fresh = null; // findings of a try, newer than the state's

export const takeFindings = (found) => (fresh = found);

// All findings of a story: the checker's and the proofreader's.
export function findingsOf(story) {
  const proof = desk.state.proofreading ?? {};
  // The reader comes behind: what he found in a text that has changed since stands elsewhere by now.
  const read = [...(proof.must ?? []), ...(proof.look ?? [])].filter(({ file }) => {
    const name = (file ?? "").split("/").pop();
    return proof.files?.[name] === desk.state.files?.[name];
  });
  const all = [...(fresh ?? desk.state.diagnostics), ...read];
  return all.filter((one) => one.story === story && one.line);
}

export function fix(finding) {
  return act({ do: "fix", key: finding.key });
}

function underline(finding, doc) {
  const from = placeIn(doc, finding.line, finding.column);
  if (from === null) return null;
  let to = finding.end_column ? placeIn(doc, finding.line, finding.end_column) : from + 1;
  to = Math.max(Math.min(to, doc.lineAt(from).to), from);
  const hint = told(finding.hint);
  const actions = [];
  if (canDo("fix") && finding.fix !== null && finding.fix !== undefined) {
    const name = say(`改成“${finding.fix}”`, `change to “${finding.fix}”`);
    actions.push({ name: finding.fix === "" ? say("删去", "remove") : name, apply: () => fix(finding) });
  }
  return {
    from, to, severity: SEVERITY[finding.severity] ?? "info", source: finding.code, actions,
    message: [told(finding.message), hint].filter(Boolean).join("\n"),
  };
}

export function faults(storyOf) {
  return [
    linter((view) => findingsOf(storyOf()).map((one) => underline(one, view.state.doc)).filter(Boolean), { delay: 100 }),
    lintGutter(),
  ];
}

export function underlineAgain(view) {
  if (view) forceLinting(view);
}

export const next = nextDiagnostic;

// The finding at the cursor, or the next one, is put right where that is certain.
export function fixHere(view, story) {
  const { doc, selection } = view.state;
  const at = selection.main.head;
  const fixable = findingsOf(story)
    .filter((one) => one.fix !== null && one.fix !== undefined)
    .map((one) => ({ one, from: placeIn(doc, one.line, one.column) ?? -1 }))
    .filter(({ from }) => from >= 0)
    .sort((a, b) => a.from - b.from);
  const found = fixable.find(({ from }) => from >= at - 1) ?? fixable[0];
  if (found) fix(found.one);
  return Boolean(found);
}
