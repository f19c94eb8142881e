"""`layout plates N`: the plates of a built issue to look at, and the ink zones for the press."""

from __future__ import annotations

import sys
from pathlib import Path

from layout.cli.language import say, spoken


def run(number: int, *, output: Path | None) -> int:
    """Render the press file of an issue; print where the page stands, with the inks of each; 1 where it cannot be."""
    from layout.desk.house import find_house
    from layout.export.pdf.ticket import press_context
    from layout.preflight.plates.write import write_plates

    place = output or find_house(Path.cwd()).output
    press = place / str(number) / "press" / f"{number}.pdf"
    if not press.is_file():
        print(
            say(f"没有 {press}：先运行 layout issue {number}", f"there is no {press}: run layout issue {number} first"),
            file=sys.stderr,
        )
        return 1
    title = say(f"第 {number} 期印版", f"plates of issue {number}")
    try:
        made = write_plates(press, place / "plates" / str(number), press_context(press).settings, title, spoken())
    except OSError as fault:
        print(say(f"写不下 {fault.filename}：{fault.strerror}", f"cannot write {fault.filename}"), file=sys.stderr)
        return 1
    if made is None:
        print(
            say(
                "看印版要装 Ghostscript、poppler 或 MuPDF，哪一样都行",
                "plates are rendered by Ghostscript, poppler or MuPDF: install one of them",
            ),
            file=sys.stderr,
        )
        return 1
    for page in made.pages:
        inks = " ".join(f"{name}{mean:.1f}" for name, mean in zip("CMYK", page.means, strict=True))
        print(
            say(
                f"{page.label}: 平均网点 {inks}，最大墨量 {page.most}%", f"{page.label}: mean {inks}, most {page.most}%"
            )
        )
    print(made.page)
    return 0
