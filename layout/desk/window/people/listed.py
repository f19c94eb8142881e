"""The house's people who may sign in, `issues/house/desk.yaml`: names, roles, and secrets that cannot be read back.

A secret is kept as scrypt makes it of what the person types: `scrypt$n$r$p$salt$hash`, salt and hash in hexadecimal.
"""

from __future__ import annotations

import hashlib
import secrets
from pathlib import Path

from layout.desk.window.people.roles import Role
from layout.diagnostics import Diagnostic, Remarked
from layout.ground.dataclass import dataclass

NAME = "desk.yaml"
SHORTEST = 8
"""Characters that a secret has at least."""

_N, _R, _P = 2**15, 8, 1
"""Cost of scrypt: 32 MB and a tenth of a second for each try."""


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """A person as the house lists him."""

    name: str
    role: Role
    secret: str


def read_people(folder: Path) -> Remarked[tuple[ListedPerson, ...]]:
    """Return the people of a house's folder; nobody where there is no list, or where it is not as it should be."""
    from layout.desk.window.people.schema import DeskFile
    from layout.issue.copyfile import read_copy_file
    from layout.issue.shape import check_shape
    from layout.issue.tree import read_tree

    path = folder / NAME
    if not path.exists():
        return Remarked(())
    copy, found = read_copy_file(path, f"issues/{folder.name}/{NAME}")
    remarks: list[Diagnostic] = list(found)
    tree, found = read_tree(copy) if copy is not None else (None, ())
    remarks += found
    if copy is None or tree is None:
        return Remarked((), tuple(remarks))
    shape, found = check_shape(copy, tree, DeskFile)
    remarks += found
    people = tuple(ListedPerson(one.name, one.role, one.secret) for one in shape.people) if shape else ()  # type: ignore[arg-type]
    return Remarked(people, tuple(remarks))


def kept(secret: str) -> str:
    """Return what is kept of a secret."""
    salt = secrets.token_bytes(16)
    return f"scrypt${_N}${_R}${_P}${salt.hex()}${_hashed(secret, salt, _N, _R, _P).hex()}"


def opens(secret: str, kept_form: str) -> bool:
    """Tell whether a secret is the one that was kept."""
    _, n, r, p, salt, wanted = kept_form.split("$")
    try:
        found = _hashed(secret, bytes.fromhex(salt), int(n), int(r), int(p))
    except ValueError:
        return False
    return secrets.compare_digest(found.hex(), wanted)


def _hashed(secret: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    data = secret.encode("utf-8", "surrogatepass")
    return hashlib.scrypt(data, salt=salt, n=n, r=r, p=p, maxmem=64 * 1024 * 1024, dklen=32)


NOBODY = f"scrypt${_N}${_R}${_P}${'0' * 32}${'0' * 64}"
"""What a name that is not listed is tried against, so that it takes as long as one that is."""


def person_of(people: tuple[ListedPerson, ...], name: str, secret: str) -> ListedPerson | None:
    """Return the person who a name and a secret are of; None where there is none."""
    listed = next((one for one in people if one.name == name), None)
    good = opens(secret[:200], listed.secret if listed else NOBODY)
    return listed if good else None


def with_person(text: str, name: str, role: Role, secret: str) -> str | None:
    """Return the list's text with a person added, or with another role and secret; None where it cannot be changed."""
    from layout.issue.copyfile import CopyFile
    from layout.issue.tree import read_tree
    from layout.journal import YamlEdit, edited
    from layout.journal.yaml_edit import flow

    tree, _ = read_tree(CopyFile("", text)) if text.strip() else (None, ())
    people = (tree.plain().get("people") or []) if tree is not None else []
    entry = {"name": name, "role": role, "secret": kept(secret)}
    if tree is None:
        return f"# 编辑窗的人员 people of the desk's window\npeople:\n  - {flow(entry)}\n"
    at = next((nth for nth, one in enumerate(people) if isinstance(one, dict) and one.get("name") == name), len(people))
    return edited(text, YamlEdit(("people", at), entry, "set" if at < len(people) else "insert"))
