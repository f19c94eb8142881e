"""Who publishes the paper, what may be done with it, and where libraries list it."""

from __future__ import annotations

from typing import Literal

from layout.ground.dataclass import dataclass
from layout.ground.expression import expression

Kind = Literal["corporate", "personal"]

_VERBS = "(?:主管主办|主管|主办|协办|承办|编辑出版|合编|编辑|编印|主编|出版|承印|印刷|发行)"
_VERB_AFTER = expression(rf"(?:联合|共同)?{_VERBS}(?:单位|部门)?$")
_VERB_BEFORE = expression(rf"^{_VERBS}(?:单位|部门)?\s*[：:]\s*")
_BETWEEN = expression(r"[\s、，,；;/]+")
_OFFICES = (
    "部", "组", "社", "台", "室", "办", "会", "局", "院", "校", "团", "厅", "处", "科", "所", "站", "报", "委", "政府",
    "中心", "编者", "公司", "集团", "学会", "协会", "联盟", "厂", "馆",
)  # fmt: skip
"""How the names end that are an office's and no person's."""


@dataclass(frozen=True, slots=True)
class Named:
    """A person or body with its role, by MARC's code (`pbl` publisher, `edt` editor, `prt` printer, `dst`, `spn`)."""

    name: str
    role: str
    kind: Kind = "corporate"


@dataclass(frozen=True, slots=True)
class Rights:
    """What may be done with an issue: the words, the licence's or statement's address, and whose the rights are."""

    statement: str = ""
    uri: str = ""
    holder: str = ""


@dataclass(frozen=True, slots=True)
class Publisher:
    """What the house says of itself: rights, names by role, and its numbers in catalogues (`cn`, `issn`, `lccn`, …)."""

    rights: Rights = Rights()
    names: tuple[Named, ...] = ()
    catalogues: tuple[tuple[str, str], ...] = ()

    def of(self, role: str) -> tuple[Named, ...]:
        """Return those of a role."""
        return tuple(one for one in self.names if one.role == role)


ROLES = {
    "主办": "pbl", "出版": "pbl", "publisher": "pbl", "主管": "spn", "sponsor": "spn", "编辑": "edt", "editor": "edt",
    "承印": "prt", "printer": "prt", "发行": "dst", "distributor": "dst",
}  # fmt: skip
"""Roles as the house writes them, by their code in MARC's list of relators."""

FACTS = {"sponsor": "pbl", "editor": "edt", "printer": "prt"}
"""Fields of masthead and imprint that name somebody, with the role."""


def names_in(words: str, role: str) -> tuple[Named, ...]:
    """Return the names that a field of the masthead holds, without the verb that the masthead prints after them.

    Several words without any verb are no name but a remark, and give none.
    """
    parts = _BETWEEN.split(words.strip())
    if len(parts) > 1 and not any(_VERB_AFTER.search(part) or _VERB_BEFORE.search(part) for part in parts):
        return ()
    found = (_VERB_AFTER.sub("", _VERB_BEFORE.sub("", part)) for part in parts)
    return tuple(Named(name, role, kind_of(name)) for name in dict.fromkeys(found) if name)


def kind_of(name: str) -> Kind:
    """Tell a body from a person: by how its name ends, and a Chinese person's has no more than four characters."""
    return "corporate" if name.endswith(_OFFICES) or (len(name) > 4 and "·" not in name) else "personal"
