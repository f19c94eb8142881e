"""The words of RTF: destinations that hold no copy, signs spelt out, faces with their encodings, pictures."""

from __future__ import annotations

import binascii
import re
from contextlib import suppress

_BRACE = re.compile("[{}]")
_SYMBOLS = re.compile(
    r"\\f(\d{1,6})(?:\\f[a-z]+|\s)*\\fcharset2\b(?:\\[a-z]+-?\d*|\s|\{\\\*\\panose[^{}]*\})*\s*([^\\{};]+)"
)
_PICTURES = (("pngblip", "png"), ("jpegblip", "jpg"), ("emfblip", "emf"), ("wmetafile", "wmf"))
_PAGES = {128: "cp932", 129: "cp949", 134: "gb18030", 136: "big5", 204: "cp1251", 161: "cp1253", 238: "cp1250"}
SIGNS = {"emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
          "bullet": "•",
         "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005", "zwnj": "", "zwj": ""}  # fmt: skip
IGNORED = frozenset(
    ("fonttbl", "colortbl", "stylesheet", "info", "listtable", "listoverridetable", "pict", "objdata", "themedata",
     "colorschememapping", "datastore", "latentstyles", "rsidtbl", "generator", "xmlnstbl", "sn", "sv", "sp",
     "bkmkstart", "bkmkend", "filetbl", "revtbl", "mmathPr", "atnid", "atnauthor", "atndate", "atnref", "atnparent",
     "panose",
     "falt", "ftnsep", "ftnsepc", "aftnsep", "aftnsepc", "wgrffmtfilter", "docvar", "pgptbl", "nonesttables",
     "background", "objclass", "blipuid", "blipscalen", "picprop", "listname", "levelnumbers", "leveltext",
     "upr_ansi", "private", "passwordhash", "userprops", "template", "operator", "shppict_none")
)  # fmt: skip
"""Destinations without copy; the ledger passes them over as well."""
LEFT = {
    **dict.fromkeys(("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"), "header"),
    "annotation": "comment", "fldinst": "field-code", "shprslt": "fallback", "nonshppict": "fallback",
    "object": "embedded", "mmath": "formula", "moMath": "formula",
}  # fmt: skip
OPEN = frozenset(
    ("moMath", "moMathPara", "shpinst", "shppict", "shptxt", "fldinst", "annotation", "footnote", "ud", "pnseclvl_none")
)
"""Destinations marked as ignorable that hold copy all the same."""


def codec_of(page: str) -> str:
    """Return the encoding of a code page."""
    codec = {"936": "gb18030", "950": "big5", "65001": "utf-8", "10008": "gb18030"}.get(page, f"cp{page}")
    try:
        "".encode(codec)
    except LookupError:
        return "cp1252"
    return codec


def tables_of(text: str) -> tuple[dict[int, str], dict[int, str], dict[int, str]]:
    """Return the encoding of each face, the name of each paragraph style, and the symbol fonts among the faces."""
    head = text[: 1 << 20]
    faces = {
        int(number): _PAGES.get(int(charset), "cp1252")
        for number, charset in re.findall(
            r"\\f(\d{1,6})(?:\\f[a-z]+|\\\*?\\?[a-z]+\d*|\s|\{)*?\\fcharset(\d{1,3})", head
        )
        if int(charset) not in (0, 1, 2)
    }
    symbols = dict(_SYMBOLS.findall(head))
    styles = {}
    if sheet := re.search(r"\{\\stylesheet(.*?\})\s*\}", head, re.S):
        for number, name in re.findall(r"\{\\s(\d{1,5})[^{}]*?(?:\\[a-z]+-?\d* ?)*([^\\{};]+);\}", sheet[1]):
            styles[int(number)] = name.strip().lower()
    return faces, styles, {int(number): name.strip() for number, name in symbols.items()}


def unnamed_page(text: str) -> str:
    """Return the encoding of a file that names none: Chinese where its bytes are, else what the standard says."""
    raw = bytes(int(byte, 16) for byte in re.findall(r"\\'([0-9a-fA-F]{2})", text))
    raw += bytes(ord(char) for char in re.findall("[\x80-\xff]", text))
    try:
        told = raw.decode("gbk")
    except UnicodeDecodeError:
        return "cp1252"
    return "gb18030" if 2 * sum("\u4e00" <= char <= "\u9fff" for char in told) > len(told) else "cp1252"


def whites_of(text: str) -> set[int]:
    """Return the numbers of the colours that are the white of the paper."""
    table = re.search(r"\{\\colortbl([^{}]*)\}", text[: 1 << 20])
    entries = table[1].split(";")[:-1] if table else []
    full = [set(re.findall(r"\\(red|green|blue)255(?!\d)", entry)) for entry in entries]
    return {nth for nth, parts in enumerate(full) if len(parts) == 3}


def group_from(text: str, at: int) -> tuple[str, int]:
    """Return what the rest of a group holds besides the groups inside it, and where it ends."""
    depth, begin, pieces = 0, at, []
    for match in _BRACE.finditer(text, at):
        place = match.start()
        if match[0] == "{":
            if depth == 0:
                pieces.append(text[begin:place])
            depth += 1
        elif depth == 0:
            return "".join((*pieces, text[begin:place])), place
        else:
            depth -= 1
            begin = place + 1
    return "".join(pieces), len(text)


def picture_of(header: str) -> tuple[bytes, str, tuple[float, float]]:
    """Return a picture's bytes, its kind and its size in millimetres from what its group says."""
    digits = re.sub(r"\\[a-zA-Z]+-?\d* ?|[^0-9a-fA-F]", "", header)
    kind = next((ours for sign, ours in _PICTURES if sign in header), "bin")
    data = b""
    with suppress(binascii.Error):
        data = binascii.unhexlify(digits[: len(digits) // 2 * 2])
    sizes = [re.search(rf"\\{key}(\d{{1,6}})", header) for key in ("picwgoal", "pichgoal")]
    width, height = (int(found[1]) / 1440 * 25.4 if found else 0.0 for found in sizes)
    return data, kind, (width, height)
