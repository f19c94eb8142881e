// Copy that comes in: files dropped on the window or chosen, the import's report beside the copy, and a new issue.

import { $, button, dialogue, make } from "./dom.js";
import { act } from "./doing.js";
import { openPanel, panel, rows } from "./panels.js";
import { currentPage } from "./pages.js";
import { canDo, mayOrSay } from "./rights.js";
import { block, desk, note, on, story, tell } from "./store.js";
import { Refused, upload } from "./wire.js";
import { say, told } from "./words.js";

let report = null; // what became of the last files
const DRAWN = ".jpg,.jpeg,.png,.tif,.tiff,.heic,.heif,.avif,.webp,.gif,.bmp,.psd,.svg,.pdf"; // as PICTURES below
const TAKEN = `.docx,.doc,.wps,.txt,.md,.odt,.rtf,.html,.htm,${DRAWN}`;

export function chooseFiles() {
  choosing({ multiple: true, accept: TAKEN }, bringIn);
}

// Asks for files and hands them on. The field stands in the document until it has its answer: one that nothing holds may
// be swept away while the files are looked for, and what was chosen would be lost without a word.
function choosing(given, taken) {
  const input = make("input", { type: "file", hidden: true, ...given });
  input.addEventListener("change", () => (input.remove(), taken([...input.files])));
  input.addEventListener("cancel", () => input.remove());
  document.body.append(input);
  input.click();
}

const PICTURES = /\.(jpe?g|png|tiff?|heic|heif|avif|webp|gif|bmp|psd|svg|pdf)$/i;

// `to` is where pictures go: {story, photo}, in the place of that picture where it is named; or, for whatever comes, the
// page that it was dropped on by its number: {page, onto}. A page that a hand has made stays as it is otherwise.
export async function bringIn(files, { replace = false, to = {} } = {}) {
  if (!files.length || !mayOrSay("import")) return;
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
  const where = to.onto || files.every((one) => PICTURES.test(one.name)) ? to : {};
  const answer = await act({ do: "import", uploads, page: arrivalPage(), replace, ...where });
  report = answer?.report ?? null;
  tell("arrivals");
}

// New stories go on the page that is looked at; where none is made up yet, the system deals them.
function arrivalPage() {
  const shown = currentPage();
  return desk.state.galleys || !(desk.state.dummy ?? []).some((page) => page.page === shown) ? undefined : shown;
}

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
  const stories = (report.files ?? []).flatMap((file) => file.stories.map((one) => ({ ...one, from: file.file })));
  const parts = [make("div", { class: "bar" }, button(say("再来稿…", "more…"), chooseFiles))];
  const bad = (report.diagnostics ?? []).filter((one) => one.severity === "error");
  if (bad.length) parts.push(make("h3", { class: "bad" }, say("没有进来", "not taken in")), rows(bad.map(remark)));
  if (stories.length) parts.push(make("h3", {}, say("稿件", "stories"), make("span", {}, String(stories.length))), stays(), ...stories.map(arrived));
  const pictures = report.pictures ?? [];
  if (pictures.length) parts.push(make("h3", {}, say("图片", "pictures"), make("span", {}, String(pictures.length))), rows(pictures.map((one) => entry(one.story, `${one.file}`))));
  for (const file of report.files ?? []) parts.push(...accounted(file));
  // On which page a story came is told at the story.
  const said = (report.diagnostics ?? []).filter((one) => one.severity !== "error" && one.code !== "D129");
  if (said.length) parts.push(make("h3", {}, say("导入说明", "remarks")), rows(said.map(remark)));
  room.replaceChildren(...parts.filter(Boolean));
  return undefined;
}

const PARTS = {
  kicker: say("引题", "kicker"), main: say("主题", "headline"), deck: say("副题", "deck"), byline: say("署名", "byline"), sign: say("文末署名", "sign-off"),
  caption: say("图说", "caption"), credit: say("摄影", "credit"), subhead: say("小标题", "subhead"), kind: say("体裁", "kind"), dateline: say("电头", "dateline"),
};

