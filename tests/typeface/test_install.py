"""Installing the open faces: once, whole or not at all, and from the cache when it can.

A small program named npm stands on the PATH in place of the real client and hands out packages made here, so that
these tests need no network; what it was asked for is kept in a log.
"""

from __future__ import annotations

import hashlib
import io
import os
import stat
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from layout.diagnostics import Severity
from layout.fetched.store import cache_home
from layout.typeface import ROLES, open_case
from layout.typeface.install import install, to_sfnt

from .conftest import build

Pack = Callable[..., None]

CLIENT = """#!{python}
import pathlib, shutil, sys
shelf = pathlib.Path({shelf!r})
with open(shelf / "asked.log", "a") as log:
    print(sys.argv[2], file=log)
package = shelf / (sys.argv[2].replace("/", "-").lstrip("@") + ".tgz")
if not package.exists():
    sys.exit("npm error code ENOTFOUND")
to = pathlib.Path(sys.argv[sys.argv.index("--pack-destination") + 1])
shutil.copy(package, to / package.name)
"""


def packed(chars: str, flavor: str | None = None) -> bytes:
    font = build(chars)
    font.flavor = flavor
    data = io.BytesIO()
    font.save(data)
    return data.getvalue()


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A registry of our own: a folder of packages and the client that hands them out."""
    shelf = tmp_path / "shelf"
    programs = tmp_path / "programs"
    shelf.mkdir()
    programs.mkdir()
    for name in ("npm", "node"):
        program = programs / name
        program.write_text(CLIENT.format(python=sys.executable, shelf=str(shelf)), encoding="utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    return shelf


def put(shelf: Path, package: str, files: dict[str, bytes]) -> None:
    with tarfile.open(shelf / f"{package}.tgz", "w:gz") as tar:
        for name, data in files.items():
            member = tarfile.TarInfo(f"package/{name}")
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))


def asked(shelf: Path) -> list[str]:
    log = shelf / "asked.log"
    return log.read_text().split() if log.exists() else []


def lay(folder: Path, faces: dict[str, tuple[str, str]], role: str = "") -> Path:
    """Write a list that fills every role with the first face; faces are (sha256, member) of package `fonts@1.0`."""
    folder.mkdir(exist_ok=True)
    first = role or next(iter(faces))
    lines = ["roles:", *(f"  {name}: {first}" for name in ROLES)]
    lines += [f"fallback: [{', '.join(faces)}]", "faces:"]
    for key, (sha256, member) in faces.items():
        source = f"{{npm: fonts, version: '1.0', member: {member}, licence: LICENSE}}"
        lines.append(f"  {key}: {{file: {key}.ttf, sha256: {sha256}, licence: {key}-LICENSE.txt, source: {source}}}")
    (folder / "fonts.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def codes(result) -> list[str]:
    return [remark.code for remark in result.remarks]


def test_a_second_checkout_downloads_nothing(tmp_path: Path, shelf: Path) -> None:
    song = packed("甲乙")
    put(shelf, "fonts@1.0", {"song.ttf": song, "LICENSE": b"free", "heavy.ttf": b"x" * 5000})
    cache, told = tmp_path / "cache", []
    one = lay(tmp_path / "one", {"song": (sha(song), "song.ttf")})
    done = install(one, cache, told.append)
    assert (done.value, done.remarks) == (1, ())
    assert (one / "song.ttf").read_bytes() == song
    assert (one / "song-LICENSE.txt").read_bytes() == b"free"
    assert any("fonts 1.0" in line for line in told)
    assert asked(shelf) == ["fonts@1.0"]

    two = lay(tmp_path / "two", {"song": (sha(song), "song.ttf")})
    assert install(two, cache, told.append).value == 0
    assert install(two, cache, told.append).value == 0
    assert open_case(two).value is not None
    assert asked(shelf) == ["fonts@1.0"]
    kept = {path.name for path in cache.rglob("*") if path.is_file()}
    assert kept == {f"{sha(song)[:16]}-song.ttf", "fonts-1.0-LICENSE.txt"}


@pytest.fixture
def damaged(tmp_path: Path, shelf: Path) -> tuple[bytes, Path, Path]:
    """Return a face, the cache that holds a damaged file of it, and a house that wants it."""
    song = packed("甲乙")
    put(shelf, "fonts@1.0", {"song.ttf": song, "LICENSE": b"free"})
    faces, cache = {"song": (sha(song), "song.ttf")}, tmp_path / "cache"
    install(lay(tmp_path / "one", faces), cache, print)
    for kept in (cache / "fonts").glob("*song.ttf"):
        kept.write_bytes(song[:200])
    return song, cache, lay(tmp_path / "two", faces)


def test_a_damaged_cache_is_fetched_again(damaged: tuple[bytes, Path, Path]) -> None:
    song, cache, two = damaged
    assert install(two, cache, print).value == 1
    assert (two / "song.ttf").read_bytes() == song


def test_a_damaged_cache_without_network_installs_nothing(damaged: tuple[bytes, Path, Path], shelf: Path) -> None:
    _, cache, two = damaged
    (shelf / "fonts@1.0.tgz").unlink()
    assert codes(install(two, cache, print)) == ["F031"]
    assert not (two / "song.ttf").exists()


def test_a_changed_installed_file_is_put_right(tmp_path: Path, shelf: Path) -> None:
    song = packed("甲乙")
    put(shelf, "fonts@1.0", {"song.ttf": song, "LICENSE": b"free"})
    folder = lay(tmp_path / "one", {"song": (sha(song), "song.ttf")})
    install(folder, tmp_path / "cache", print)
    (folder / "song.ttf").write_bytes(b"something else")
    assert codes(open_case(folder)) == ["F012"]
    install(folder, tmp_path / "cache", print)
    assert open_case(folder).remarks == ()


def test_another_file_than_the_listed_one_is_not_used(tmp_path: Path, shelf: Path) -> None:
    song = packed("甲乙")
    put(shelf, "fonts@1.0", {"song.ttf": packed("丙"), "LICENSE": b"free"})
    folder = lay(tmp_path / "one", {"song": (sha(song), "song.ttf")})
    done = install(folder, tmp_path / "cache", print)
    assert codes(done) == ["F033"]
    assert done.remarks[0].severity is Severity.ERROR
    assert not (folder / "song.ttf").exists()


def test_what_can_be_installed_is_installed(tmp_path: Path, shelf: Path) -> None:
    song = packed("甲乙")
    put(shelf, "fonts@1.0", {"song.ttf": song, "LICENSE": b"free"})
    folder = lay(tmp_path / "one", {"song": (sha(song), "song.ttf"), "kai": (sha(b""), "kai.ttf")})
    assert codes(install(folder, tmp_path / "cache", print)) == ["F032"]
    assert (folder / "song.ttf").read_bytes() == song
    # The next run goes on where this one stopped, and asks again only for what is lacking.
    assert codes(open_case(folder)) == ["F010"]
    assert "song" not in str(open_case(folder).remarks[0].args)


def test_no_network_is_told_without_a_traceback(tmp_path: Path, shelf: Path) -> None:
    folder = lay(tmp_path / "one", {"song": ("0" * 64, "song.ttf")})
    done = install(folder, tmp_path / "cache", print)
    assert codes(done) == ["F031"]
    assert "ENOTFOUND" in str(done.remarks[0].args)


def test_a_damaged_package_is_told(tmp_path: Path, shelf: Path) -> None:
    folder = lay(tmp_path / "one", {"song": ("0" * 64, "song.woff")})
    for damage in (b"no archive", b""):
        (shelf / "fonts@1.0.tgz").write_bytes(damage)
        assert codes(install(folder, tmp_path / "cache", print)) == ["F031"]
    put(shelf, "fonts@1.0", {"song.woff": packed("甲", "woff")[:400], "LICENSE": b"free"})
    assert codes(install(folder, tmp_path / "cache", print)) == ["F033"]


def test_what_a_killed_run_left_is_swept_away(tmp_path: Path, shelf: Path) -> None:
    song = packed("甲")
    put(shelf, "fonts@1.0", {"song.ttf": song, "LICENSE": b"free"})
    folder = lay(tmp_path / "one", {"song": (sha(song), "song.ttf")})
    old, new = tmp_path / "cache/fonts/download-old", tmp_path / "cache/fonts/download-new"
    for left in (old, new):
        left.mkdir(parents=True)
    os.utime(old, (1, 1))
    assert install(folder, tmp_path / "cache", print).remarks == ()
    assert not old.exists()
    assert new.exists()


@pytest.mark.parametrize("flavor", ["woff", "woff2"])
def test_web_fonts_are_unpacked_to_the_same_bytes_every_time(flavor: str) -> None:
    web = packed("甲乙", flavor)
    plain = to_sfnt(web)
    assert plain == to_sfnt(web)
    assert plain[:4] == b"\0\1\0\0"
    assert set(TTFont(io.BytesIO(plain)).getBestCmap()) == {ord("甲"), ord("乙")}
    assert to_sfnt(plain) == plain


def test_a_web_font_is_installed_as_what_it_packs(tmp_path: Path, shelf: Path) -> None:
    web = packed("甲乙", "woff")
    put(shelf, "fonts@1.0", {"song.woff": web, "LICENSE": b"free"})
    folder = lay(tmp_path / "one", {"song": (sha(to_sfnt(web)), "song.woff")})
    assert install(folder, tmp_path / "cache", print).remarks == ()
    assert open_case(folder).value.missing("body", "甲乙丙") == "丙"


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, shelf: Path) -> None:
    song = packed("甲乙")
    put(shelf, "fonts@1.0", {"song.ttf": song, "LICENSE": b"free"})
    folder = lay(tmp_path / "one", {"song": (sha(song), "song.ttf")})
    (tmp_path / "cache").write_text("a file where the cache should be")
    assert codes(install(folder, tmp_path / "cache", print)) == ["F034"]


def test_the_shops_own_fonts_are_left_alone(tmp_path: Path, shelf: Path) -> None:
    folder = tmp_path / "shop"
    folder.mkdir()
    own = packed("甲")
    (folder / "FZ.ttf").write_bytes(own)
    (folder / "fonts.yaml").write_text("roles:\n" + "".join(f"  {role}: FZ.ttf\n" for role in ROLES))
    assert install(folder, tmp_path / "cache", print).remarks == ()
    assert (folder / "FZ.ttf").read_bytes() == own
    assert asked(shelf) == []
    assert open_case(folder).value.face("body").sha256 == sha(own)


def test_the_cache_is_the_users(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_home() == tmp_path / "layout"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    assert cache_home() == tmp_path / "me" / ".cache" / "layout"
