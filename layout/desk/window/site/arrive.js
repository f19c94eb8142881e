// Copy that comes in: files dropped on the window or chosen, the import's report beside the copy, and a new issue.

import { $, button, dialogue, make } from "./dom.js";
import { act } from "./doing.js";
import { openPanel, panel, rows } from "./panels.js";
import { currentPage } from "./pages.js";
import { canWrite, desk, note, on, tell } from "./store.js";
import { Refused, upload } from "./wire.js";
import { say, told } from "./words.js";

let report = null; // what became of the last files
const TAKEN = ".docx,.doc,.wps,.txt,.md,.odt,.rtf,.html,.htm,.pdf,.jpg,.jpeg,.png,.tif,.tiff,.heic,.webp,.svg";

export function chooseFiles() {
  const input = make("input", { type: "file", multiple: true, accept: TAKEN });
  input.addEventListener("change", () => bringIn([...input.files]));
  input.click();
}

export async function bringIn(files, { replace = false } = {}) {
  if (!files.length || !canWrite()) return;
  report = { running: files.map((file) => file.name) };
  openPanel("arrivals");
  const uploads = [];
  for (const file of files) {
    try {
      const given = await upload(file);
      uploads.push(given.upload);
      report.running = report.running.filter((name) => name !== file.name);
      tell("arrivals");
    } catch (error) {
      const words = error instanceof Refused ? told(error.answer.message) : say("没有传上来", "did not arrive");
      note(`${file.name}：${words}`, "bad");
    }
  }
  if (!uploads.length) {
    report = null;
    return tell("arrivals");
  }
  report = { running: [], reading: true };
  tell("arrivals");
  const answer = await act({ do: "import", uploads, page: currentPage() || undefined, replace });
  report = answer?.report ?? null;
  tell("arrivals");
}

// A report is lists of stories, pictures and remarks; whatever else it holds is shown as lines.
function draw(room) {
  if (!report) {
    return room.replaceChildren(
      make("p", { class: "soft" }, say("把 Word、文本、图片或 PDF 拖到窗口上，或者", "drop Word files, texts, pictures or PDFs on the window, or")),
      button(say("选文件…", "choose files…"), chooseFiles, { class: "wide main" }));
  }
  if (report.running) {
    const left = report.running.length;
    return room.replaceChildren(make("p", { class: "building", role: "status" }, left ? say(`正在传 ${left} 个文件……`, `${left} files on their way…`) : say("正在读稿……", "reading the copy…")));
  }
  const remarks = report.report ?? report.remarks ?? report.diagnostics ?? [];
  const parts = [make("div", { class: "bar" }, button(say("再来稿…", "more…"), chooseFiles))];
  for (const [name, list] of [[say("稿件", "stories"), report.stories ?? []], [say("图片", "pictures"), report.pictures ?? []]]) {
    if (!list.length) continue;
    parts.push(make("h3", {}, name, make("span", {}, String(list.length))), rows(list.map(item)));
  }
  const said = Array.isArray(remarks) ? remarks : String(remarks).split("\n").filter(Boolean);
  if (said.length) parts.push(make("h3", {}, say("导入说明", "what was done")), rows(said.map(remark)));
  room.replaceChildren(...parts);
  return undefined;
}

function item(one) {
  const id = typeof one === "string" ? one : (one.id ?? one.story ?? one.file ?? one.name ?? "");
  const title = typeof one === "string" ? "" : (one.title ?? one.source ?? "");
  return make("li", { tabindex: "0", data: { row: id }, onclick: () => tell("open", { story: id, focus: false }) }, make("span", { class: "id" }, id), ` ${told(title)}`);
}

function remark(one, at) {
  if (typeof one === "string") return make("li", { tabindex: "0", data: { row: `r${at}` } }, one);
  return make("li", { class: one.severity ?? "", tabindex: "0", data: { row: `r${at}` }, onclick: () => one.story && tell("open", { story: one.story, at: one.line ? { line: one.line, column: one.column } : "", focus: false }) },
    one.code ? make("code", {}, one.code) : null, ` ${told(one.message ?? one.words ?? one)}`, one.hint ? make("div", { class: "hint" }, told(one.hint)) : null);
}

// A new issue with the last one's furniture; the window goes over to it.
export function newIssue() {
  const number = make("input", { type: "number", min: "1", required: true, value: String((desk.state.number ?? 0) + 1), "aria-label": say("期号", "number") });
  const date = make("input", { type: "date", required: true, value: tomorrow(), "aria-label": say("日期", "date") });
  const form = make("form", { method: "dialog" },
    make("p", { class: "soft" }, say("报头、版权栏照上一期；稿件空着，拖 Word 文件进来就有。", "masthead and imprint as in the last issue; drop Word files on it for copy.")),
    make("label", {}, make("span", {}, say("期号", "number")), number), make("label", {}, make("span", {}, say("日期", "date")), date),
    make("menu", {}, button(say("取消", "cancel"), () => box.close()), make("button", { class: "main" }, say("开新一期", "start it"))));
  const box = dialogue(say("开新一期", "a new issue"), { id: "new-issue" }, form);
  form.addEventListener("submit", async () => {
    const answer = await act({ do: "new_issue", number: Number(number.value), date: date.value });
    if (answer) location.assign(answer.address ?? "/");
  });
}

function tomorrow() {
  const date = new Date(Date.now() + 86_400_000);
  const two = (value) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

export function takeDrops() {
  let depth = 0;
  const files = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  const leave = () => {
    depth = 0;
    document.body.classList.remove("dropping");
  };
  window.addEventListener("dragenter", (event) => {
    if (!files(event) || !canWrite()) return;
    depth += 1;
    document.body.classList.add("dropping");
    document.body.dataset.drop = say("放下就来稿：Word、文本、图片、PDF", "drop to bring in: Word, text, pictures, PDF");
  });
  window.addEventListener("dragleave", () => {
    depth -= 1;
    if (depth <= 0) leave();
  });
  window.addEventListener("dragover", (event) => files(event) && event.preventDefault());
  window.addEventListener("drop", (event) => {
    if (!files(event)) return;
    event.preventDefault();
    leave();
    bringIn([...event.dataTransfer.files]);
  });
}

panel({ id: "arrivals", name: say("来稿", "arrivals"), tab: false, draw, on: ["arrivals"] });
on("bring in", () => ($("panel"), openPanel("arrivals"), chooseFiles()));
