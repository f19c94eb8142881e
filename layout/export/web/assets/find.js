// The search over all issues: a few small files of the index for each pair of characters, then the articles' words.
(() => {
  "use strict";
  const search = window.paperSearch;
  const form = document.querySelector(".search-all-form");
  const found = document.querySelector(".found");
  const list = document.querySelector(".results");
  const more = document.querySelector(".more");
  const asked = new URLSearchParams(location.search);
  const words = search.asked();
  const KINDS = { lead: "头条", news: "消息", brief: "简讯", photo: "图片", notice: "公告", column: "专栏", table: "表格" };
  const BASE = 45;
  const PAGE = 10;
  const FEW = 2; // articles of a segment that are sooner looked into than held against another term
  const MANY = 2 * PAGE; // articles of the first segments from which on the others are loaded as they are wanted
  const SURELY = 1.5; // so many times as many are expected of the segments that are asked at once
  const NEARLY_ALL = 0.8;
  const MOST = 6; // terms of a part that the first segment is asked for; the rarest two go on to the others

  const DIGITS = new Int16Array(128).fill(-1);
  for (let code = 0x21, at = 0; code < 0x7f && at < 2 * BASE; code += 1) {
    if (!"`\\$<".includes(String.fromCharCode(code))) DIGITS[code] = at++;
  }
  function numbers(text) {
    const values = [];
    let value = 0;
    let scale = 1;
    for (let at = 0; at < text.length; at += 1) {
      const digit = DIGITS[text.charCodeAt(at)];
      value += (digit % BASE) * scale;
      if (digit < BASE) {
        values.push(value);
        value = 0;
        scale = 1;
      } else scale *= BASE;
    }
    return values;
  }

  // Files of the index say what they hold by calling this.
  const loaded = new Map();
  window.paperFind = (segment, file, content) => loaded.set(`${segment}/${file}`, content);
  const coming = new Map();
  function file(segment, number) {
    const key = `${segment.folder}/${number}`;
    if (!coming.has(key)) {
      const name = number < 0 ? "facets" : number.toString(16);
      coming.set(key, search.load(`find/${segment.folder}/${name}.js`).then(() => loaded.get(key)));
    }
    return coming.get(key);
  }

  function bucket(term, files) {
    const codes = [...term].map((letter) => letter.codePointAt(0));
    const [first, second] = codes.length > 1 ? codes : [0, codes[0]];
    const mixed = Math.imul(Math.imul(first, 31) + second, 0x9e3779b1) >>> 0;
    return files > 1 ? mixed >>> (32 - Math.log2(files)) : 0;
  }

  // Which articles of a segment hold a term, each with its weight.
  async function postings(segment, term) {
    const content = `\n${await file(segment, bucket(term, segment.files))}`;
    const held = new Map();
    const start = content.indexOf(`\n${term}\t`);
    if (start < 0) return held;
    const from = start + term.length + 2;
    let article = -1;
    for (const value of numbers(content.slice(from, content.indexOf("\n", from)))) {
      article += Math.floor(value / 4) + 1;
      held.set(article, value % 4);
    }
    return held;
  }

  function termsOf(part) {
    const letters = [...part];
    return letters.length === 1 ? letters : letters.slice(1).map((letter, at) => letters[at] + letter);
  }

  function spread(terms, most) {
    if (terms.length <= most) return terms;
    return Array.from({ length: most }, (_, at) => terms[Math.round((at * (terms.length - 1)) / (most - 1))]);
  }

  function issuesOf(segment) {
    const table = segment.table;
    if (table.first) return table;
    let number = -1;
    let day = 0;
    let first = 0;
    const steps = numbers(table.days);
    const sizes = numbers(table.sizes);
    table.list = numbers(table.numbers).map((step, at) => {
      number += step + 1;
      day += steps[at] % 2 ? -(steps[at] + 1) / 2 : steps[at] / 2;
      const date = new Date(Date.UTC(1900, 0, 1 + day)).toISOString().slice(0, 10);
      const issue = { number, date, first, folder: table.folders[number] || String(number) };
      first += sizes[at];
      return issue;
    });
    table.count = first;
    table.first = table.list.map((issue) => issue.first);
    return table;
  }

  function issueOf(table, article) {
    let low = 0;
    let high = table.first.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (table.first[middle] <= article) low = middle;
      else high = middle;
    }
    return table.list[low];
  }

  const want = (name) => asked.get(name) || "";

  async function facet(segment, name) {
    const value = want(name);
    if (!value) return null;
    const encoded = ((await file(segment, -1))[name] || {})[value] || "";
    const held = new Set();
    let article = -1;
    for (const step of numbers(encoded)) {
      article += step + 1;
      held.add(article);
    }
    return held;
  }

  // The articles of a segment that may answer.
  async function candidates(segment, plan) {
    const table = issuesOf(segment);
    const held = [await postings(segment, plan[0])];
    if (held[0].size > FEW) held.push(...await Promise.all(plan.slice(1).map((term) => postings(segment, term))));
    held.sort((one, other) => one.size - other.size);
    const limits = (await Promise.all(["kind", "page"].map((name) => facet(segment, name)))).filter(Boolean);
    const answers = [];
    for (const [article, weight] of held[0]) {
      if (limits.some((limit) => !limit.has(article))) continue;
      const weights = held.map((one) => one.get(article) ?? -1);
      if (weights.includes(-1) || (want("in") === "title" && weights.some((one) => one < 3))) continue;
      const issue = issueOf(table, article);
      const year = issue.date.slice(0, 4);
      if ((want("from") && year < want("from")) || (want("to") && year > want("to"))) continue;
      answers.push({ issue, index: article - issue.first, weight: Math.min(weight, ...weights) });
    }
    const turn = want("by") === "old" ? 1 : -1;
    return answers.sort((a, b) => turn * (a.issue.date.localeCompare(b.issue.date) || b.index - a.index));
  }

  // The rarest two terms of each part, as one segment has them, the rarest of all first. Others that nearly every
  // article has tell nothing that looking into the articles shown does not.
  async function rarest(segment, parts) {
    const plans = await Promise.all(parts.map(async (part) => {
      const terms = spread(termsOf(part), MOST);
      const sized = await Promise.all(terms.map(async (term) => [term, (await postings(segment, term)).size]));
      return sized.sort((a, b) => a[1] - b[1]).slice(0, 2);
    }));
    const most = NEARLY_ALL * issuesOf(segment).count;
    const sorted = plans.flat().sort((a, b) => a[1] - b[1]);
    return sorted.filter(([, size], at) => !at || size < most).map(([term]) => term);
  }

  function shelf() {
    const old = want("by") === "old";
    return Object.values(window.paperShelf)
      .filter((one) => (!want("from") || one.to.slice(0, 4) >= want("from"))
        && (!want("to") || one.from.slice(0, 4) <= want("to")))
      .sort((one, other) => (old ? one.from.localeCompare(other.from) : other.to.localeCompare(one.to)));
  }

  let total = 0;
  let counted = false;
  let exact = false;
  let guessed = false;

  const issuesIn = (segments) => segments.reduce((sum, segment) => sum + segment.issues, 0);

  // How many segments to ask at once: as many as will have enough to list if they are like the first, or all.
  function reach(segments, found) {
    const enough = found >= MANY ? MANY : SURELY * MANY;
    const each = found / segments[0].issues;
    const upTo = segments.findIndex((_, at) => each * issuesIn(segments.slice(0, at + 1)) >= enough);
    return upTo < 0 ? segments.length : upTo + 1;
  }

  // Segment after segment, loaded while those before are looked through; how many there are in all is guessed from
  // those that were seen.
  async function* oneByOne(segments, plan, lists) {
    let seen = 0;
    let looked = 0;
    const count = (list, segment) => {
      seen += list.length;
      looked += segment.issues;
      total = Math.round((seen / looked) * issuesIn(segments));
    };
    const ask = (some) => {
      for (const segment of segments.slice(lists.length, lists.length + some)) {
        lists.push(candidates(segment, plan));
        lists[lists.length - 1].catch(() => {});
      }
    };
    const first = await Promise.all(lists);
    first.forEach((list, at) => count(list, segments[at]));
    guessed = true;
    counted = true;
    say();
    for (let at = 0; at < segments.length; at += 1) {
      if (at === lists.length) ask(at); // where they hold little, twice as many each time
      const list = await lists[at];
      if (at >= first.length) {
        count(list, segments[at]);
        say();
      }
      for (const [nth, one] of list.entries()) {
        if (nth === list.length - PAGE && at === lists.length - 1) ask(1);
        yield one;
      }
    }
  }

  async function* answers(parts) {
    const segments = shelf();
    if (!segments.length) return;
    const plan = await rarest(segments[0], parts);
    const first = candidates(segments[0], plan);
    const upTo = want("by") === "weight" ? segments.length : reach(segments, (await first).length);
    const lists = [first, ...segments.slice(1, upTo).map((segment) => candidates(segment, plan))];
    for (const one of lists) one.catch(() => {});
    if (upTo < segments.length) {
      yield* oneByOne(segments, plan, lists);
      return;
    }
    Promise.all(lists).then((all) => {
      total = all.reduce((sum, one) => sum + one.length, 0);
      counted = true;
      say();
    }, () => {});
    if (want("by") === "weight") {
      const all = (await Promise.all(lists)).flat();
      all.sort((a, b) => b.weight - a.weight || b.issue.date.localeCompare(a.issue.date));
      yield* all;
      return;
    }
    for (const one of lists) yield* await one;
  }

  // An article's own words; null where it does not hold what was asked for after all.
  async function checked(answer, parts) {
    const folder = `../${answer.issue.folder}/web/`;
    const key = `${answer.issue.number}/${answer.index}`;
    await search.load(`${folder}words/${answer.index}.js`);
    const article = window.paperWords[key];
    delete window.paperWords[key];
    const passages = article.words
      .filter(([role]) => want("in") !== "title" || ["kicker", "headline", "deck"].includes(role))
      .map(([role, text]) => ({ role, text, spans: parts.map((part) => [...search.places(text, part)]) }));
    if (!parts.every((_, at) => passages.some((passage) => passage.spans[at].length))) return null;
    return { ...answer, folder, article, passages: passages.filter((one) => one.spans.some((spans) => spans.length)) };
  }

  function item({ issue, folder, article, passages }) {
    const query = `?q=${encodeURIComponent(words)}`;
    const row = document.createElement("li");
    const title = document.createElement("a");
    title.className = "head";
    title.href = `${folder}${article.file}${query}`;
    title.textContent = article.title;
    const where = document.createElement("p");
    where.className = "where";
    const [year, month, day] = issue.date.split("-").map(Number);
    const place = document.createElement("a");
    place.className = "place";
    place.href = `${folder}${article.sheet}${query}${article.name ? `#on-${article.name}` : ""}`;
    place.textContent = `${article.page} 看版面`;
    where.append(`${year}年${month}月${day}日 第${issue.number}期`, place);
    row.append(title, where);
    const shown = passages.filter((one) => one.role !== "headline").slice(0, 2);
    for (const one of shown) {
      row.append(search.snippet(one.text, one.spans.flat().sort((a, b) => a[0] - b[0])));
    }
    return row;
  }

  let shown = 0;
  let over = false;
  function rounded() {
    if (!guessed) return total;
    const step = 10 ** Math.max(0, String(total).length - 2);
    return Math.max(shown, Math.round(total / step) * step);
  }
  function say() {
    if (over && !shown) found.textContent = `没有找到“${words}”`;
    else if (over) found.textContent = `“${words}”共 ${shown} 篇`;
    else if (counted) found.textContent = `“${words}”${exact && !guessed ? "" : "约"} ${rounded()} 篇，已列出 ${shown} 篇`;
    else found.textContent = `“${words}”已列出 ${shown} 篇，正在数其余的`;
  }

  async function look(parts) {
    const source = answers(parts);
    const ready = [];
    let ended = false;
    let turns = 0;
    async function page() {
      more.hidden = true;
      let wanted = PAGE;
      while (wanted > 0 && !ended) {
        const batch = [];
        while (batch.length < wanted) {
          const next = await source.next();
          if (next.done) {
            ended = true;
            break;
          }
          batch.push(checked(next.value, parts));
        }
        for (const one of await Promise.all(batch)) if (one) ready.push(one);
        const rows = ready.splice(0).map(item);
        list.append(...rows);
        shown += rows.length;
        wanted -= rows.length;
        over = ended;
        say();
      }
      more.hidden = ended || (counted && !guessed && shown >= total);
      document.body.dataset.shown = String(shown);
      document.body.dataset.turns = String((turns += 1));
    }
    more.addEventListener("click", () => page().catch(failed));
    await page();
  }

  function failed() {
    found.textContent = "有一部分索引没有读到（可能刚刚更新），请再查一次";
  }

  function choices() {
    for (const name of ["page", "kind"]) {
      const names = new Set(Object.values(window.paperShelf).flatMap((one) => one[name] || []));
      const select = form.querySelector(`select[name="${name}"]`);
      for (const value of [...names].sort((a, b) => a.localeCompare(b, "zh"))) {
        const option = document.createElement("option");
        option.value = value;
        option.textContent = name === "kind" ? KINDS[value] || value : value;
        select.append(option);
      }
    }
    for (const select of form.querySelectorAll("select")) {
      select.value = want(select.name);
      if (select.selectedIndex < 0) select.selectedIndex = 0;
      select.addEventListener("change", () => { if (form.elements.q.value.trim()) form.requestSubmit(); });
    }
    // Only what was chosen goes into the address.
    form.addEventListener("submit", () => {
      for (const select of form.querySelectorAll("select")) select.disabled = !select.value;
    });
    window.addEventListener("pageshow", () => {
      for (const select of form.querySelectorAll("select")) select.disabled = false;
    });
  }

  (async () => {
    await search.ready();
    choices();
    const parts = words ? search.parts(words) : [];
    if (!parts.length) {
      form.elements.q.focus();
      return;
    }
    found.textContent = "正在检索";
    exact = parts.length === 1 && [...parts[0]].length <= 2;
    await look(parts);
  })().catch(failed);
})();
