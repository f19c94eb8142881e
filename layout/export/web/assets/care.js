// 适老 mode, over the whole site and kept from page to page: large type, strong contrast, one column, reading aloud.
(() => {
  "use strict";
  const root = document.documentElement;
  const KEY = "paper-care";

  function kept() {
    try { return localStorage.getItem(KEY) === "on"; } catch { return false; }
  }
  function set(on) {
    if (on) root.dataset.care = "on";
    else delete root.dataset.care;
    for (const button of document.querySelectorAll("button.care")) {
      button.setAttribute("aria-pressed", String(on));
      button.textContent = on ? "标准版" : "大字版";
    }
    const aloud = document.querySelector(".read-page");
    if (aloud) aloud.hidden = !on;
  }
  root.dataset.scripted = ""; // what scripts are about to show has its place from the beginning
  if (kept()) root.dataset.care = "on"; // before anything is painted

  // Reading aloud by the browser's own voice, part by part.
  window.paperSpeak = (button, parts) => {
    const voice = window.speechSynthesis;
    if (!button || !voice || !window.SpeechSynthesisUtterance) return;
    const name = button.textContent;
    let run = 0;
    const stop = () => {
      run += 1;
      voice.cancel();
      button.textContent = name;
      button.setAttribute("aria-pressed", "false");
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
    button.hidden = false;
    button.addEventListener("click", () => {
      if (button.getAttribute("aria-pressed") === "true") {
        stop();
        return;
      }
      stop();
      button.textContent = "停止朗读";
      button.setAttribute("aria-pressed", "true");
      say(0, run);
    });
    window.addEventListener("pagehide", stop);
  };

  document.addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("button.care")) {
      button.hidden = false;
      button.addEventListener("click", () => {
        const on = root.dataset.care !== "on";
        set(on);
        try { localStorage.setItem(KEY, on ? "on" : "off"); } catch { /* a browser that keeps nothing */ }
      });
      // Articles have a button of their own; other pages are read title by title.
      if (!document.querySelector(".speak") && window.speechSynthesis) {
        const aloud = document.createElement("button");
        aloud.type = "button";
        aloud.className = "read-page";
        aloud.textContent = "朗读标题";
        aloud.setAttribute("aria-pressed", "false");
        button.after(aloud);
        const heads = "main h1:not(.hidden-label), .titles .own .head, .latest h2, .latest li a, .issue-list b, .results .head, .correction-log p";
        window.paperSpeak(aloud, [...document.querySelectorAll(heads)]);
      }
    }
    set(root.dataset.care === "on");
  });
})();
