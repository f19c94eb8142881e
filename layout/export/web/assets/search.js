// Search over exact text: 繁 as 简, full-width letters as plain ones, no blanks, lower case (see layout/text/folded.py).
(() => {
  "use strict";

  const home = document.currentScript.src.replace(/[^/]*$/, "");
  let simple = null;

  // Load a script of the paper's own; data comes as scripts so that it also loads from a folder.
  function load(source) {
    return new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = source;
      script.onload = () => { script.remove(); done(); };
      script.onerror = () => { script.remove(); failed(new Error(source)); };
      document.head.append(script);
    });
  }

  // The table of traditional characters, before anything is folded.
  async function ready() {
    if (simple) return;
    if (!window.paperVariants) await load(`${home}variants.js`);
    simple = new Map();
    const pairs = window.paperVariants;
    for (let at = 0; at < pairs.length; at += 2) simple.set(pairs[at], pairs[at + 1]);
  }

  function folded(text) {
    const plain = [];
    const places = [];
    for (let index = 0; index < text.length; index += 1) {
      const letter = text[index];
      if (/\s/.test(letter)) continue;
      let code = letter.charCodeAt(0);
      if (code >= 0xff01 && code <= 0xff5e) code -= 0xfee0;
      if (code >= 65 && code <= 90) code += 32;
      plain.push((simple && simple.get(letter)) || String.fromCharCode(code));
      places.push(index);
    }
    return { plain: plain.join(""), places };
  }

  // What a reader asks for: words between blanks, and phrases in quotes; all of them must be there.
  function parts(words) {
    const found = [];
    for (const match of words.matchAll(/[“”"「『＂]([^“”"」』＂]*)(?:[“”"」』＂]|$)|([^\s“”"「『＂]+)/g)) {
      const { plain } = folded(match[1] ?? match[2]);
      if (plain && !found.includes(plain)) found.push(plain);
    }
    return found;
  }

  // Where a part stands in a text, as places of the text itself.
  function* places(text, part) {
    const { plain, places: at } = folded(text);
    for (let from = plain.indexOf(part); from >= 0; from = plain.indexOf(part, from + part.length)) {
      yield [at[from], at[from + part.length - 1] + 1];
    }
  }

  // Where the characters from `begin` to `end` of a passage stand on the pages, one box a line.
  function boxes(lines, begin, end) {
    const found = [];
    let at = 0;
    for (const [page, units, down, near, far, start, widths] of lines) {
      const from = Math.max(begin - at, 0);
      const to = Math.min(end - at, units);
      if (from < to) {
        const upTo = (count) =>
          start + (typeof widths === "number" ? widths * count : widths.slice(0, count).reduce((a, b) => a + b, 0));
        const first = upTo(from);
        const length = upTo(to) - first;
        found.push(
          down
            ? { page, x: near, y: first, width: far - near, height: length }
            : { page, x: first, y: near, width: length, height: far - near },
        );
      }
      at += units;
    }
    return found;
  }

  // Every place of an issue that answers, in articles (or pages) that hold all the parts.
  function find(table, words) {
    const wanted = parts(words);
    const groups = new Map();
    for (const [article, role, text, lines] of table.passages) {
      const key = article < 0 ? `page ${lines[0][0]}` : article;
      if (!groups.has(key)) groups.set(key, []);
      const group = groups.get(key);
      wanted.forEach((part, index) => {
        for (const [begin, end] of places(text, part)) {
          group.push({ index, article, role, text, begin, end, boxes: boxes(lines, begin, end) });
        }
      });
    }
    const hits = [];
    for (const group of groups.values()) {
      if (wanted.length && new Set(group.map((hit) => hit.index)).size === wanted.length) hits.push(...group);
    }
    return hits;
  }

  function asked() {
    return (new URLSearchParams(location.search).get("q") || "").trim().slice(0, 60);
  }

  async function table(issue, folder = "") {
    await ready();
    if (!(window.paperText && window.paperText[issue])) await load(`${folder}text.js`);
    return window.paperText[issue];
  }

  // The words around places of a text, marked; places that lie near each other share one stretch.
  function snippet(text, spans, around = 26) {
    const part = document.createElement("p");
    part.className = "snippet";
    const first = spans[0][0];
    const from = Math.max(first - around, 0);
    const to = Math.min(Math.max(first + 3 * around, spans[0][1] + around), text.length);
    let at = from;
    part.append(from ? "…" : "");
    for (const [begin, end] of spans) {
      if (begin < at || end > to) continue;
      const mark = document.createElement("mark");
      mark.textContent = text.slice(begin, end);
      part.append(text.slice(at, begin), mark);
      at = end;
    }
    part.append(text.slice(at, to) + (to < text.length ? "…" : ""));
    return part;
  }

  // Results, one item an article: its title, then the words around each hit with the way to its place in print.
  function* results(data, hits, words, folder = "") {
    const query = `?q=${encodeURIComponent(words)}`;
    const groups = new Map();
    for (const hit of hits) {
      const page = data.pages.find((one) => one.page === hit.boxes[0].page);
      const key = hit.article < 0 ? `page ${page.page}` : hit.article;
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push({ hit, page });
    }
    for (const found of groups.values()) {
      const article = data.articles[found[0].hit.article];
      const item = document.createElement("li");
      const title = document.createElement("a");
      title.className = "head";
      title.textContent = article ? article.title : found[0].page.title;
      title.href = folder + (article ? article.file : found[0].page.file) + query;
      item.append(title);
      for (const { hit, page } of found) {
        const part = snippet(hit.text, [[hit.begin, hit.end]]);
        const place = document.createElement("a");
        place.className = "place";
        place.textContent = `第${String(page.page).padStart(2, "0")}版 看版面`;
        place.href = `${folder}${page.file}${query}#hit-${hits.indexOf(hit)}`;
        part.append(place);
        item.append(part);
      }
      yield item;
    }
  }

  const box = document.getElementById("find");
  if (box && asked()) box.value = asked();

  window.paperSearch = { asked, find, folded, load, parts, places, ready, results, snippet, table };
})();
