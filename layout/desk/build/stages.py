"""The stages of a build in the desk's words."""

from __future__ import annotations

STAGES = {
    "read": ("读稿", "read", "篇", "stories"),
    "type": ("字盘", "type", "", ""),
    "plan": ("版样", "plan", "", ""),
    "makeup": ("拼版", "make-up", "版", "pages"),
    "solve": ("自动拼版", "optimiser", "", ""),
    "judge": ("验版", "checker", "", ""),
    "ledger": ("对账", "ledger", "", ""),
    "pictures": ("图片", "pictures", "幅", "pictures"),
    "preflight": ("预检", "preflight", "", ""),
    "press": ("付印文件", "press", "个文件", "files"),
    "ticket": ("付印单", "job ticket", "", ""),
    "verify": ("复检", "press file check", "版", "pages"),
    "plates": ("印版", "plates", "版", "pages"),
    "images": ("版面图", "page images", "版", "pages"),
    "archive": ("存档", "archive", "个文件", "files"),
    "proof": ("校样", "proof", "版", "pages"),
    "web": ("数字报", "web edition", "版", "pages"),
}
"""Names of the stages by key: zh, en, and what each one's count counts (zh, en)."""
