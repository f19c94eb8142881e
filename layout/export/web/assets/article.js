// The article page: type size, reading aloud, printing, the words that were searched for.
(() => {
  "use strict";
  const root = document.documentElement;
  const story = document.querySelector("main > article");

  // Type size, kept for the next article where the browser allows it.
  const KEY = "paper-type-size";
  const sizes = [...document.querySelectorAll(".sizes button")];
  function size(value) {
    root.dataset.size = value;
    for (const button of sizes) button.setAttribute("aria-pressed", String(button.dataset.size === value));
  }
  for (const button of sizes) {
    button.addEventListener("click", () => {
      size(button.dataset.size);
      try { localStorage.setItem(KEY, button.dataset.size); } catch { /* a browser that keeps nothing */ }
    });
  }
  try {
    const kept = localStorage.getItem(KEY);
    if (kept && sizes.some((button) => button.dataset.size === kept)) size(kept);
  } catch { /* a browser that keeps nothing */ }

  window.paperSpeak(
    document.querySelector(".speak"),
    [...story.querySelectorAll("h1, .deck, .body p, .body h2, .body li, .body td, .body figcaption")],
  );

  const print = document.querySelector(".print");
  print.hidden = false;
  print.addEventListener("click", () => window.print());

  // A link is worth copying only where others can open it.
  const copy = document.querySelector(".copy-link");
  if (location.protocol.startsWith("http") && navigator.clipboard) {
    document.querySelector(".share").hidden = false;
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(location.href.split("?")[0]);
      document.querySelector(".copied").textContent = "已复制";
    });
  }

  // Words that were searched for are marked in the copy.
  async function markAll() {
    const search = window.paperSearch;
    if (!search.asked()) return;
    await search.ready();
    const wanted = search.parts(search.asked());
    let first = null;
    for (const part of story.querySelectorAll("h1, .kicker, .deck, .body p, .body h2, .body li, .body td, .caption")) {
      const spans = wanted.flatMap((one) => [...search.places(part.textContent, one)]).sort((a, b) => b[0] - a[0]);
      let before = Infinity;
      for (const [begin, end] of spans) {
        if (end > before) continue;
        before = begin;
        const mark = markText(part, begin, end);
        if (mark && !(first && first.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING)) first = mark;
      }
    }
    if (first) first.scrollIntoView({ block: "center" });
  }
  markAll();

  function markText(part, begin, end) {
    const walk = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    let at = 0;
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const length = node.data.length;
      if (begin >= at && end <= at + length) {
        const range = document.createRange();
        range.setStart(node, begin - at);
        range.setEnd(node, end - at);
        const mark = document.createElement("mark");
        range.surroundContents(mark);
        return mark;
      }
      at += length;
    }
    return null;
  }
})();
