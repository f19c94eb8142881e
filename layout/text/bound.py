"""What may not be divided: figures with their signs and units, for body, heads, tables and captions alike.

A tie stands between two characters and has a price: `FIRM` ties are never cut where another break exists, the
others only where the line would suffer more. CLREQ "prohibition rules for unbreakable marks" asks for numbers, their
signs and their currency to be kept whole; ranges, times and dates are figures too (GB/T 15835); Han units are
house style.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from layout.ground.expression import expression
from layout.rules.lines import COUNTER, DATE, LINK, LONG_FIGURE, UNIT

FIRM = 1e9
"""The price of a tie that no line cuts while any other break exists."""

_D = "0-9０-９"
_MATH = "\u2190-\u22ff\u25b3"
_SQUARED = "\u3300-\u33ff"
_SUP = "²³¹\u2070-\u209f"
_PARTS = "¼-¾\u2150-\u215e"
_ARROWS = "▲▼△▽☎✆℡"
"""What stands before a figure and belongs to it: up or down by, call."""
_RELATIONS = "＝＜＞"
_THIN = " \u00a0\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
_LATIN_UNITS = (
    "km kg kW kV kA kJ kPa kHz kcal cm mm nm mg mL ml mV mA ms min mol μm µm μg µg dm dB dL hPa hm ha Hz "
    "MHz GHz MPa MW MB GB TB KB GW TW Wh kWh bit bps px pt rpm mph cal eV °C °F ℃ ℉ m g t L l s h d W V A J N K Ω Å % ‰"
)
_UNIT = "|".join(sorted(map(re.escape, _LATIN_UNITS.split()), key=len, reverse=True))
_LATIN_UNIT = f"(?:{_UNIT})[²³]?(?:[/·⋅](?:{_UNIT})[²³]?)*(?![A-Za-z])"
_FIGURE = expression(f"[{_D}]+")
_TAIL = expression(
    f"(?:[{_THIN}]?[%‰‱°℃℉％℅′″‴{_SQUARED}]"
    f"|[{_THIN}]?{_LATIN_UNIT}"  # a unit, set off by a blank or not
    f"|[{_SUP}{_PARTS}]+"
    f"|[{_THIN}](?=[{_D}]{{3}}(?![{_D}]))[{_D}]+"  # thousands parted by blanks
    f"|[{_MATH}{_RELATIONS}×÷±][{_D}A-Za-zα-ωπ√]+"
    f"|[{_THIN}][:：∶~～–—\\-−+＋=＝×÷/<>＜＞{_MATH}][{_THIN}][{_D}]+"  # 2 + 3, 8 ~ 10
    f"|(?<=[{_D}])秒[{_D}]{{1,3}}(?![{_D}])"  # 9秒58
    f"|(?<=1[3-9][0-9])[{_THIN}][0-9]{{4}}[{_THIN}][0-9]{{4}}(?![{_D}])"  # 138 0374 1234
    f"|(?<=[0-9]{{7}})转[0-9]{{1,6}}(?![{_D}])"  # 8165020转8012
    f"|＃(?=[楼号栋机线柴汽])"  # 3＃楼
    f"|[.,:：．∶·・•‧⋅∙/／~～〜－\\-–−+比]?(?:—(?!—))?[+＋\\-−±]?[¥￥$＄€£￡]?[{_D}]+"
    f"|[万亿兆]+"
    f"|[{_THIN}]?[ap]\\.m\\."
    f"|[A-Za-z]+"
    f"|(?<=[{_D}])[ \u00a0](?:Pro|Max|Plus|Ultra|Air|Mini|mini|SE|Fe|GT|GB|TB)(?![A-Za-z])"
    ")+"
)
_SIGNS_AHEAD = f"+＋－\\-–−﹢﹣±∓=＝<>＜＞~～#＃×÷¥￥$＄€£￡№§➕➖{_ARROWS}{_MATH}"
_AHEAD = expression(
    f"(?:[{_SIGNS_AHEAD}]|(?:[№§¥￥$＄€£￡]|(?<![A-Za-z,.;{_THIN}])[A-Za-z][A-Za-z.\\-]*(?:/[A-Z])?)[ \u00a0])+\\Z"
)
_REACH = 16
"""Characters before a figure in which what belongs to it is looked for."""

_MEASURES = (
    "平方公里|平方千米|平方厘米|立方厘米|平方米|立方米|摄氏度|千瓦时|公里|千米|厘米|毫米|公斤|千克|毫克|毫升|公顷|小时|分钟|海里|英里|英寸|"
    "美元|欧元|日元|英镑|港元|港币|卢布|千瓦|兆瓦|千伏|兆赫|千赫|毫安|兆帕|千卡|分贝|英尺|盎司|马力|赫兹|比特|"
    "[元米克斤吨升亩度磅伏尺寸丈]"
)
_COUNTERS = (
    "个百分点|百分点|个月|周年|年代|年度|世纪|季度|人次|户次|台次|架次|车次|场次|件次|班次|学时|课时|学分|秒钟|万元|亿元|万人|"
    "[年月日号时分秒点角届次批期版条章个名位人户家项件只头辆台套倍成折岁周天夜处起例场座所笔篇站段路楼层级类种大里株后页张册卷块杯份封幅首"
    "班颗字口行栏课轮枚金银铜支本道根粒棵幢栋盏匹艘架顶束排队组箱袋瓶碗盒筐桌集幕句对双副扇眼盘羽宗股任代节线环村镇乡县市省国校院]"
)
_PER = (
    "/(?:平方公里|平方千米|[平立]方米|公里|公斤|千克|公顷|小时|分钟|年度|学期"
    "|[亩斤吨升米元人户天日月年次头只株棵台套件度时分秒]|[(（][\u4e00-\u9fff·]{1,5}[)）])"
)
"""What a measure is taken by: 元/亩, 公斤/亩, 元/（人·月）."""
_MEASURED = f"(?:{_MEASURES}|[人次辆株户])(?:{_PER})+|{_MEASURES}"
_COUNTED = expression(f"[多余几来]?(?P<word>(?P<measure>{_MEASURED})|{_COUNTERS})|(?P<more>[多余])")
_COUNTS = frozenset(_MEASURES + _COUNTERS + "多余几来") - frozenset("|[]")
_PARTED = frozenset("年月时分")
"""The parts of a date or a time that another may follow."""
_TAILED = expression(
    f"[{_THIN}%‰‱°℃℉％℅′″‴.,:：．∶·・•‧⋅∙/／~～〜－\\-–−—比万亿兆秒转＃+＋±×÷A-Za-zµμΩÅ"
    f"{_SUP}{_PARTS}{_RELATIONS}{_MATH}{_SQUARED}]"
)
_WORD = expression("[A-Za-z]{2,}")
_SIGNED = expression(f"[{_MATH}{_RELATIONS}]")
_DOTTED = expression(f"[A-Za-z{_D}{_SUP}][·・•‧⋅∙][A-Za-z{_D}]")
_DOT = expression("[·・•‧⋅∙]")
_RAISED = expression(f"[{_SUP}]+")
_NOTE = expression(r"\[[0-9]{1,3}(?:[-,–—，、][0-9]{1,3})*\]")
_WITH_LETTERS, _WITH_ROMAN, _WITH_CODE = (
    "值光股盘卡机型座恤超制站区栋级粒射波线币歌网店台领角图轴端类款罩片照证码轮组",
    "级类型期度等号章节",
    "纸次级型类区座栋楼口站线版",
)
_HYBRID = expression(
    f"[A-Za-zα-ωΑ-ΩＡ-Ｚａ-ｚ]+[+]?(?=[{_WITH_LETTERS}])|[Ⅰ-ⅿ]+(?=[{_WITH_ROMAN}])|[A-Z][0-9]{{1,4}}(?=[{_WITH_CODE}])"
)
"""Letters, Roman numerals and codes that a Han character goes with: pH值, Ⅲ级, A4纸, G1次."""
_GOES_WITH = expression(f"[A-Za-zα-ωΑ-ΩＡ-Ｚａ-ｚⅠ-ⅿ0-9+][{_WITH_LETTERS}{_WITH_ROMAN}{_WITH_CODE}]")
"""Where such a one may end: most copy has none, and is asked this first."""
_HYBRID_WORD = expression(r"[A-Za-zα-ωΑ-Ω]{1,3}(?:射线|粒子|受体|光片)|卡拉OK|维生素[A-K]")
_HYBRID_END = expression("射线|粒子|受体|光片|OK|维生素")
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PLATE = expression(f"[{_PROVINCES}][A-Z][·•.]?(?=[A-Z0-9]{{5,6}}(?![A-Za-z0-9])|[A-Z0-9]{{4}}[警学挂港澳])")
"""The head of a car's number plate: 京A·12345."""
_WHOLE = expression(
    f"WJ[{_PROVINCES}][0-9A-Z]{{4,6}}|[A-Z][·•.]?[A-Z0-9]{{4}}[警学挂港澳]"
    r"|第[A-Z][0-9]{1,3}[版号组区栋座]?"
    r"|#[^#\s，。]{1,5}#"
    "|[★☆]{2,5}|[\U0001f1e6-\U0001f1ff]{2}"
)
"""Plates, pages, short hashtags, stars, and flags of two signs."""
_ROAD = expression("[GSXYZ][0-9]{1,4}(?:国道|省道|县道|乡道|高速)")
"""The number and the kind of a road, G311国道: so long that to part it is better than a hole."""
_WHOLE_SIGN = expression("[A-Z#★☆\U0001f1e6-\U0001f1ff]")
_DOCKET = expression(f"[{_PROVINCES}][0-9]{{1,4}}[\u4e00-\u9fff]{{1,3}}[0-9]{{1,5}}号")
"""The number of a court's file: 豫10民终123号."""
_NUMBERED = expression(
    r"(?<=[\u4e00-\u9fff])〔(?=[0-9]{4}〕)"  # 国发〔2026〕5号
    f"|(?<=[0-9]{{4}}[)）])[{_PROVINCES}最](?=[0-9\u4e00-\u9fff]{{2,9}}号)"  # （2026）豫1081民初123号
    r"|(?<=第)[(（](?=[一二三四五六七八九十0-9]{1,3}[)）])"  # 第（三）项
    r"|(?<=[一二三四五六七八九十0-9][)）])[项款目条](?![\u4e00-\u9fff]*[)）])"
)
"""Where the number of a document, a case or a clause goes on: nothing forbids a break there, and none is wanted."""
_NOUGHT = expression("[一二三四五六七八九]*〇[一二三四五六七八九〇]*")
"""Figures written in Han digits with a nought: 二〇二六."""
_MODEL = expression("(?:东风|长征|巨浪|红旗|鹰击|霹雳|长剑|翼龙|彩虹|攻击|快舟|朱雀|神舟|天宫|嫦娥)(?=[-－][0-9])")
"""Names in front of a number with a hyphen, which stays with their last character: 东风-41."""
_LONE = expression(r"[A-Za-zα-ω](?<![^\u3000-\u9fff，“‘][A-Za-zα-ω])(?=[\u4e00-\u9fff])")
"""A letter alone that opens a word (t检验, e代驾), which is not taken from it without need."""
_TITLE = expression(r"(?<![A-Za-z])(?:Mr|Mrs|Ms|Dr|Prof|St|Vol|Fig|Ch|pp?|[A-Z])\. ?(?=[A-Z0-9])")
"""Titles, initials and abbreviations that stand before a name or a number."""
_LEAD = expression(r"(?:零下|[东西]经|[南北]纬|[图表]|附件)\Z")
_LEADS = frozenset("下经纬图表件")
"""What a figure follows that says what it is, and the characters that end it."""
_LABEL = expression("[\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\u3220-\u3243]")
_WIDE = expression("[Ａ-Ｚａ-ｚ０-９]")
_WIDE_WORD = expression("[Ａ-Ｚａ-ｚ０-９]{2,}")
_RARE = expression(
    f"[A-Za-zα-ωΑ-ΩⅠ-ⅿ#★☆\U0001f1e6-\U0001f1ff{_RELATIONS}{_MATH}{_SUP}\u2460-\u24ff\u2776-\u2793\u3220-\u3243Ａ-Ｚａ-ｚ０-９\\[]"
)
_BEFORE = expression(f"[{_SIGNS_AHEAD} \u00a0第〕]")
_SIDE = expression(f"[A-Za-zα-ωΑ-Ω{_D}{_MATH}{_SUP}%)）（(]")


