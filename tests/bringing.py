"""Copy brought in for tests, and what becomes of it."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from layout.intake.bring import Brought, bring_in
from layout.intake.wishes import ImportWishes
from layout.issue.copyfile import CopyFile
from layout.issue.story import read_story

IDS = tuple(f"w{nth}" for nth in range(1, 9))


def saved(document: Any) -> bytes:
    """Return a python-docx document as the bytes of its file."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def brought_in(data: bytes, name: str = "a.docx", *, in_order: bool = True, **wishes: Any) -> Brought:
    """Bring a file in; the ledger must balance, whatever the file, and words keep their order where they have one."""
    brought = bring_in(name, data, ImportWishes(IDS, **wishes))
    if brought.refused is None and brought.balance is not None:
        assert brought.balance.holds, brought.balance
        assert not (in_order and brought.balance.moved), brought.balance
    return brought


def story_of(brought: Brought, nth: int = 0) -> Any:
    """Return a story as the issue's reader reads it; the story file must have no error."""
    assert brought.refused is None, brought.refused
    done = read_story(CopyFile("w1.md", brought.stories[nth].text))
    assert done.story is not None, (done.remarks, brought.stories[nth].text)
    assert not any(remark.severity == "error" for remark in done.remarks), (done.remarks, brought.stories[nth].text)
    return done.story


def left(brought: Brought) -> dict[str, str]:
    """Return what was left out, by rule."""
    from layout.intake.report import left_pieces

    found: dict[str, str] = {}
    for rule, _, _, words in left_pieces(brought):
        found[rule] = found.get(rule, "") + words
    return found


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"


def package(body: str, media: dict[str, tuple[str, bytes]] | None = None, **parts: str) -> bytes:
    """Return a .docx made by hand, as WPS and small programs write it.

    `body` is what the body holds, `media` pictures (name, bytes) by relationship, `parts` other parts by name.
    """
    spaces = f'xmlns:w="{_W}" xmlns:r="{_RELATED}" xmlns:v="urn:schemas-microsoft-com:vml"'
    document = f"<w:document {spaces}><w:body>{body}</w:body></w:document>"
    links = "".join(
        f'<Relationship Id="{ident}" Type="{_RELATED}/image" Target="media/{name}"/>'
        for ident, (name, _) in (media or {}).items()
    )
    main = f'<Relationship Id="r1" Type="{_RELATED}/officeDocument" Target="word/document.xml"/>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", f'<Types xmlns="{_TYPES}"/>')
        file.writestr("_rels/.rels", f'<Relationships xmlns="{_RELS}">{main}</Relationships>')
        file.writestr("word/_rels/document.xml.rels", f'<Relationships xmlns="{_RELS}">{links}</Relationships>')
        file.writestr("word/document.xml", document)
        for name, text in parts.items():
            file.writestr(f"word/{name}.xml", text)
        for name, data in (media or {}).values():
            file.writestr(f"word/media/{name}", data)
    return out.getvalue()


def with_footnote(before: str, after: str, note: str) -> bytes:
    """Return a story with a footnote between two stretches of copy."""
    notes = f'<w:footnotes xmlns:w="{_W}"><w:footnote w:id="2"><w:p><w:r><w:t>{note}</w:t></w:r></w:p></w:footnote></w:footnotes>'  # noqa: E501
    body = (
        "<w:p><w:r><w:t>有注的稿子。</w:t></w:r></w:p>"
        f'<w:p><w:r><w:t>{before}</w:t><w:footnoteReference w:id="2"/><w:t>{after}</w:t></w:r></w:p>'
    )
    return package(body, footnotes=notes)
