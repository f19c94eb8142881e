// The window's two languages: Chinese unless it was started in English.

export const zh = document.documentElement.lang !== "en";
export const say = (chinese, english) => (zh ? chinese : english);

// What the server says comes in both languages.
export const told = (message) => (typeof message === "string" ? message : (message?.[zh ? "zh" : "en"] ?? ""));

export const KINDS = {
  lead: say("头条", "lead"), news: say("消息", "news"), brief: say("简讯", "brief"), photo: say("图片新闻", "picture"),
  column: say("专栏", "column"), notice: say("公告", "notice"), table: say("表格", "table"),
};

export const ROLES = {
  writer: say("记者", "writer"), editor: say("编辑", "editor"), layout: say("排版", "layout"),
  proof: say("校对", "proof"), chief: say("总编", "chief"),
};

// Readings as the files name them, and as they are shown.
export const READINGS = {
  初审: say("初审", "first review"), 复审: say("复审", "second review"), 终审: say("终审", "final review"),
  一校: say("一校", "first proof"), 二校: say("二校", "second proof"), 三校: say("三校", "third proof"), 签发: say("签发", "release"),
};

export const SEVERITIES = { error: say("错误", "error"), warning: say("警告", "warning"), note: say("说明", "note") };

export const pageName = (page) => say(`第 ${page.number} 版 ${told(page.section)}`, `page ${page.number} ${told(page.section)}`).trim();

// 14:05 today, 11-28 14:05 before.
export function clock(when) {
  const date = new Date(when);
  if (Number.isNaN(date.getTime())) return String(when);
  const two = (value) => String(value).padStart(2, "0");
  const time = `${two(date.getHours())}:${two(date.getMinutes())}`;
  const today = date.toDateString() === new Date().toDateString();
  return today ? time : `${two(date.getMonth() + 1)}-${two(date.getDate())} ${time}`;
}

// How a block's copy fits, in a few words.
export function fitWords(fit) {
  if (!fit) return "";
  if (fit.over) return say(`溢出 ${fit.over} 行，删 ${-fit.characters} 字`, `${fit.over} lines over, cut ${-fit.characters}`);
  if (fit.galley) return say(`${fit.set} 行`, `${fit.set} lines`);
  if (fit.characters > 0) return say(`缺 ${fit.short} 行，添 ${fit.characters} 字`, `${fit.short} lines short, add ${fit.characters}`);
  return say(`合版 ${fit.set}/${fit.offered} 行`, `fits ${fit.set}/${fit.offered}`);
}

// The same for a narrow list.
export function fitShort(fit) {
  if (fit?.over) return say(`溢 ${fit.over} 行（删 ${-fit.characters} 字）`, `+${fit.over} (cut ${-fit.characters})`);
  if (fit && !fit.galley && fit.characters > 0) return say(`缺 ${fit.short} 行（添 ${fit.characters} 字）`, `−${fit.short} (add ${fit.characters})`);
  return fit?.galley ? fitWords(fit) : fit ? `${fit.set}/${fit.offered}` : "";
}

export const fitKind = (fit) => (!fit ? "none" : fit.over ? "over" : fit.characters > 0 ? "short" : "good");
