"""What the names of paragraph styles say of a line's part, in Word, WPS and LibreOffice, Chinese and English."""

from __future__ import annotations

from layout.intake.pieces import Piece

_STYLES = {
    "main": ("title", "标题", "主题", "主标题", "正题", "heading 1", "heading1", "标题 1", "标题1"),
    "kicker": ("引题", "肩题", "眉题"),
    "deck": ("subtitle", "副标题", "副题"),
    "subhead": ("小标题", "heading 2", "heading 3", "heading 4", "heading 5", "heading 6", "标题 2", "标题 3", "标题 4",
                "标题 5", "标题 6", "标题2", "标题3"),
    "byline": ("署名", "作者", "记者", "通讯员", "author"),
    "sign": ("文末署名", "落款", "signature", "closing", "date", "日期"),
    "caption": ("caption", "题注", "图说", "图片说明", "figure", "illustration"),
    "item": ("list bullet", "list bullet 2", "list paragraph", "简讯", "条目"),
    "body": ("", "normal", "正文", "body text", "body text indent", "body text 2", "body text 3", "normal (web)",
             "plain text", "no spacing", "first paragraph", "normal indent", "正文缩进", "default", "default paragraph",
             "standard", "text body", "default style", "list number", "list", "note", "compact", "p", "正文文本",
             "正文文本缩进", "无间隔", "纯文本", "普通(网站)", "html preformatted", "body", "footnote text", "quote",
             "block text", "table contents", "table normal", "列出段落", "列表段落", "日期文本", "list continue",
             "first line indent", "text body indent", "preformatted text", "intense quote", "macro text",
             "table paragraph", "普通（网站）", "引文", "normal (web)1"),
}  # fmt: skip
_PART = {name: part for part, names in _STYLES.items() for name in names}


def style_part(piece: Piece) -> str | None:
    """Return the part that a piece's style names (`body` for plain ones), None for a style that is not known."""
    part = _PART.get(piece.style)
    if part is None and piece.level:
        return "main" if piece.level == 1 else "subhead"
    return part
