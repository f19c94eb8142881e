"""Draws the pictures of whole forms in docs/makeup.md: `python -m tests.benches.draw_forms OUT`.

The issue is made up: its copy is nobody's, its photographs are drawn.
"""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageDraw

from layout.desk.build.order import Order, in_silence
from layout.desk.build.pipeline import check
from layout.desk.house import House
from tests.newspaper import HEADS, front_page, house, issue, story

DESIGN = """name: 左大右小
sections: [要闻]
rows: 102
slots:
  - {slot: lead, at: [0, 0], size: [4, 34]}
  - {slot: picture, at: [0, 34], size: [4, 42]}
  - {slot: story, at: [0, 76], size: [4, 26]}
  - {slot: second, at: [4, 0], size: [2, 40], box: rule}
  - {slot: story, at: [4, 40], size: [2, 34]}
  - {slot: story, at: [4, 74], size: [2, 28]}
"""


def photograph(path: Path, dice: random.Random) -> None:
    """Draw a landscape: sky, hills, a sun."""
    width, height = 1800, 1200
    picture = Image.new("RGB", (width, height), (150 + dice.randrange(60), 190, 220))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((1200, 120, 1420, 340), fill=(250, 235, 180))
    for level in range(5):
        base = 420 + 160 * level
        points = [(x, base + dice.randrange(-90, 90)) for x in range(0, width + 200, 200)]
        shade = 150 - 26 * level
        draw.polygon([(0, height), *points, (width, height)], fill=(shade // 2, shade, shade // 2 + 10))
    picture.save(path, quality=88)


def photos(*numbers: int) -> str:
    """Return the `photos:` of so many pictures."""
    listed = (
        f"{{file: {at}.jpg, caption: 河湾的四季之{'一二三四五六七八九'[at]}。, credit: 李四 摄, cols: [1, 2, 3, 4]}}"
        for at in numbers
    )
    return f"[{', '.join(listed)}]"


def written(root: Path) -> None:
    """Write the issue: a front page in the house's design, a feature, a page of photographs, notices at the foot."""
    folder = issue(
        house(root), 7,
        [("要闻", ["a1", "a2", "a3", "a4", "a5", "p9"]), ("专版, form: feature", ["b1"]), ("镜头, form: photo", ["c1"]),
         ("长卷, spread: true", ["e1", "e2", "e3", "e4", "e5", "e6", "e7"]),
         ("综合", ["d1", "d2", "d3", "d4", "n1", "n2"])],
    )  # fmt: skip
    pages = (folder / "issue.yaml").read_text("utf-8").replace("no: 5,", "no: 6,")
    (folder / "issue.yaml").write_text(pages, "utf-8")
    dice = random.Random(3)
    for at in range(9):
        photograph(folder / f"{at}.jpg", dice)
    front_page(folder, {"a1": 1500, "a2": 1000, "a3": 900, "a4": 850, "a5": 650})
    story(folder, "p9", "", 0, kind="photo", photos=photos(8), priority="60")
    story(folder, "b1", "河湾四季", 4600, photos=photos(0, 1, 2), pullquote="孩子们追着水头跑，老人们站在渠边笑。")
    story(folder, "c1", "镜头里的河湾", 240, kind="photo", photos=photos(3, 4, 5, 6, 7))
    for at, (name, count) in enumerate({"d1": 1900, "d2": 1300, "d3": 1100, "d4": 900}.items()):
        story(folder, name, HEADS[-1 - at], count, priority=str(80 - 5 * at))
    wide = {"e1": 3600, "e2": 1900, "e3": 1500, "e4": 1500, "e5": 1200, "e6": 1100, "e7": 900}
    for at, (name, count) in enumerate(wide.items()):
        large = photos(0).replace("[1, 2, 3, 4]", "[3, 4, 5, 6]")
        more = [{"photos": large, "layout": "{cols: [6, 8]}"}, {}, {"photos": photos(1)}, *({},) * 4][at]
        head = "河湾长卷四十年再回首" if at == 0 else HEADS[at]
        story(folder, name, head, count, kind="lead" if at == 0 else "news", priority=str(95 - 5 * at), **more)
    advert = Image.new("RGB", (1720, 1190), (250, 240, 200))
    ImageDraw.Draw(advert).ellipse((460, 200, 1260, 1000), fill=(180, 30, 30))
    advert.save(folder / "advert.png")
    story(folder, "n1", "", 0, kind="notice", layout="{size: [3, 30]}", photos="[{file: advert.png, alt: 公益广告}]")
    story(folder, "n2", "停电公告", 650, kind="notice", layout="{size: [3, 30]}", sign="河湾供电所")
    designs = root / "issues" / "house" / "pages"
    designs.mkdir(parents=True)
    (designs / "front.yaml").write_text(DESIGN, "utf-8")


def main(to: Path) -> None:
    """Make the issue up and draw its pages."""
    import pypdfium2

    from layout.export.pdf import write_press

    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        written(root)
        found = check(Order(House(root), 7, root / "output"), in_silence)
        judged = found.judged
        assert judged is not None
        press = write_press(
            judged.edition, judged.case, root / "press", judged.settings.press, cache=root / "kept", apart=False
        ).value
        document = pypdfium2.PdfDocument(str(press[0]))
        for at, name in enumerate(("design", "feature", "photo", "spread", "notices")):
            page = document[at].render(scale=0.42).to_pil()
            page.quantize(64).save(to / f"form-{name}.png", optimize=True)
        document.close()
        print("\n".join(f"{one.code} {dict(one.args)}" for one in found.remarks if one.code in ("M350", "M351")))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
