"""Ten desks' copy as it really comes: no styles, heads told by place and look. Invented for these tests.

Each desk's story is a list of lines; three makers write it as a file: python-docx, XML as WPS writes it, LibreOffice.
"""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from PIL import Image

from tests.bringing import package, saved


@dataclass(frozen=True)
class Line:
    """A line of copy: its text, how it looks (c centred, r right, b bold, B large and bold, i indented), its part.

    `part` is where its words must come to stand, `wants` the words where they are not the line's own.
    """

    text: str
    look: str = ""
    part: str = "body"
    wants: str = ""
    style: str = ""

    @property
    def expected(self) -> str:
        return self.wants or self.text


PICTURE = Line("", part="picture")
LONG = (
    "截至五月十八日，全县已收小麦三十二万亩，占应收面积的六成，各乡镇组织农机手昼夜抢收，确保颗粒归仓。",
    "各收购点秩序良好，群众随到随收，日均收粮逾千吨，质检、过磅、付款在一个窗口办完，平均只要二十分钟。",
    "下一步，县里将继续盯紧天气变化，做好机具调度和烘干准备，把丰收的粮食收好、管好、储好。",
)


def body(nth: int, look: str = "i") -> Line:
    return Line(LONG[nth % 3], look)


DESKS: dict[str, tuple[Line, ...]] = {
    "standard": (
        Line("夏粮收购全面展开", "cB", "main"),
        Line("——各收购点日收小麦逾千吨", "c", "deck"),
        Line("□ 通讯员 王小明 文/图", "c", "byline", "通讯员 王小明 文/图"),
        body(0),
        Line("把好事办实", "ib", "subhead"),
        body(1),
        Line("把实事办好", "ib", "subhead"),
        body(2),
        Line("（作者单位：县农业农村局）", "", "sign"),
    ),
    "three-tiers": (
        Line("县委农村工作领导小组", "c", "kicker"),
        Line("压实责任保夏粮", "cB", "main"),
        Line("全县夏收工作推进会召开", "c", "deck"),
        Line("　　本报讯（记者 张三 通讯员 李四）" + LONG[0], "", "body", LONG[0]),
        Line("", part="dateline", wants="本报讯（记者 张三 通讯员 李四）"),
        body(1, ""),
        Line(LONG[2] + "（张延伟）", "", "body", LONG[2]),
        Line("", part="sign", wants="（张延伟）"),
    ),
    "plain": (
        Line("县农业农村局", "", "kicker"),
        Line("机收会战打响第一枪", "", "main"),
        Line("——写在夏收一线", "", "deck"),
        Line("本报记者 赵大山 通讯员 李芳", "", "byline"),
        body(0, ""),
        Line("一、抢字当头", "", "subhead"),
        body(1, ""),
        Line("二、服务到田", "", "subhead"),
        body(2, ""),
        Line("县融媒体中心供稿", "", "sign"),
    ),
    "notice": (
        Line("停水公告", "cB", "main"),
        Line("", part="kind", wants="notice"),
        Line("因主管网改造，定于五月二十日八时至十八时对东城区实施停水，请广大用户提前做好储水准备。", "i"),
        Line("给您带来不便，敬请谅解。", "i"),
        Line("县自来水公司", "r", "sign"),
        Line("2026年5月18日", "r", "sign"),
    ),
    "circular": (
        Line("关于做好防汛值班工作的通知", "cb", "main"),
        Line("", part="kind", wants="notice"),
        Line("各乡镇人民政府、县直有关单位：", ""),
        Line("根据气象部门预报，近期我县将有一次强降雨过程，现将有关事项通知如下，请认真贯彻执行。", "i"),
        Line("一是严格落实二十四小时值班和领导带班制度，遇有险情第一时间报告，不得迟报、漏报。", "i"),
        Line("县人民政府办公室　2026年5月18日", "r", "sign", "县人民政府办公室"),
        Line("", part="sign", wants="2026年5月18日"),
    ),
    "picture": (
        Line("麦田里的“红马甲”", "cb", "main"),
        PICTURE,
        Line("图为志愿者在麦田里帮助农户装粮。张三 摄", "c", "caption", "图为志愿者在麦田里帮助农户装粮。"),
        Line("", part="credit", wants="张三 摄"),
        body(0),
        body(1),
    ),
    "feature": (
        Line("一粒种子的", "cB", "main"),
        Line("三十年坚守", "cB", "main"),
        Line("——记县种子站站长刘大年", "c", "deck"),
        Line("本报记者 张三 李四 文/图", "c", "byline"),
        body(0),
        Line("第一次下田", "cb", "subhead"),
        body(1),
        PICTURE,
        Line("▲刘大年（右）在查看麦苗长势。本报记者 王五 摄影报道", "", "caption", "刘大年（右）在查看麦苗长势。"),
        Line("", part="credit", wants="本报记者 王五 摄影报道"),
        body(2),
    ),
    "labelled": (
        Line("引题：全县夏收进入高峰", "", "kicker", "全县夏收进入高峰"),
        Line("主题：千台农机奔忙田野", "", "main", "千台农机奔忙田野"),
        Line("副题：日收小麦突破五万亩", "", "deck", "日收小麦突破五万亩"),
        Line("作者：刘艳红", "", "byline", "刘艳红"),
        body(0, ""),
        body(1, ""),
        Line("责任编辑：周正", "", "left"),
    ),
    "headings": (
        Line("县水利局", "", "kicker"),
        Line("汛前检查不留死角", "", "main", style="Heading 1"),
        Line("王小明  李芳", "c", "byline"),
        body(0),
        Line("查水库", "", "subhead", style="Heading 2"),
        body(1),
        PICTURE,
        Line("图为技术人员在检查闸门。（县水利局供图）", "", "caption", "图为技术人员在检查闸门。"),
        Line("", part="credit", wants="县水利局供图"),
        Line("县水利局、县应急管理局联合供稿", "r", "sign"),
    ),
    "broken": (
        Line("老街换新颜", "cB", "main"),
        Line("文/孙立　图/周平", "c", "byline"),
        Line(
            "老街改造从去年秋天开始，施工队先把地下的管网换了一遍，",
            "i",
            "body",
            "老街改造从去年秋天开始，施工队先把地下的管网换了一遍，再把青石板一块块铺回去。",
        ),
        Line("再把青石板一块块铺回去。", "", ""),
        body(1),
        Line("（完）", "", "left"),
        Line("禹城县老城街道办事处", "r", "sign"),
        Line("二〇二六年五月十八日", "r", "sign"),
    ),
}


