// What was found: the checker's findings, and the proofreader's two lists, to be put right or rejected with a reason.

import { button, dialogue, make } from "./dom.js";
import { act } from "./doing.js";
import { furnitureDialogue } from "./furniture.js";
import { headDialogue } from "./heads.js";
import { reveal } from "./pages.js";
import { panel, rows } from "./panels.js";
import { canDo, mayOrSay } from "./rights.js";
import { desk, story, tell } from "./store.js";
import { SEVERITIES, say, told } from "./words.js";

const RANK = { error: 0, warning: 1, note: 2 };
// What a head in another size or in other lines mends.
const HEADS = ["H002", "H003", "H004", "H005", "H006", "H007", "H009"];
const blockOf = (id) => (desk.state.dummy ?? []).flatMap((page) => page.blocks).find((one) => one.story === id && one.part === 1);
const place = (one) => (one.file ? `${one.file.split("/").pop()}${one.line ? `:${one.line}` : ""}` : "");

// What lacks in issue.yaml is filled in by the form of masthead and imprint: nobody need open the file.
const furnishes = (one) => !one.story && /(^|\/)issue\.yaml$/.test(one.file ?? "") && canDo("furnish");

function open(one) {
  const known = story(one.story);
  if (!known) return void (furnishes(one) && furnitureDialogue());
  reveal(one.story, known.page);
  tell("open", { story: one.story, at: one.line ? { line: one.line, column: one.column } : "", focus: false });
}

function row(one, { reject = false } = {}) {
  const known = one.fix !== null && one.fix !== undefined;
  const actions = [];
  if (canDo("fix") && known) {
    actions.push(button(one.fix === "" ? say("删去", "remove") : say(`改成“${one.fix}”`, `→ “${one.fix}”`), (event) => {
      event.stopPropagation();
      act({ do: "fix", key: one.key });
    }, { class: "small", title: say("改（f）", "put right (f)") }));
  }
  const block = HEADS.includes(one.code) && canDo("shape") ? blockOf(one.story) : null;
  if (block) {
    actions.push(button(say("合题目…", "fit the head…"), (event) => {
      event.stopPropagation();
      headDialogue(block.id);
    }, { class: "small" }));
  }
  if (furnishes(one)) {
    actions.push(button(say("填…", "fill in…"), (event) => {
      event.stopPropagation();
      furnitureDialogue();
    }, { class: "small" }));
  }
  if (canDo("reject") && reject) {
    actions.push(button(say("不改", "keep"), (event) => {
      event.stopPropagation();
      refuse(one);
    }, { class: "small", title: say("不改，说明理由（x）", "keep as it is, with a reason (x)") }));
  }
  const item = make("li", {
    class: one.severity, tabindex: "0", data: { row: one.key ?? `${one.code}${place(one)}` }, onclick: () => open(one),
    "aria-label": `${SEVERITIES[one.severity] ?? ""} ${one.code} ${told(one.message)}`,
  },
    make("div", {}, make("code", {}, one.code), ` ${told(one.message)}`),
    one.hint ? make("div", { class: "hint" }, told(one.hint)) : null,
    make("div", { class: "where" }, place(one), ...actions),
  );
  item.addEventListener("keydown", (event) => {
    if (event.key === "f" && known && mayOrSay("fix")) act({ do: "fix", key: one.key });
    else if (event.key === "x" && reject && mayOrSay("reject")) refuse(one);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return item;
}

// A reading that is not followed is kept with its reason, so that the next reader need not ask.
function refuse(one) {
  const input = make("input", { required: true, "aria-label": say("理由", "reason"), placeholder: say("为什么不改", "why it stays") });
  const form = make("form", { method: "dialog" }, make("p", {}, told(one.message)), input,
    make("menu", {}, button(say("取消", "cancel"), () => box.close()), make("button", { class: "main" }, say("不改", "keep as it is"))));
  const box = dialogue(say("照原样保留", "keep as it is"), {}, form);
  form.addEventListener("submit", () => act({ do: "reject", key: one.key, reason: input.value.trim() }));
}

function draw(room) {
  const found = [...desk.state.diagnostics].sort((a, b) => RANK[a.severity] - RANK[b.severity]);
  room.replaceChildren(found.length ? rows(found.map((one) => row(one))) : make("p", { class: "soft" }, say("没有意见", "nothing was found")));
}

function drawReading(room) {
  const { must = [], look = [] } = desk.state.proofreading ?? {};
  const parts = [];
  for (const [name, list] of [[say("必改", "must be changed"), must], [say("请看", "please look"), look]]) {
    parts.push(make("h3", {}, name, make("span", {}, String(list.length || ""))));
    parts.push(list.length ? rows(list.map((one) => row(one, { reject: true }))) : make("p", { class: "soft" }, say("没有", "none")));
  }
  room.replaceChildren(...parts);
}

panel({
  id: "findings", name: say("意见", "findings"), key: "Alt-2", draw, on: ["state"], of: () => [desk.state.diagnostics, desk.me],
  count: () => desk.state.diagnostics.filter((one) => one.severity === "error").length || "",
});
panel({
  id: "reading", name: say("校对", "proof"), key: "Alt-3", draw: drawReading, of: () => [desk.state.proofreading, desk.me],
  count: () => desk.state.proofreading?.must?.length || "",
});
