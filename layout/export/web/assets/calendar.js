// Past issues: the list lies beside the editions, where the whole site is published together.
(() => {
  "use strict";

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

  // A month as a table, each day that has an issue a link. `issues` are newest first.
  function month(year, number, issues, root, current) {
    const byDay = new Map();
    for (const issue of [...issues].reverse()) {
      const [y, m, d] = issue.date.split("-").map(Number);
      if (y === year && m === number) byDay.set(d, issue);
    }
    const head = element("tr", {}, ...DAYS.map((day) => element("th", { scope: "col", textContent: day })));
    const body = element("tbody");
    const first = (new Date(Date.UTC(year, number - 1, 1)).getUTCDay() + 6) % 7;
    const last = new Date(Date.UTC(year, number, 0)).getUTCDate();
    let row = element("tr");
    for (let cell = 0; cell < first; cell += 1) row.append(element("td"));
    for (let day = 1; day <= last; day += 1) {
      const issue = byDay.get(day);
      const cell = element("td");
      if (issue) {
        const link = element("a", { href: `${root}${issue.number}/web/index.html`, textContent: String(day) });
        link.setAttribute("aria-label", `${number}月${day}日 第${issue.number}期`);
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
    return element(
      "table",
      { className: "month" },
      element("caption", { textContent: `${year}年${number}月` }),
      element("thead", {}, head),
      body,
    );
  }

  // A calendar that turns from month to month with issues in it.
  function calendar(issues, root, current) {
    const months = [...new Set(issues.map((issue) => issue.date.slice(0, 7)))].sort();
    const start = issues.find((issue) => issue.number === current) || issues[0];
    let at = months.indexOf(start.date.slice(0, 7));
    const holder = element("div", { className: "calendar" });
    const place = element("div", { className: "month-place" });
    place.setAttribute("aria-live", "polite");
    const earlier = element("button", { type: "button", textContent: "前一月" });
    const later = element("button", { type: "button", textContent: "后一月" });
    const choose = element("select");
    choose.setAttribute("aria-label", "月份");
    months.forEach((name, index) => {
      const [year, number] = name.split("-");
      choose.append(element("option", { value: String(index), textContent: `${year}年${Number(number)}月` }));
    });
    function show() {
      const [year, number] = months[at].split("-").map(Number);
      place.replaceChildren(month(year, number, issues, root, current));
      choose.value = String(at);
      earlier.disabled = at === 0;
      later.disabled = at === months.length - 1;
    }
    earlier.addEventListener("click", () => { at -= 1; show(); });
    later.addEventListener("click", () => { at += 1; show(); });
    choose.addEventListener("change", () => { at = Number(choose.value); show(); });
    holder.append(element("div", { className: "turn" }, earlier, choose, later), place);
    show();
    return holder;
  }

  function inEdition() {
    const number = Number(document.body.dataset.issue);
    // Only where the folders stand as they were built; an edition copied elsewhere stands alone.
    if (!number || !new RegExp(`/${number}/web/[^/]*$`).test(location.pathname)) return;
    window.paperSearch.load("../../web/issues.js").then(() => {
      const issues = window.paperIssues || [];
      const at = issues.findIndex((issue) => issue.number === number);
      const link = (name, issue) => {
        if (!issue) return;
        const anchor = document.querySelector(`.issues .${name}`);
        anchor.href = `../../${issue.number}/web/index.html`;
        anchor.title = `${issue.date} 第${issue.number}期`;
        anchor.hidden = false;
      };
      if (at >= 0) {
        link("newer", issues[at - 1]);
        link("older", issues[at + 1]);
      }
      if (issues.length) openable(issues, number);
      const all = document.querySelector(".search-all");
      if (all && issues.length > 1) {
        all.href = `../../web/index.html${location.search}`;
        all.hidden = false;
      }
    }, () => {});
  }

  function openable(issues, number) {
    const button = document.querySelector(".calendar-open");
    const close = element("button", { type: "button", className: "close", textContent: "关闭" });
    const all = element("a", { href: "../../web/index.html", textContent: "全部往期" });
    const dialog = element(
      "dialog",
      { className: "past" },
      element("h2", { textContent: "往期" }),
      calendar(issues, "../../", number),
      element("p", { className: "past-links" }, all, close),
    );
    dialog.setAttribute("aria-label", "往期");
    document.body.append(dialog);
    button.hidden = false;
    button.addEventListener("click", () => dialog.showModal());
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  }

  window.paperCalendar = calendar;
  inEdition();
})();
