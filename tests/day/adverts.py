"""The day's adverts as the office and the print shop send them: PDFs in RGB, type embedded."""

from __future__ import annotations

from pathlib import Path

FONTS = Path(__file__).resolve().parents[2] / "fonts"
NOTICE = (
    "　　为做好引水二期工程试通水，经县人民政府同意，定于2026年4月20日8时至21日18时对柏木、",
    "石梁、老鹰嘴三处加压站进行设备联调，届时柏木乡、石梁村一带将间歇停水。请提前储水，关好",
    "龙头；恢复供水初期水色微黄，放流片刻即可使用。",
    "　　供水热线24小时值守。　　　　　　　　　　　　　　岚川县水利局　2026年4月16日",
)
PLEDGE = ("一滴水，走了八十六公里", "请关紧龙头 · 岚川县节约用水办公室")


def _canvas(to: Path, width: float, height: float):  # type: ignore[no-untyped-def]
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    for name, file in (("hei", "NotoSansSC-700.ttf"), ("song", "NotoSerifSC-400.ttf"), ("kai", "LXGWWenKai-500.ttf")):
        pdfmetrics.registerFont(TTFont(name, str(FONTS / file)))
    return Canvas(str(to), pagesize=(width, height), invariant=1)


def notice(to: Path, width: float = 480, height: float = 130) -> None:
    """Write the water office's notice: a frame, a head, three lines; sizes in points."""
    canvas = _canvas(to, width, height)
    canvas.setStrokeColorRGB(0.05, 0.32, 0.55)
    canvas.setLineWidth(2)
    canvas.rect(4, 4, width - 8, height - 8)
    canvas.setFillColorRGB(0.05, 0.32, 0.55)
    canvas.setFont("hei", 22)
    canvas.drawCentredString(width / 2, height - 36, "停 水 公 告")
    canvas.setFillColorRGB(0, 0, 0)
    canvas.setFont("song", 10)
    for nth, line in enumerate(NOTICE):
        canvas.drawString(16, height - 60 - nth * 18, line)
    canvas.showPage()
    canvas.save()


def pledge(to: Path, width: float = 480, height: float = 170) -> None:
    """Write the public-service advert: a ground that turns from one blue into another, a drop, two lines."""
    canvas = _canvas(to, width, height)
    canvas.linearGradient(0, 0, width, height, ((0.04, 0.29, 0.44), (0.43, 0.72, 0.78)))
    drop = canvas.beginPath()
    x, y, r = 86, height / 2 - 10, 34
    drop.moveTo(x, y + 78)
    drop.curveTo(x + 10, y + 50, x + r, y + 34, x + r, y + 6)
    drop.curveTo(x + r, y - 36, x - r, y - 36, x - r, y + 6)
    drop.curveTo(x - r, y + 34, x - 10, y + 50, x, y + 78)
    canvas.setFillColorRGB(0.93, 0.98, 1)
    canvas.drawPath(drop, stroke=0, fill=1)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.setFont("kai", 28)
    canvas.drawString(146, height / 2 + 4, PLEDGE[0])
    canvas.setFont("hei", 12)
    canvas.drawString(148, height / 2 - 34, PLEDGE[1])
    canvas.showPage()
    canvas.save()
