// The index over all issues: calendar, and a search that opens only the issues that can hold the words.
(() => {
  "use strict";
  const issues = window.paperIssues || [];
  const place = document.querySelector(".past-issues");
  if (issues.length && place) place.querySelector("h2").after(window.paperCalendar(issues, "../", 0));

  const search = window.paperSearch;
  const words = search.asked();
  const found = document.querySelector(".found");
  const results = document.querySelector(".results");

  async function look() {
    let hits = 0;
    let opened = 0;
    const years = [...new Set(issues.map((issue) => issue.date.slice(0, 4)))];
    for (const year of years) {
      await search.load(`years/${year}.js`);
      const signatures = window.paperYears[year];
      for (const issue of issues.filter((one) => one.date.startsWith(year))) {
        if (!search.mayHold(atob(signatures[issue.number] || ""), words)) continue;
        opened += 1;
        found.textContent = `正在查第${issue.number}期，已找到 ${hits} 处`;
        const folder = `../${issue.number}/web/`;
        const data = await search.table(String(issue.number), folder);
        const own = search.find(data, words);
        window.paperText[issue.number] = undefined;
        if (!own.length) continue;
        hits += own.length;
        const heading = document.createElement("h2");
        heading.textContent = `${issue.date} 第${issue.number}期，${own.length} 处`;
        const list = document.createElement("ol");
        list.append(...search.results(data, own.slice(0, 20), words, folder));
        const item = document.createElement("li");
        item.append(heading, list);
        results.append(item);
        if (hits >= 500) {
          found.textContent = `“${words}”已找到 ${hits} 处，只列出较近的；请多写几个字再查`;
          return;
        }
      }
    }
    found.textContent = hits ? `“${words}”共 ${hits} 处` : `没有找到“${words}”`;
    document.body.dataset.opened = String(opened);
  }
  if (words && issues.length) {
    found.textContent = "正在检索";
    document.querySelector(".hits").hidden = false;
    look().catch(() => { found.textContent = "有一期的文字没有读到，检索没有做完"; });
  }
})();
