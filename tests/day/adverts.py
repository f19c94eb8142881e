"""The day's adverts as the office and the print shop send them: PDFs in RGB, type embedded."""

from __future__ import annotations

from pathlib import Path

FONTS = Path(__file__).resolve().parents[2] / "fonts"
NOTICE = (
    "　　为做好引水二期工程试通水，经县人民政府同意，定于2026年4月20日8时至21日18时对柏木、石梁、",
    "老鹰嘴三处加压站进行设备联调，届时柏木乡、石梁村一带将间歇停水。请提前储水，关好龙头；恢复供",
    "水初期水色微黄，放流片刻即可使用。供水热线24小时值守。",
    "岚川县水利局　2026年4月16日",
)
PLEDGE = ("一滴水，走了八十六公里", "请关紧龙头 · 岚川县节约用水办公室")


def _canvas(to: Path, width: float, height: float):  # type: ignore[no-untyped-def]
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    for name, file in (("hei", "NotoSansSC-700.ttf"), ("song", "NotoSerifSC-400.ttf"), ("kai", "LXGWWenKai-500.ttf")):
        pdfmetrics.registerFont(TTFont(name, str(FONTS / file)))
    return Canvas(str(to), pagesize=(width, height), invariant=1, initialFontName="hei")


WIDE = 245 / 25.4 * 72
"""The width of a 四开 page's columns, in points."""

ROW = 11.57


def deep(rows: int) -> float:
    """Return the height of so many rows of a page, in points."""
    return (rows - 1) * ROW + 9


def notice(to: Path, width: float = WIDE, height: float = deep(14)) -> None:
    """Write the water office's notice: a frame, a head, three lines and who gives it."""
    canvas = _canvas(to, width, height)
    canvas.setStrokeColorRGB(0.0, 0.42, 0.72)
    canvas.setLineWidth(2)
    canvas.rect(1, 1, width - 2, height - 2)  # its outer edge is the trim
    canvas.setFillColorRGB(0.0, 0.42, 0.72)
    canvas.setFont("hei", 26)
    canvas.drawCentredString(width / 2, height - 44, "停 水 公 告")
    canvas.setFillColorRGB(0, 0, 0)
    canvas.setFont("song", 13.5)
    for nth, line in enumerate(NOTICE[:-1]):
        canvas.drawString(28, height - 76 - nth * 22, line)
    canvas.drawRightString(width - 42, height - 76 - 3 * 22, NOTICE[-1])
    canvas.showPage()
    canvas.save()


def pledge(to: Path, width: float = WIDE, height: float = deep(30)) -> None:
    """Write the public-service advert: a ground that turns from one blue into another, a drop, two lines."""
    canvas = _canvas(to, width, height)
    canvas.linearGradient(0, 0, width, height, ((0.04, 0.29, 0.44), (0.43, 0.72, 0.78)))
    drop = canvas.beginPath()
    x, y, r = 150, height / 2 - 22, 62
    drop.moveTo(x, y + 140)
    drop.curveTo(x + 18, y + 92, x + r, y + 62, x + r, y + 10)
    drop.curveTo(x + r, y - 66, x - r, y - 66, x - r, y + 10)
    drop.curveTo(x - r, y + 62, x - 18, y + 92, x, y + 140)
    canvas.setFillColorRGB(0.93, 0.98, 1)
    canvas.drawPath(drop, stroke=0, fill=1)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.setFont("kai", 42)
    canvas.drawString(258, height / 2 + 8, PLEDGE[0][:4])
    canvas.drawString(258, height / 2 - 46, PLEDGE[0][4:])
    canvas.setFont("hei", 15)
    canvas.drawString(260, height / 2 - 92, PLEDGE[1])
    canvas.showPage()
    canvas.save()
