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

  // Reading aloud by the browser's own voice, paragraph by paragraph.
  const speak = document.querySelector(".speak");
  const voice = window.speechSynthesis;
  if (voice && window.SpeechSynthesisUtterance) {
    const parts = [...story.querySelectorAll("h1, .deck, .body p, .body h2, .body li, .body td, .body figcaption")];
    let run = 0;
    const stop = () => {
      run += 1;
      voice.cancel();
      speak.textContent = "朗读";
      speak.setAttribute("aria-pressed", "false");
      for (const part of parts) part.classList.remove("spoken");
    };
    const say = (index, turn) => {
      if (turn !== run) return;
      for (const part of parts) part.classList.remove("spoken");
      if (index >= parts.length) {
        stop();
        return;
      }
      const part = parts[index];
      part.classList.add("spoken");
      const words = new SpeechSynthesisUtterance(part.textContent);
      words.lang = "zh-CN";
      words.onend = () => say(index + 1, turn);
      words.onerror = () => { if (turn === run) stop(); };
      voice.speak(words);
    };
    speak.hidden = false;
    speak.addEventListener("click", () => {
      if (speak.getAttribute("aria-pressed") === "true") {
        stop();
        return;
      }
      stop();
      speak.textContent = "停止朗读";
      speak.setAttribute("aria-pressed", "true");
      say(0, run);
    });
    window.addEventListener("pagehide", stop);
  }

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
  const search = window.paperSearch;
  const wanted = search.folded(search.asked()).plain;
  if (wanted) {
    let first = null;
    for (const part of story.querySelectorAll("h1, .kicker, .deck, .body p, .body h2, .body li, .body td, .caption")) {
      const { plain, places } = search.folded(part.textContent);
      const ranges = [];
      for (let at = plain.indexOf(wanted); at >= 0; at = plain.indexOf(wanted, at + wanted.length)) {
        ranges.push([places[at], places[at + wanted.length - 1] + 1]);
      }
      for (const [begin, end] of ranges.reverse()) {
        const mark = markText(part, begin, end);
        if (mark && !(first && first.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING)) first = mark;
      }
    }
    if (first) first.scrollIntoView({ block: "center" });
  }

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
