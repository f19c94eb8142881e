// The issue's furniture in a form: masthead, imprint, names of the pages; kept in one step.

import { button, dialogue, make } from "./dom.js";
import { act } from "./doing.js";
import { mayOrSay } from "./rights.js";
import { desk, note } from "./store.js";
import { get } from "./wire.js";
import { say } from "./words.js";

const MASTHEAD = {
  name: say("报名", "name"), pinyin: say("拼音", "pinyin"), sponsor: say("主办", "sponsor"), editor: say("编辑", "editor"), hotline: say("热线", "hotline"),
  licence: say("准印证", "licence"), notice: say("声明", "notice"), weather: say("天气", "weather"),
};
const QR = { label: say("二维码下", "under the QR code"), target: say("二维码网址", "QR code's address") };
const IMPRINT = {
  printer: say("印刷单位", "printer"), printed: say("印刷日期", "printed on"), run: say("印数", "run"), recipients: say("发送对象", "recipients"),
};

export async function furnitureDialogue() {
  if (!mayOrSay("furnish")) return;
  const given = await get("/issue").catch(() => null);
  if (!given) return void note(say("issue.yaml 读不出来", "issue.yaml cannot be read"), "bad");
  const fields = [];
  const field = (path, name, value, more = {}) => {
    const text = value === null || value === undefined ? "" : String(value);
    const input = make("input", { value: text, "aria-label": name, ...more });
    fields.push({ path, input, text });
    return make("label", {}, make("span", {}, name), input);
  };
  const lines = (path, names, values) => Object.entries(names).map(([name, words]) => field([...path, name], words, values?.[name], name === "printed" ? { type: "date" } : {}));
  const block = (title, ...rows) => make("fieldset", {}, make("legend", {}, title), ...rows);
  const pages = (given.pages ?? []).map((page, at) => field(["pages", at, "name"], say(`第 ${page.no} 版`, `page ${page.no}`), page.name));
  const form = make("form", { method: "dialog", class: "furniture" },
    block(say("本期", "this issue"), field(["issue", "date"], say("日期", "date"), given.issue?.date, { type: "date" }), ...pages),
    block(say("版权栏（法定，付印前补齐）", "imprint (asked by law)"), ...lines(["imprint"], IMPRINT, given.imprint)),
    block(say("报头", "masthead"), ...lines(["masthead"], MASTHEAD, given.masthead), ...lines(["masthead", "qr"], QR, given.qr)),
    make("menu", {}, button(say("取消", "cancel"), () => box.close()), make("button", { class: "main" }, say("存", "keep"))));
  const box = dialogue(say("报头、版权栏、版名", "masthead, imprint, names of pages"), { id: "furniture" }, form);
  form.addEventListener("submit", () => {
    const changed = fields.filter(({ input, text }) => input.value !== text).map(({ path, input }) => ({ path, value: input.value.trim() || null }));
    if (changed.length) act({ do: "furnish", fields: changed });
  });
}

// A correction of a story that is printed: told on the web under it, in the archive, and by a later issue.
export function correctDialogue(id) {
  const story = make("input", { value: id, required: true, "aria-label": say("稿件", "story") });
  const today = new Date();
  const two = (value) => String(value).padStart(2, "0");
  const date = make("input", { type: "date", required: true, value: `${today.getFullYear()}-${two(today.getMonth() + 1)}-${two(today.getDate())}`, "aria-label": say("日期", "date") });
  const reason = make("textarea", { rows: "3", required: true, maxlength: "400", autofocus: Boolean(id), "aria-label": say("更正什么", "what is put right") });
  const form = make("form", { method: "dialog" },
    make("p", { class: "soft" }, say("稿件照改，再付印一次；数字报和存档都会说明。", "change the copy as well, then release again; web and archive will tell.")),
    make("label", {}, make("span", {}, say("稿件", "story")), story), make("label", {}, make("span", {}, say("日期", "date")), date),
    make("label", {}, make("span", {}, say("更正什么", "what is put right")), reason),
    make("menu", {}, button(say("取消", "cancel"), () => box.close()), make("button", { class: "main" }, say("登更正", "list it"))));
  const box = dialogue(say(`更正：第 ${desk.state.number} 期`, `correction of issue ${desk.state.number}`), { id: "correct" }, form);
  form.addEventListener("submit", () => act({ do: "correct", story: story.value.trim(), date: date.value, reason: reason.value.trim() }));
}
