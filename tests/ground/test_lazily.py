"""Modules that wait until a name of theirs is used."""

import sys
from threading import Thread

import pytest

from layout.ground.lazily import spared


@pytest.fixture
def written(tmp_path, monkeypatch):
    """Write a package `spare` with a module `spare.part` that tells when it is run."""
    folder = tmp_path / "spare"
    folder.mkdir()
    (folder / "__init__.py").write_text("runs = []\n")
    monkeypatch.syspath_prepend(tmp_path)

    def write(text):
        (folder / "part.py").write_text(f"import spare\nspare.runs.append(1)\n{text}\n")
        spared("spare.part")
        return sys.modules["spare"].runs

    yield write
    for name in ("spare", "spare.part", "spare.whole"):
        sys.modules.pop(name, None)


def test_a_module_runs_when_a_name_of_it_is_used_and_once(written):
    runs = written("colour = 'red'")
    import spare.part
    from spare import part

    assert (part is spare.part, runs) == (True, [])
    assert part.colour == part.colour == "red"
    assert runs == [1]
    with pytest.raises(AttributeError, match=r"'spare.part' has no attribute 'size'"):
        _ = part.size


def test_naming_a_name_of_it_loads_it_at_once(written):
    runs = written("colour = 'red'")
    from spare.part import colour

    assert (colour, runs) == ("red", [1])


def test_what_it_asks_of_itself_while_it_runs_is_there_or_not(written):
    written("import spare.part as own\nearly = hasattr(own, 'late')\nlate = 1\nwhole = hasattr(own, 'late')")
    from spare import part

    assert (part.early, part.whole) == (False, True)


def test_another_thread_waits_until_it_is_whole(written):
    runs = written("import time\ntime.sleep(0.05)\ncolour = 'red'")
    from spare import part

    seen = []
    threads = [Thread(target=lambda: seen.append(part.colour)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (seen, runs) == (["red"] * 8, [1])


def test_one_that_fails_says_so_each_time_it_is_asked(written):
    runs = written("raise OSError('gone')")
    from spare import part

    for times in (1, 2):
        with pytest.raises(OSError, match="gone"):
            _ = part.colour
        assert len(runs) == times


def test_what_is_loaded_or_is_not_there_is_left_alone(written):
    written("")
    known = sys.modules["json"]
    spared("json", "spare.whole", "no_such_module")
    assert sys.modules["json"] is known
    assert not {"spare.whole", "no_such_module"} & set(sys.modules)