const entry = (id, words, at = "") => make("li", { tabindex: "0", data: { row: `${id}${words}` }, onclick: () => tell("open", { story: id, at, focus: false }) }, make("span", { class: "id" }, id), ` ${words}`);

// A story that came in, and what was guessed of its parts: a click leads to the guess in the copy.
function arrived(one) {
  const guesses = (one.guesses ?? []).map((guess) => make("li", { class: "guess", tabindex: "0", data: { row: `${one.id}${guess.part}${guess.line}` }, onclick: () => tell("open", { story: one.id, at: guess.line ? { line: guess.line, column: 1 } : "", focus: false }) },
    make("b", {}, PARTS[guess.part] ?? guess.part), ` ${guess.text}`, make("div", { class: "hint" }, told(guess.words) || guess.why)));
  const known = story(one.id);
  const row = entry(one.id, known?.title || one.from);
  if (known?.page) row.append(make("span", { class: "where" }, say(`第 ${known.page} 版`, `page ${known.page}`)));
  else if (report.page && canDo("place")) {
    row.append(button(say(`排上第 ${report.page} 版`, `put on page ${report.page}`), (event) => {
      event.stopPropagation();
      act({ do: "place", story: one.id, page: report.page }).then((answer) => answer && tell("arrivals"));
    }, { class: "small", title: say("由系统找位置，这一版的别的稿会跟着动", "room is found; the page's other stories move") }));
  }
  return rows([row, ...guesses]);
}

// A page that a hand has made is not made up anew because something came in.
function stays() {
  if (!report.stays) return null;
  const page = report.page ? say(`第 ${report.page} 版是手工拼的`, `page ${report.page} was made by hand`) : say("版是手工拼的", "pages were made by hand");
  return make("p", { class: "soft" }, say(`${page}，没有动它：新稿在稿库里，拖到版上，或按下面的钮由系统找位置。`, `${page} and stays as it is: the copy is in the store; draw it onto the page, or have room found for it.`));
}

// Nothing goes by silently: what was left out of a file and what was written otherwise, each with its words.
function accounted(file) {
  const left = file.left_out ?? [];
  const converted = file.converted ?? [];
  const parts = [];
  const list = (name, pieces) => parts.push(make("h3", {}, name, make("span", {}, String(pieces.length))), rows(pieces.slice(0, 60).map((one, at) => make("li", { tabindex: "0", data: { row: `${file.file}${name}${at}` } }, make("b", {}, told(one.words) || one.rule), ` ${one.text ?? ""}`, one.paragraph ? make("span", { class: "where" }, say(`第 ${one.paragraph} 段`, `paragraph ${one.paragraph}`)) : null))));
  if (left.length) list(say(`${file.file} 没有收的`, `left out of ${file.file}`), left);
  if (converted.length) list(say(`${file.file} 换了写法的`, `written otherwise in ${file.file}`), converted);
  return parts;
}

function remark(one, at) {
  return make("li", { class: one.severity ?? "", tabindex: "0", data: { row: `r${at}` }, onclick: () => one.story && tell("open", { story: one.story, focus: false }) },
    make("code", {}, one.code), ` ${told(one.message)}`, one.hint ? make("div", { class: "hint" }, told(one.hint)) : null);
}

// A new issue with the last one's furniture; the window goes over to it.
export function newIssue() {
  const number = make("input", { type: "number", min: "1", required: true, value: String((desk.state.number ?? 0) + 1), "aria-label": say("期号", "number") });
  const pages = make("input", { type: "number", min: "1", max: "96", required: true, value: String(desk.state.pages.length || 4), "aria-label": say("几个版", "pages") });
  const date = make("input", { type: "date", required: true, value: tomorrow(), "aria-label": say("日期", "date") });
  const form = make("form", { method: "dialog" },
    make("p", { class: "soft" }, say("报头、版权栏照上一期；稿件空着，拖 Word 文件进来就有。", "masthead and imprint as in the last issue; drop Word files on it for copy.")),
    make("label", {}, make("span", {}, say("期号", "number")), number), make("label", {}, make("span", {}, say("日期", "date")), date),
    make("label", {}, make("span", {}, say("几个版", "pages")), pages),
    make("menu", {}, button(say("取消", "cancel"), () => box.close()), make("button", { class: "main" }, say("开新一期", "start it"))));
  const box = dialogue(say("开新一期", "a new issue"), { id: "new-issue" }, form);
  form.addEventListener("submit", async () => {
    const answer = await act({ do: "new_issue", number: Number(number.value), date: date.value, pages: Number(pages.value) });
    if (answer) note(say("新的一期开好了，把稿件拖进来", "the new issue is there: drop its copy in"), "good");
  });
}

