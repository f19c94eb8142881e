"""23:20. The print shop looks the file over with our verifier and with its own programs."""

from __future__ import annotations

import subprocess

from tests.day.newsroom import Newsroom

NAME = "印厂验收：verify、Ghostscript、qpdf、mutool、poppler"


def play(room: Newsroom) -> None:
    press = room.output("128-r1") / "press"
    said = room.layout("verify", press)
    assert "不通过" not in said and "128.pdf" in said, said
    file = press / "128.pdf"
    tried = {
        "qpdf": ("--check", file),
        "mutool": ("info", file),
        "pdffonts": (file,),
        "pdfinfo": (file,),
    }
    for name, words in tried.items():
        done = subprocess.run([room.find(name), *map(str, words)], capture_output=True, text=True)
        assert not done.returncode, f"{name}: {done.stdout}{done.stderr}"
    fonts = subprocess.run([room.find("pdffonts"), file], capture_output=True, text=True, check=True).stdout
    rows = fonts.splitlines()[2:]
    assert rows and all(" yes yes " in row for row in rows), "a face is not embedded as a subset"
    plates = room.root / "plates"
    plates.mkdir()
    subprocess.run(
        [room.find("gs"), "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", "-r60", "-dLastPage=1",
         f"-sOutputFile={plates / 'p%d.tif'}", str(file)], check=True, capture_output=True,
    )  # fmt: skip
    inks = {path.name.partition("(")[2].partition(")")[0] for path in plates.glob("*(*).tif")}
    assert inks == {"Cyan", "Magenta", "Yellow", "Black"}, inks
    with room.tally.aside():
        looks = room.looks / "07-release"
        subprocess.run([room.find("pdftoppm"), "-r", "80", "-png", file, looks], check=True, capture_output=True)
