"""Who signs an article: names without brackets and words like 记者, persons told from offices."""

from __future__ import annotations

import re
from collections.abc import Iterable

from layout.sheet import Article, Named
from layout.sheet.publisher import kind_of

_BETWEEN = re.compile(r"[\s、，,；;/]+")
_DATED = re.compile(r".*年.*月(.*日)?")
_ROLE = re.compile(
    r"^(?:(?:本报|本刊)?(?:特约|见习)?(?:记者|通讯员|实习生)|(?:摄影报道|图文|作者|[文图])\s*(?=[：:/]))[：:/\s]*"
)
_AFTER = re.compile(r"(?:供稿|供图|撰稿|整理|摄影报道|摄影)$|^[文图摄]{1,2}$")
"""What somebody did for a story, behind the name or as a word of its own; 文 ends names too, so it must stand alone."""

_NOBODY = re.compile(r".*(?:图片|照片|资料图?)|网络|来源.*")
"""Credits that say where a picture comes from and not who took it: 资料图片."""


def authors(article: Article) -> tuple[str, ...]:
    """Return those who sign an article, above it or at its end, without brackets and words like 记者 or 供稿."""
    return _names((article.byline, article.sign))


def _names(signatures: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for signature in signatures:
        for part in _BETWEEN.split(_ROLE.sub("", signature.strip("（）()〔〕　 —"))):
            bare = _AFTER.sub("", _ROLE.sub("", part))
            if bare and not _DATED.fullmatch(bare):
                found[bare] = None
    return tuple(found)


def named_authors(article: Article) -> tuple[Named, ...]:
    """Return the same with their kind: an office that signs is a body and no person."""
    return tuple(Named(name, "aut", kind_of(name)) for name in authors(article))


def named_photographers(article: Article) -> tuple[Named, ...]:
    """Return those whom the credits of an article's pictures name, with their kind (MARC relator `pht`)."""
    names = _names(picture.credit for picture in article.pictures)
    return tuple(Named(name, "pht", kind_of(name)) for name in names if not _NOBODY.fullmatch(name))
