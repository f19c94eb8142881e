// Search over exact text: words are compared without spaces, full-width letters as plain ones, in lower case.
(() => {
  "use strict";

  const BITS = 16;

  function folded(text) {
    const plain = [];
    const places = [];
    for (let index = 0; index < text.length; index += 1) {
      let code = text.charCodeAt(index);
      if (/\s/.test(text[index])) continue;
      if (code >= 0xff01 && code <= 0xff5e) code -= 0xfee0;
      if (code >= 65 && code <= 90) code += 32;
      plain.push(String.fromCharCode(code));
      places.push(index);
    }
    return { plain: plain.join(""), places };
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

  function find(table, words) {
    const wanted = folded(words).plain;
    const hits = [];
    if (!wanted) return hits;
    for (const [article, role, text, lines] of table.passages) {
      const { plain, places } = folded(text);
      for (let at = plain.indexOf(wanted); at >= 0; at = plain.indexOf(wanted, at + wanted.length)) {
        const begin = places[at];
        const end = places[at + wanted.length - 1] + 1;
        hits.push({ article, role, text, begin, end, boxes: boxes(lines, begin, end) });
      }
    }
    return hits;
  }

  // Whether an issue can hold the words at all, by its signature (see searching.py).
  function mayHold(signature, words) {
    const { plain } = folded(words);
    const has = (key) => {
      const bit = Math.imul(key, 0x9e3779b1) >>> (32 - BITS);
      return (signature.charCodeAt(bit >>> 3) >>> (bit & 7)) & 1;
    };
    for (let index = 0; index < plain.length; index += 1) {
      const code = plain.charCodeAt(index);
      if (!has(code)) return false;
      if (index && !has((Math.imul(plain.charCodeAt(index - 1), 31) + code) | 0)) return false;
    }
    return plain.length > 0;
  }

  // Load a script of the paper's own; data comes as scripts so that it also loads from a folder.
  function load(source) {
    return new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = source;
      script.onload = () => done();
      script.onerror = () => failed(new Error(source));
      document.head.append(script);
    });
  }

  function asked() {
    return (new URLSearchParams(location.search).get("q") || "").trim().slice(0, 60);
  }

  async function table(issue, folder = "") {
    if (!(window.paperText && window.paperText[issue])) await load(`${folder}text.js`);
    return window.paperText[issue];
  }

  function snippet(hit, around = 26) {
    const part = document.createElement("p");
    part.className = "snippet";
    const from = Math.max(hit.begin - around, 0);
    const to = Math.min(hit.end + around, hit.text.length);
    const mark = document.createElement("mark");
    mark.textContent = hit.text.slice(hit.begin, hit.end);
    part.append((from ? "…" : "") + hit.text.slice(from, hit.begin), mark);
    part.append(hit.text.slice(hit.end, to) + (to < hit.text.length ? "…" : ""));
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
        const part = snippet(hit);
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

  window.paperSearch = { asked, find, folded, load, mayHold, results, table };
})();
