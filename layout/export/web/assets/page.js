// The page view: titles and areas light each other up, hits are outlined, keys turn pages, tiles zoom deep.
(() => {
  "use strict";
  const search = window.paperSearch;
  const viewerFile = new URL("openseadragon.min.js", document.currentScript.src).href;
  const info = JSON.parse(document.getElementById("page-data").textContent);
  const areas = document.querySelector("svg.areas");
  const SVG = "http://www.w3.org/2000/svg";

  // Pointing at one lights the other.
  function lit(name, on) {
    for (const one of document.querySelectorAll(`[data-article="${CSS.escape(name)}"]`)) {
      one.classList.toggle("lit", on);
    }
  }
  for (const [enter, leave] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
    document.addEventListener(enter, (event) => {
      const link = event.target.closest("[data-article]");
      if (link) lit(link.dataset.article, true);
    });
    document.addEventListener(leave, (event) => {
      const link = event.target.closest("[data-article]");
      if (link) lit(link.dataset.article, false);
    });
  }

  // An article that was asked for stays outlined, also as a mark in the list of titles.
  function target() {
    for (const one of document.querySelectorAll(".titles .asked")) one.classList.remove("asked");
    const name = location.hash.startsWith("#on-") ? decodeURIComponent(location.hash.slice(4)) : "";
    if (!name) return;
    const area = document.getElementById(`on-${name}`);
    const title = document.querySelector(`.titles [data-article="${CSS.escape(name)}"]`);
    if (title) title.classList.add("asked");
    if (area) area.scrollIntoView({ block: "center", inline: "nearest" });
  }
  window.addEventListener("hashchange", target);
  window.addEventListener("load", target);

  function rectangle(box) {
    const mark = document.createElementNS(SVG, "rect");
    mark.setAttribute("x", box.x - 5);
    mark.setAttribute("y", box.y - 3);
    mark.setAttribute("width", box.width + 10);
    mark.setAttribute("height", box.height + 6);
    return mark;
  }

  let here = [];
  async function outline() {
    const words = search.asked();
    if (!words) return;
    const data = await search.table(document.body.dataset.issue);
    const hits = search.find(data, words);
    here = hits.filter((hit) => hit.boxes.some((box) => box.page === info.page));
    const group = areas.querySelector(".hits");
    const marks = here.map((hit) => {
      const mark = document.createElementNS(SVG, "g");
      mark.append(...hit.boxes.filter((box) => box.page === info.page).map(rectangle));
      group.append(mark);
      return mark;
    });
    const named = location.hash.startsWith("#on-") ? decodeURIComponent(location.hash.slice(4)) : "";
    const asked = data.articles.findIndex((article) => named && article.name === named);
    bar(words, hits, marks, data, asked);
  }

  function bar(words, hits, marks, data, asked) {
    const place = document.querySelector(".hits-bar");
    const label = document.createElement("span");
    let at = -1;
    const say = () => {
      const count = here.length ? `本版 ${here.length} 处` : "本版没有";
      label.textContent = `“${words}”${count}${at >= 0 ? `，第 ${at + 1} 处` : ""}，全期 ${hits.length} 处`;
    };
    const button = (text, act) => {
      const made = document.createElement("button");
      made.type = "button";
      made.textContent = text;
      made.addEventListener("click", act);
      return made;
    };
    const go = (step) => {
      if (at >= 0) marks[at].classList.remove("current");
      at = (at + step + marks.length) % marks.length;
      marks[at].classList.add("current");
      marks[at].scrollIntoView({ block: "center", inline: "nearest" });
      say();
    };
    place.append(label);
    if (marks.length > 1) place.append(button("上一处", () => go(at < 0 ? 0 : -1)), button("下一处", () => go(1)));
    const elsewhere = hits.find((hit) => !here.includes(hit));
    if (elsewhere) {
      const page = data.pages.find((one) => one.page === elsewhere.boxes[0].page);
      const link = document.createElement("a");
      link.href = `search.html?q=${encodeURIComponent(words)}`;
      link.textContent = here.length ? "全部结果" : `在${page.title}等处`;
      place.append(link);
    }
    place.append(button("清除", () => { location.href = location.pathname.split("/").pop() || "index.html"; }));
    say();
    place.hidden = false;
    // A result may ask for one hit of the issue by its number, or for an article's first.
    const wanted = asked >= 0
      ? here.findIndex((hit) => hit.article === asked)
      : here.indexOf(hits[Number(location.hash.replace("#hit-", ""))]);
    if (marks.length) go(wanted >= 0 ? wanted + 1 : 1);
  }
  outline();

  // Among many pages, the list shows where we are.
  const own = document.querySelector(".pages [aria-current]");
  const list = own.closest("ol");
  const column = own.closest(".pages");
  column.scrollTop += own.getBoundingClientRect().top - column.getBoundingClientRect().top - column.clientHeight / 3;
  list.scrollLeft += own.getBoundingClientRect().left - list.getBoundingClientRect().left - list.clientWidth / 3;

  // Left and right turn pages, where nothing else has the keys.
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.target.closest("input, select, textarea, dialog, summary")) return;
    const next = { ArrowLeft: info.before, ArrowRight: info.after }[event.key];
    if (next) location.href = next;
  });

  // Deep zoom.
  const dialog = document.querySelector("dialog.zoom");
  const open = document.querySelector(".zoom-open");
  let viewer = null;
  async function zoom() {
    dialog.showModal();
    if (viewer) return;
    if (!window.OpenSeadragon) await search.load(viewerFile);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    viewer = window.OpenSeadragon({
      element: document.getElementById("deep"),
      tileSources: { ...info.service, id: new URL(info.tiles, location.href).href },
      drawer: "canvas",
      showNavigationControl: false,
      showNavigator: false,
      maxZoomPixelRatio: 2,
      visibilityRatio: 1,
      animationTime: still ? 0 : 0.8,
      immediateRender: true,
      gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true },
    });
    viewer.addHandler("open", () => {
      const marks = areas.cloneNode(true);
      marks.removeAttribute("class");
      marks.classList.add("areas", "over");
      for (const one of marks.querySelectorAll("a")) {
        const keep = `#${one.id}` === location.hash;
        if (one.id) one.removeAttribute("id");
        if (keep) one.classList.add("asked");
        else one.remove();
      }
      const Rect = window.OpenSeadragon.Rect;
      viewer.addOverlay({ element: marks, location: new Rect(0, 0, 1, info.height / info.width) });
      if (here.length) {
        const current = [...areas.querySelectorAll(".hits g")].findIndex((mark) => mark.classList.contains("current"));
        const box = here[Math.max(current, 0)].boxes.find((one) => one.page === info.page);
        const wide = Math.max(box.width * 3, 1200) / info.width;
        const x = (box.x + box.width / 2) / info.width;
        const y = (box.y + box.height / 2) / info.width;
        viewer.viewport.fitBounds(new Rect(x - wide / 2, y - wide / 2, wide, wide), true);
      }
    });
    const by = (name, act) => dialog.querySelector(name).addEventListener("click", act);
    by(".zoom-in", () => viewer.viewport.zoomBy(1.6));
    by(".zoom-out", () => viewer.viewport.zoomBy(1 / 1.6));
    by(".zoom-home", () => viewer.viewport.goHome());
  }
  dialog.querySelector(".zoom-close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => open.focus());
  open.addEventListener("click", zoom);
  open.hidden = false;
})();
