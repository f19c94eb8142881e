// The page to copy from: a field's words, or a story's content with its styles, onto the clipboard.
(() => {
  "use strict";
  function copy(node) {
    const range = document.createRange();
    range.selectNodeContents(node);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    const done = document.execCommand("copy"); // the one way that also works from a folder
    selection.removeAllRanges();
    return done;
  }
  for (const button of document.querySelectorAll(".copy-field")) {
    button.addEventListener("click", () => {
      button.textContent = copy(button.closest("tr").querySelector(".value")) ? "已复制" : "请手工复制";
    });
  }
  for (const button of document.querySelectorAll(".copy-content")) {
    button.addEventListener("click", () => {
      const story = button.closest("article");
      const told = copy(story.querySelector(".content")) ? "已复制，到编辑器里粘贴" : "请手工复制";
      story.querySelector(".told").textContent = told;
    });
  }
})();
