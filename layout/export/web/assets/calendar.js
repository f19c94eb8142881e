// Past issues: the lists lie beside the editions, where the whole site is published together.
(() => {
  "use strict";
  const load = window.paperSearch.load;

  function element(name, properties = {}, ...inside) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      if (key in made) made[key] = value;
      else made.setAttribute(key, value);
    }
    made.append(...inside);
    return made;
  }

  const DAYS = ["一", "二", "三", "四", "五", "六", "日"];
  const issueOf = ([number, date, title, folder]) => ({ number, date, title, folder: folder || String(number) });

  // The issues of a year, newest first.
  async function year(name, site) {
    if (!(window.paperYear && window.paperYear[name])) await load(`${site}years/${name}.js`);
    return window.paperYear[name].map(issueOf);
  }

  // A month as a table, each day that has an issue a link. `issues` are newest first.
  function month(name, number, issues, root, current) {
    const byDay = new Map();
    for (const issue of [...issues].reverse()) {
      const [, m, d] = issue.date.split("-").map(Number);
      if (m === number) byDay.set(d, issue);
    }
    const head = element("tr", {}, ...DAYS.map((day) => element("th", { scope: "col", textContent: day })));
    const body = element("tbody");
    const first = (new Date(Date.UTC(name, number - 1, 1)).getUTCDay() + 6) % 7;
    const last = new Date(Date.UTC(name, number, 0)).getUTCDate();
    let row = element("tr");
    for (let cell = 0; cell < first; cell += 1) row.append(element("td"));
    for (let day = 1; day <= last; day += 1) {
      const issue = byDay.get(day);
      const cell = element("td");
      if (issue) {
        const link = element("a", { href: `${root}${issue.folder}/web/index.html`, textContent: String(day) });
        link.setAttribute("aria-label", `${number}月${day}日 第${issue.number}期 ${issue.title}`);
        if (issue.number === current) link.setAttribute("aria-current", "page");
        cell.append(link);
      } else cell.textContent = String(day);
      row.append(cell);
      if ((first + day) % 7 === 0) {
        body.append(row);
        row = element("tr");
      }
    }
    if (row.children.length) body.append(row);
    const caption = element("caption", { textContent: `${name}年${number}月` });
    return element("table", { className: "month" }, caption, element("thead", {}, head), body);
  }

  // A calendar that turns from month to month with issues in it, years loaded as they are wanted.
  function calendar(years, date, root, current) {
    const site = `${root}web/`;
    const holder = element("div", { className: "calendar" });
    const place = element("div", { className: "month-place" });
    place.setAttribute("aria-live", "polite");
    const earlier = element("button", { type: "button", textContent: "前一月" });
    const later = element("button", { type: "button", textContent: "后一月" });
    const chooseYear = element("select", { ariaLabel: "年" });
    const chooseMonth = element("select", { ariaLabel: "月" });
    for (const [name] of years) chooseYear.append(element("option", { value: name, textContent: `${name}年` }));
    let at = years.some(([name]) => name === date.slice(0, 4)) ? date.slice(0, 4) : years[0][0];
    let number = Number(date.slice(5, 7));
    const monthsOf = (issues) => [...new Set(issues.map((issue) => Number(issue.date.slice(5, 7))))].sort((a, b) => a - b);
    async function show() {
      const issues = await year(at, site);
      const months = monthsOf(issues);
      if (!months.includes(number)) number = number > months[0] ? months[months.length - 1] : months[0];
      place.replaceChildren(month(Number(at), number, issues, root, current));
      chooseYear.value = at;
      chooseMonth.replaceChildren(
        ...months.map((one) => element("option", { value: String(one), textContent: `${one}月` })),
      );
      chooseMonth.value = String(number);
      const nth = years.findIndex(([name]) => name === at);
      earlier.disabled = number === months[0] && nth === years.length - 1;
      later.disabled = number === months[months.length - 1] && nth === 0;
    }
    async function turn(step) {
      const months = monthsOf(await year(at, site));
      const next = months[months.indexOf(number) + step];
      if (next) number = next;
      else {
        at = years[years.findIndex(([name]) => name === at) - step][0];
        number = step > 0 ? 1 : 12;
      }
      await show();
    }
    earlier.addEventListener("click", () => turn(-1));
    later.addEventListener("click", () => turn(1));
    chooseYear.addEventListener("change", () => { at = chooseYear.value; show(); });
    chooseMonth.addEventListener("change", () => { number = Number(chooseMonth.value); show(); });
    holder.append(element("div", { className: "turn" }, earlier, chooseYear, chooseMonth, later), place);
    show();
    return holder;
  }

  // The issues of one day in other years, as a list.
  function sameDay(place, rows, root, current = 0) {
    const others = rows.map(issueOf).filter((issue) => issue.number !== current);
    if (!others.length) return;
    place.querySelector(".days").append(...others.map((issue) => element(
      "li", {},
      element("a", { href: `${root}${issue.folder}/web/index.html` },
        element("b", { textContent: `${issue.date.slice(0, 4)}年` }), ` ${issue.title || `第${issue.number}期`}`),
    )));
    place.hidden = false;
  }

  async function inEdition() {
    const number = Number(document.body.dataset.issue);
    const date = document.body.dataset.date;
    // Only where the folders stand as they were built; an edition copied elsewhere stands alone.
    if (!number || !new RegExp(`/${number}(-r[0-9]+)?/web/[^/]*$`).test(location.pathname)) return;
    await load("../../web/years.js");
    const years = window.paperYears || [];
    if (!years.length) return;
    // A draft is not among them: its neighbours are those that its day stands between.
    const rank = (issue) => issue.date.localeCompare(date) || issue.number - number;
    const before = years.filter(([name]) => name <= date.slice(0, 4));
    const after = years.filter(([name]) => name >= date.slice(0, 4)).reverse();
    async function nearest(names, pick) {
      for (const [name] of names.slice(0, 2)) {
        const found = pick(await year(name, "../../web/"));
        if (found) return found;
      }
      return undefined;
    }
    const older = await nearest(before, (issues) => issues.find((issue) => rank(issue) < 0));
    const newer = await nearest(after, (issues) => issues.filter((issue) => rank(issue) > 0).pop());
    const ways = document.querySelector(".issues");
    const button = ways.querySelector(".calendar-open");
    const link = (issue, rel, name, label) => issue && element("a", {
      href: `../../${issue.folder}/web/index.html`, className: name, rel, textContent: label,
      title: `${issue.date} 第${issue.number}期`,
    });
    button.before(...[link(older, "prev", "older", "上一期")].filter(Boolean));
    button.after(...[link(newer, "next", "newer", "下一期")].filter(Boolean));
    openable(years, date, number);
    const all = document.querySelector(".search-all");
    if (all && years.reduce((sum, [, count]) => sum + count, 0) > 1) {
      all.href = `../../web/search.html${location.search}`;
      all.hidden = false;
    }
    const place = document.querySelector(".same-day");
    const day = date.slice(5);
    if (place && (window.paperDays || []).includes(day)) {
      await load(`../../web/days/${day}.js`);
      sameDay(place, window.paperDay[day], "../../", number);
    }
  }

  function openable(years, date, number) {
    const button = document.querySelector(".calendar-open");
    const close = element("button", { type: "button", className: "close", textContent: "关闭" });
    const all = element("a", { href: `../../web/index.html`, textContent: "全部往期" });
    const dialog = element("dialog", { className: "past" }, element("h2", { textContent: "往期" }));
    dialog.setAttribute("aria-label", "往期");
    document.body.append(dialog);
    button.hidden = false;
    button.addEventListener("click", () => {
      if (dialog.children.length === 1) {
        dialog.append(calendar(years, date, "../../", number), element("p", { className: "past-links" }, all, close));
      }
      dialog.showModal();
    });
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  }

  window.paperSameDay = sameDay;
  inEdition().catch(() => {});
})();