// Another issue in this window; everybody who looks on goes with it.
export function otherIssue() {
  const number = make("input", { type: "number", min: "1", required: true, value: String((desk.state.number ?? 1) - 1), "aria-label": say("期号", "number") });
  const form = make("form", { method: "dialog" }, make("label", {}, make("span", {}, say("期号", "number")), number),
    make("menu", {}, make("button", { class: "main" }, say("打开", "open"))));
  dialogue(say("打开别的一期", "open another issue"), {}, form);
  form.addEventListener("submit", () => act({ do: "open", number: Number(number.value) }));
}

function tomorrow() {
  const date = new Date(Date.now() + 86_400_000);
  const two = (value) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

// The story, and its picture, that something is dropped upon: a block of a page, or the open copy.
function under(event) {
  const at = document.elementFromPoint(event.clientX, event.clientY);
  const number = Number(at?.closest?.("[data-page-button]")?.dataset.pageButton ?? 0);
  if (number) return { page: number, onto: true };
  const frame = at?.closest?.(".block");
  if (!frame) return at?.closest?.("#copy") && desk.story ? { story: desk.story } : {};
  const one = block(frame.dataset.block);
  const photo = [...frame.querySelectorAll(":scope > .photo")].find((each) => {
    const box = each.getBoundingClientRect();
    return event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
  });
  return one ? { story: one.story, ...(photo ? { photo: Number(photo.dataset.photo) } : {}) } : {};
}

// A picture for the chosen story: in the place of the chosen picture, else of one that is still to come.
export function choosePicture(to) {
  choosing({ accept: DRAWN }, (files) => bringIn(files, { to }));
}

const HINT = say("放下就来稿：Word、文本、图片、PDF", "drop to bring in: Word, text, pictures, PDF");

export function takeDrops() {
  let depth = 0;
  const files = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  const leave = () => {
    depth = 0;
    document.body.classList.remove("dropping");
  };
  window.addEventListener("dragenter", (event) => {
    if (!files(event) || !canDo("import")) return;
    depth += 1;
    document.body.classList.add("dropping");
    document.body.dataset.drop = HINT;
  });
  window.addEventListener("dragleave", () => {
    depth -= 1;
    if (depth <= 0) leave();
  });
  window.addEventListener("dragover", (event) => {
    if (!files(event)) return;
    event.preventDefault();
    const { story: id, photo, onto, page } = under(event);
    const pictures = [...event.dataTransfer.items].every((one) => /^image\/|pdf$/.test(one.type));
    const nth = photo === undefined ? "" : say(`第 ${photo + 1} 幅`, `picture ${photo + 1}`);
    if (onto) document.body.dataset.drop = say(`放下就排上第 ${page} 版`, `drop: onto page ${page}`);
    else document.body.dataset.drop = id && pictures ? say(`放下就配 ${id} 的图${nth ? `：换${nth}` : ""}`, `drop: a picture for ${id}${nth ? `, for ${nth}` : ""}`) : HINT;
  });
  window.addEventListener("drop", (event) => {
    if (!files(event)) return;
    event.preventDefault();
    leave();
    bringIn([...event.dataTransfer.files], { to: under(event) });
  });
}

panel({ id: "arrivals", name: say("来稿", "arrivals"), tab: false, draw, on: ["arrivals"] });
on("bring in", () => ($("panel"), openPanel("arrivals"), chooseFiles()));
