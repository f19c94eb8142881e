// The edition's search page.
(async () => {
  "use strict";
  const search = window.paperSearch;
  const words = search.asked();
  const found = document.querySelector(".found");
  const results = document.querySelector(".results");
  if (!words) {
    found.textContent = "在上方输入要找的字词，查的是本期见报的每一个字；几个词用空格隔开，加引号查整句。";
    document.getElementById("find").focus();
    return;
  }
  const data = await search.table(document.body.dataset.issue);
  const hits = search.find(data, words);
  found.textContent = hits.length ? `“${words}”共 ${hits.length} 处` : `本期没有“${words}”`;
  results.append(...search.results(data, hits.slice(0, 300), words));
})();
