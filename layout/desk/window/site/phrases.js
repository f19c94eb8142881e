// The editor's own words in Chinese.

import { EditorState } from "@codemirror/state";
import { zh } from "./words.js";

export const phrases = EditorState.phrases.of(
  zh
    ? {
        Find: "查找", Replace: "换成", next: "下一个", previous: "上一个", all: "全部", "match case": "分大小写",
        "by word": "整词", regexp: "正则", replace: "替换", "replace all": "全部替换", close: "合上",
        "current match": "当前这处", "replaced $ matches": "换了 $ 处", "replaced match on line $": "换了第 $ 行的一处",
        "on line": "行", Diagnostics: "意见", "No diagnostics": "没有意见", "Go to line": "到第几行", go: "去",
        "Control character": "控制字符", "$ unchanged lines": "没变的 $ 行", "Selection deleted": "已删去所选",
      }
    : {},
);