def has_han_figures(text: str) -> bool:
    """Tell whether a text may hold ties without any figure of the Western kind: 二〇二六, 第（三）项."""
    return "〇" in text or "第（" in text


def ties(text: str) -> dict[int, float]:
    """Return the price of a break before character `at`, for every place that is tied.

    Plain figures 0 to 9 are left out: like the letters of a word they hang together by themselves.
    """
    found: dict[int, float] = {}
    for start, end in _pieces(text):
        if not text[start:end].isdigit() or text[start] > "9":
            found.update(_inside(text, start, end))
        if text[end : end + 1] in _COUNTS:
            counted = _COUNTED.match(text, end)
            if counted and counted["more"]:
                found[end] = COUNTER
            elif counted:
                price = UNIT if counted["measure"] else COUNTER
                word = counted.start("word")
                found.update(dict.fromkeys(range(end, word + 1), price))
                found.update(dict.fromkeys(range(word + 1, counted.end()), 2 * UNIT))
                if text[start] == "〕" and counted["word"] == "号":
                    found[end] = FIRM
                if counted["word"] in _PARTED and text[counted.end() : counted.end() + 1].isdecimal():
                    found[counted.end()] = DATE  # 5月|17日, 23时|59分
        lead = _LEAD.search(text, max(0, start - 2), start) if start and text[start - 1] in _LEADS else None
        if lead:
            found[start] = UNIT
            if lead.start() < start - 1:
                found[start - 1] = UNIT
    for docket in _DOCKET.finditer(text) if "号" in text else ():
        found.update(dict.fromkeys(range(docket.start() + 1, docket.end()), FIRM))
    if "〔" in text or "）" in text or ")" in text:
        found.update((numbered.start(), UNIT) for numbered in _NUMBERED.finditer(text))
    for nought in _NOUGHT.finditer(text) if "〇" in text else ():
        found.update(dict.fromkeys(range(nought.start() + 1, nought.end()), FIRM))
        if text[nought.end() : nought.end() + 1] == "年":
            found[nought.end()] = COUNTER
    for model in _MODEL.finditer(text) if "-" in text or "－" in text else ():
        found[model.start() + 1] = FIRM
    rare = _RARE.findall(text)
    if rare:
        found.update((lone.end(), DATE) for lone in _LONE.finditer(text))
        for road in _ROAD.finditer(text):
            found.update(dict.fromkeys((road.end() - 2, road.end() - 1), DATE))  # G311|国|道
        found.update(dict.fromkeys(_joined(text, "".join(rare)), FIRM))
    return found


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Yield every figure with the signs before it and the signs, units, links and figures after it."""
    done = 0
    for figure in _FIGURE.finditer(text):
        start, end = figure.span()
        if start < done:
            continue
        if start and _BEFORE.match(text, start - 1):
            ahead = _AHEAD.search(text, max(done, start - _REACH), start)
            if ahead:
                start = ahead.start()
            if start and text[start - 1] in "第〕":
                start -= 1
        done = end
        if _TAILED.match(text, end):
            tail = _TAIL.match(text, end)
            done = tail.end() if tail else end
        yield start, done


def _inside(text: str, start: int, end: int) -> dict[int, float]:
    """Return the ties inside one piece; words in it keep their own places of division."""
    piece = text[start:end]
    found = dict.fromkeys(range(start + 1, end), FIRM)
    if end - start > LONG_FIGURE // 2 and 2 * (end - start) - sum(map(str.isascii, piece)) > LONG_FIGURE:
        found.update((at, LINK) for at in range(start + 1, end) if _is_link(text, at))
    for word in _WORD.finditer(piece):
        for at in range(start + word.start() + 1, start + word.end()):
            del found[at]
    return found


def _is_link(text: str, at: int) -> bool:
    """Tell whether a long piece may be cut before a character: after a connector, or at a blank."""
    before = text[at - 1]
    return before in "—–～〜~－ " or (before == "-" and text[at].isdecimal())


def _joined(text: str, rare: str) -> Iterator[int]:
    """Yield the places that are tied without a figure: signs, formulas, notes, a letter and its character.

    `rare` are the characters of the text that can be part of one; most copy has a letter or two and nothing else.
    """
    for sign in _SIGNED.finditer(text) if _SIGNED.search(rare) else ():
        at = sign.start()
        if at and _SIDE.match(text, at - 1):
            yield at
        if at + 1 < len(text) and _SIDE.match(text, at + 1) and not (text[at] in "→⇒" and text[at + 1].isalpha()):
            yield at + 1
    for dotted in _DOTTED.finditer(text) if _DOT.search(text) else ():
        yield dotted.start() + 1
        yield dotted.start() + 2
    for raised in _RAISED.finditer(text) if _RAISED.search(rare) else ():
        yield from range(max(1, raised.start()), raised.end())
    for note in _NOTE.finditer(text) if "[" in rare else ():
        if note.start() and not text[note.start() - 1].isspace():
            yield note.start()
    for hybrid in _HYBRID.finditer(text) if _GOES_WITH.search(text) else ():
        if len(hybrid[0]) <= 5:
            yield hybrid.end()
    for word in _HYBRID_WORD.finditer(text) if _HYBRID_END.search(text) else ():
        yield from range(word.start() + 1, word.end())
    for plate in _PLATE.finditer(text):
        yield plate.start() + 1
    for whole in _WHOLE.finditer(text) if _WHOLE_SIGN.search(rare) else ():
        yield from range(whole.start() + 1, whole.end())
    for title in _TITLE.finditer(text) if "." in text else ():
        yield title.end()
    for label in _LABEL.finditer(text) if _LABEL.search(rare) else ():
        before = text[label.start() - 1 : label.start()]
        if before and (before in "第注图表例式" or _LABEL.match(before)):
            yield label.start()
    for wide in _WIDE_WORD.finditer(text) if _WIDE.search(rare) else ():
        if len(wide[0]) <= LONG_FIGURE:
            yield from range(wide.start() + 1, wide.end())