def picture() -> bytes:
    out = io.BytesIO()
    image = Image.effect_noise((320, 240), 40)
    image.save(out, "JPEG")
    return out.getvalue()


def _lines(desk: str) -> list[Line]:
    return [line for line in DESKS[desk] if line.text or line is PICTURE]


def by_python_docx(desk: str) -> bytes:
    """Return a desk's story as python-docx writes it."""
    document = docx.Document()
    for line in _lines(desk):
        if line is PICTURE:
            document.add_picture(io.BytesIO(picture()), width=Mm(80))
            continue
        paragraph = document.add_paragraph(style=line.style or None)
        run = paragraph.add_run(line.text)
        run.bold = True if "b" in line.look or "B" in line.look else None
        if "B" in line.look:
            run.font.size = Pt(22)
        if "c" in line.look:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif "r" in line.look:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        if "i" in line.look:
            paragraph.paragraph_format.first_line_indent = Pt(24)
    return saved(document)


def by_wps(desk: str) -> bytes:
    """Return a desk's story as WPS writes it: runs cut to pieces, sizes on every run, captions under VML pictures."""
    out = []
    for line in _lines(desk):
        if line is PICTURE:
            out.append(
                '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:pict>'
                '<v:shape style="width:227pt;height:170pt"><v:imagedata r:id="rId9"/></v:shape></w:pict></w:r></w:p>'
            )
            continue
        jc = '<w:jc w:val="center"/>' if "c" in line.look else '<w:jc w:val="right"/>' if "r" in line.look else ""
        size = 44 if "B" in line.look else 32
        heavy = "<w:b/><w:bCs/>" if "b" in line.look else ""
        face = "方正小标宋简体" if "B" in line.look else "仿宋_GB2312"
        ind = '<w:ind w:firstLineChars="200" w:firstLine="640"/>' if "i" in line.look else ""
        outline = '<w:outlineLvl w:val="0"/>' if line.style == "Heading 1" else ""
        outline = '<w:outlineLvl w:val="1"/>' if line.style == "Heading 2" else outline
        rpr = f'<w:rPr><w:rFonts w:hint="eastAsia" w:eastAsia="{face}"/>{heavy}<w:sz w:val="{size}"/></w:rPr>'
        half = max(len(line.text) // 2, 1)
        runs = "".join(
            f'<w:r>{rpr}<w:t xml:space="preserve">{escape(piece)}</w:t></w:r>'
            for piece in (line.text[:half], line.text[half:]) if piece
        )  # fmt: skip
        out.append(f"<w:p><w:pPr>{ind}{jc}{outline}</w:pPr><w:bookmarkStart/>{runs}<w:proofErr/></w:p>")
    return package("".join(out), media={"rId9": ("image1.jpg", picture())})


def page_of(desk: str) -> str:
    """Return a desk's story as the page that LibreOffice is to save as .docx."""
    out = []
    for line in _lines(desk):
        if line is PICTURE:
            out.append('<p align="center"><img src="p.jpg" width="300" height="225"></p>')
            continue
        style = "text-align:center;" if "c" in line.look else "text-align:right;" if "r" in line.look else ""
        style += "text-indent:2em;" if "i" in line.look else ""
        style += (
            "font-size:22pt;font-weight:bold" if "B" in line.look else "font-weight:bold" if "b" in line.look else ""
        )
        tag = {"Heading 1": "h1", "Heading 2": "h2"}.get(line.style, "p")
        out.append(f'<{tag} style="{style}">{escape(line.text)}</{tag}>')
    return f'<html><head><meta charset="utf-8"></head><body>{"".join(out)}</body></html>'


def by_libreoffice(desks: Sequence[str], folder: Path, form: str = "docx") -> dict[str, bytes] | None:
    """Return desks' stories as LibreOffice saves them; None where the machine has none."""
    program = shutil.which("soffice")
    if program is None:
        return None
    (folder / "p.jpg").write_bytes(picture())
    for desk in desks:
        (folder / f"{desk}.html").write_text(page_of(desk), "utf-8")
    kinds = {"docx": "docx:MS Word 2007 XML", "odt": "odt", "rtf": "rtf", "doc": "doc:MS Word 97"}
    command = [program, f"-env:UserInstallation={(folder / 'home').as_uri()}", "--headless",
               "--infilter=HTML (StarWriter)", "--convert-to", kinds[form], "--outdir", str(folder)]  # fmt: skip
    files = [str(folder / f"{desk}.html") for desk in desks]
    subprocess.run([*command, *files], capture_output=True, timeout=240, check=True)
    return {desk: (folder / f"{desk}.{form}").read_bytes() for desk in desks}


def wrong_parts(desk: str, story: Any, left: str) -> list[str]:
    """Return the lines of a desk that did not come to stand where they belong, and how many there are."""
    sign = story.sign if isinstance(story.sign, str) else "\n".join(story.sign)
    captions = [photo.caption for photo in story.photos]
    credits = [photo.credit for photo in story.photos]
    paragraphs = {(one.kind, one.text) for one in story.paragraphs}
    held = {
        "main": lambda words: words in story.head.main,
        "kicker": lambda words: words == story.head.kicker,
        "deck": lambda words: words == story.head.deck,
        "byline": lambda words: "".join(words.split()) == "".join(story.byline.split()),
        "dateline": lambda words: words == story.dateline,
        "sign": lambda words: words in sign,
        "kind": lambda words: words == story.kind,
        "caption": lambda words: words in captions,
        "credit": lambda words: words in credits,
        "subhead": lambda words: ("subhead", words) in paragraphs,
        "body": lambda words: ("body", words.strip("　")) in paragraphs,
        "picture": lambda words: bool(story.photos) and story.photos[0].file is not None,
        "left": lambda words: words in left,
    }
    return [
        f"{desk}: {line.part} {line.expected[:24]}"
        for line in DESKS[desk]
        if line.part and not held[line.part](line.expected)
    ]


def count(desk: str) -> int:
    """Return how many parts a desk's story has."""
    return sum(bool(line.part) for line in DESKS[desk])
