// The board: who has read what, signing a reading, and going to press.

import { button, dialogue, make } from "./dom.js";
import { act } from "./doing.js";
import { panel, rows } from "./panels.js";
import { canDo } from "./rights.js";
import { desk, note, on, story, tell } from "./store.js";
import { furnitureDialogue } from "./furniture.js";
import { rename } from "./people.js";
import { get } from "./wire.js";
import { READINGS, say, told } from "./words.js";

const ROLES = Object.keys(READINGS);
let board = [];
let read = -1;

const nameOf = (subject) => (subject.startsWith("page:") ? say(`第 ${subject.slice(5)} 版`, `page ${subject.slice(5)}`) : `${subject} ${story(subject)?.title ?? ""}`);

function row(one) {
  const signed = Array.isArray(one.signed) ? Object.fromEntries(one.signed.map((each) => [each.role, each.name])) : (one.signed ?? {});
  const marks = ROLES.filter((role) => signed[role] || one.lacks?.includes(role) || one.lapsed?.includes(role)).map((role) =>
    make("span", { class: signed[role] ? "signed" : one.lapsed?.includes(role) ? "lapsed" : "lacks", title: signed[role] ?? (one.lapsed?.includes(role) ? say("签过以后又改了", "changed since it was signed") : say("还缺", "lacking")) },
      signed[role] ? `${READINGS[role]} ${signed[role]}` : READINGS[role]));
  const sign = canDo("sign") ? button(say("签", "sign"), (event) => {
    event.stopPropagation();
    signDialogue(one.subject);
  }, { class: "small" }) : null;
  return make("li", { tabindex: "0", data: { row: one.subject }, onclick: () => tell("open", { story: one.subject, focus: false }) },
    make("span", { class: "name" }, nameOf(one.subject)), sign, make("div", { class: "roles" }, ...marks));
}

export function signDialogue(subject) {
  if (!subject) return;
  const choose = make("select", { "aria-label": say("身份", "role") }, ...ROLES.map((role) => make("option", { value: role }, READINGS[role])));
  // On the house's network the name is that of the sign-in; at one's own machine it may be another reader's.
  const name = make("input", { value: desk.me.name ?? "", "aria-label": say("姓名", "name"), readonly: desk.lan, required: true });
  const form = make("form", { method: "dialog", class: "sign" }, make("p", {}, nameOf(subject)),
    make("label", {}, make("span", {}, say("身份", "role")), choose), make("label", {}, make("span", {}, say("姓名", "name")), name),
    make("menu", {}, button(say("取消", "cancel"), () => box.close()), make("button", { class: "main" }, say("签字", "sign"))));
  const box = dialogue(say("签字", "sign a reading"), {}, form);
  form.addEventListener("submit", async () => {
    const wanted = name.value.trim();
    if (wanted !== desk.me.name && !(await rename(wanted))) return;
    if (await act({ do: "sign", subject, role: choose.value })) refresh();
  });
}

async function refresh() {
  read = desk.state.serial;
  const given = await get("/board").catch(() => null);
  board = given?.rows ?? given?.board ?? (Array.isArray(given) ? given : board);
  tell("board");
}

function draw(room) {
  if (read !== desk.state.serial) refresh();
  const { build } = desk.state;
  const head = make("div", { class: "bar" },
    canDo("build") ? button(say("出样", "build"), () => build_({ release: false }), { title: say("做出付印文件，还不算付印", "make the press files, not a release") }) : null,
    canDo("build") ? button(say("付印…", "release…"), release, { class: "main" }) : null);
  const told_ = build && (build.running || build.ok !== undefined) ? progress(build) : null;
  room.replaceChildren(head, told_ ?? "", board.length ? rows(board.map(row)) : make("p", { class: "soft" }, say("还没有签字", "nothing signed yet")));
}

function progress(build) {
  if (build.running) return make("p", { class: "building", role: "status" }, say(`正在出报：${told(build.stage)}`, `building: ${told(build.stage)}`));
  const list = make("ul", { class: "files" }, build.kept ? make("li", {}, build.kept.split(/[\\/]/).slice(-2).join("/")) : null, ...(build.files ?? []).slice(0, 12).map((file) => make("li", {}, file)));
  // A release also refuses what a proof only warns of.
  const against = build.ok ? ["error"] : ["error", "warning"];
  const wrong = (build.diagnostics ?? []).filter((one) => against.includes(one.severity)).map((one) => make("li", { class: one.severity }, make("code", {}, one.code), ` ${told(one.message)}`, make("div", { class: "hint" }, told(one.hint))));
  return make("div", { class: build.ok ? "built good" : "built bad", role: "status" },
    make("b", {}, build.ok ? (build.release ? say("已付印", "released") : say("已出样", "built")) : say("没有做成", "not built")), wrong.length ? make("ul", { class: "files" }, ...wrong) : list);
}

export async function build_({ release: wanted, reason }) {
  const answer = await act({ do: "build", parts: ["press", "archive", "web"], release: wanted, ...(reason ? { reason } : {}) });
  if (answer) tell("show panel", "board");
  return answer;
}

export function release() {
  const errors = desk.state.diagnostics.filter((one) => one.severity === "error");
  const over = desk.state.fits.filter((one) => one.over);
  const reason = make("input", { "aria-label": say("理由", "reason"), placeholder: say("有缺才要写：为什么照样付印", "only where something lacks: why all the same") });
  const stands = [
    ...errors.slice(0, 6).map((one) => make("li", { class: "error" }, `${one.code} ${told(one.message)}`)),
    ...over.map((one) => make("li", { class: "error" }, say(`${one.story} 溢出 ${one.over} 行`, `${one.story}: ${one.over} lines over`))),
  ];
  const form = make("form", { method: "dialog" },
    stands.length ? make("div", {}, make("p", { class: "bad" }, say("还有这些没有改好：", "these are not put right yet:")), make("ul", { class: "files" }, ...stands)) : make("p", { class: "good" }, say("版面没有错误，稿件都放得下。", "no errors; all copy fits.")),
    make("label", {}, make("span", {}, say("理由", "reason")), reason),
    make("menu", {}, button(say("报头、版权栏…", "masthead, imprint…"), () => {
      box.close();
      furnitureDialogue();
    }), button(say("再看看", "not yet"), () => box.close()), make("button", { class: "main" }, say("付印", "release"))));
  const box = dialogue(say(`付印：第 ${desk.state.number} 期`, `release issue ${desk.state.number}`), { id: "release" }, form);
  form.addEventListener("submit", () => build_({ release: true, reason: reason.value.trim() }));
}

let running = false;
on("state", ({ build }) => {
  if (running && build && !build.running) note(build.ok ? say("出报完成", "built") : say("没有做成，看“进度”一栏", "not built: see the board"), build.ok ? "good" : "bad");
  running = Boolean(build?.running);
});

panel({ id: "board", name: say("进度", "board"), key: "Alt-4", draw, on: ["state", "board"] });
