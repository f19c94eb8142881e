"""Expressions compiled when they are used do what compiled ones do."""

import marshal
import os
import re
import subprocess
import sys

from layout.ground.expression import _made, _parts, expression


def test_every_method_is_the_compiled_ones():
    mine, theirs = expression("(a)(b+)?", re.I), re.compile("(a)(b+)?", re.I)
    for call in (
        lambda one: [match.span() for match in one.finditer("xABbab")],
        lambda one: one.search("xab")[2],
        lambda one: one.match("ab").group(),
        lambda one: one.fullmatch("abx"),
        lambda one: one.sub("-", "abab"),
        lambda one: one.subn("-", "abab"),
        lambda one: one.split("xaby"),
        lambda one: one.findall("ab"),
        lambda one: (one.pattern, one.flags, one.groups),
    ):
        assert call(mine) == call(theirs)


def test_nothing_is_compiled_before_it_is_used():
    broken = expression("(")
    try:
        broken.search("a")
    except re.error:
        return
    raise AssertionError


def run(folder, text):
    """Search with an expression in a process of its own; return what was found and how much was compiled for it."""
    code = f"""
import re
calls, compiled = [], re._compiler.compile
re._compiler.compile = lambda *said: calls.append(said) or compiled(*said)
from layout.ground.expression import expression
print(expression({text!r}, re.I).search("xABbab").group(), len(calls))
"""
    words = [sys.executable, "-X", f"pycache_prefix={folder}", "-c", code]
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    said = subprocess.run(words, capture_output=True, text=True, check=True, env=env).stdout.split()
    return said[0], int(said[1])


def kept(folder):
    (found,) = folder.rglob("*.expressions")
    return found


def test_what_one_run_compiled_the_next_one_reads(tmp_path):
    assert run(tmp_path, "(?P<a>A)(b+)") == ("ABb", 1)
    assert run(tmp_path, "(?P<a>A)(b+)") == ("ABb", 0)
    assert run(tmp_path, "[a-c\u4e00-\u9fff]+") == ("ABbab", 1)
    assert run(tmp_path, "(?P<a>A)(b+)") == ("ABb", 0)  # a run adds to what others kept
    assert [path.suffix for path in kept(tmp_path).parent.iterdir() if ".pyc" not in path.name] == [".expressions"]


def test_a_damaged_file_is_made_anew(tmp_path):
    run(tmp_path, "ab+")
    whole = kept(tmp_path).read_bytes()
    python, ways = marshal.loads(whole)
    ((key, parts),) = ways.items()
    broken = (parts[0], b"\xff" * len(parts[1]), *parts[2:])
    for data in (
        b"", whole[:40], b"no marshal", marshal.dumps(3), marshal.dumps((python, 3)), marshal.dumps((python, {key: 3})),
        marshal.dumps(("another Python", {key: broken})), marshal.dumps((python, {key: broken})),
    ):  # fmt: skip
        kept(tmp_path).write_bytes(data)
        assert run(tmp_path, "ab+") == ("ABb", 1), data
        assert marshal.loads(kept(tmp_path).read_bytes()) == (python, ways)


def test_what_is_kept_makes_the_very_expression():
    given = [("(?P<a>A)|(?P<b>b+)(c)?", re.I), ("[^\u4e00-\u9fff]", 0), (b"[a-z]\\d", re.S), ("(?x) a b", 0)]
    for text, flags in given:
        made, theirs = _made(text, _parts(text, int(flags))), re.compile(text, flags)
        assert made == theirs
        assert (made.groups, made.flags) == (theirs.groups, theirs.flags)
        assert dict(made.groupindex) == dict(theirs.groupindex)


LIBRARY = """import re
FIRST = re.compile("[a-c]+(b)", re.I)
AGAIN = re.compile(b"[a-c]+")
"""


def load(folder, text=LIBRARY):
    """Import a library in a process of its own; return what it found and how much was compiled for it."""
    (folder / "strange.py").write_text(text, "utf-8")
    code = """
import re
calls, compiled = [], re._compiler.compile
re._compiler.compile = lambda *said: calls.append(said[0]) or compiled(*said)
from layout.ground.expression import spare_compiling
spare_compiling("strange")
import strange
print(strange.FIRST.search("xABb").group(), strange.FIRST.flags, sum(isinstance(one, str) for one in calls))
"""
    words = [sys.executable, "-X", f"pycache_prefix={folder}", "-c", code]
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    env["PYTHONPATH"] = os.pathsep.join(filter(None, (str(folder), env.get("PYTHONPATH"))))
    said = subprocess.run(words, capture_output=True, text=True, check=True, env=env).stdout.split()
    return said[0], int(said[1]), int(said[2])


def test_what_a_library_compiled_the_next_run_reads(tmp_path):
    assert load(tmp_path) == ("ABb", 34, 1)
    assert load(tmp_path) == ("ABb", 34, 0)


def test_a_library_that_compiles_others_is_learnt_anew(tmp_path):
    load(tmp_path)
    other = LIBRARY.replace("(b)", "b")
    for compiled in (1, 0):
        assert load(tmp_path, other) == ("ABb", 34, compiled)


def test_what_is_kept_of_a_library_may_be_broken(tmp_path):
    load(tmp_path)
    stored = kept(tmp_path)
    python, found = marshal.loads(stored.read_bytes())
    for broken in (None, (1, b"", 0, {}, ()), (2, b"abc", 0, {}, ())):
        stored.write_bytes(marshal.dumps((python, found | {"strange": dict.fromkeys(found["strange"], broken)})))
        assert load(tmp_path) == ("ABb", 34, 1)
