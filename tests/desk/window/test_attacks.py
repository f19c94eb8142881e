"""What a stranger, another page of the reader's browser, and a person of the wrong role get: nothing."""

from __future__ import annotations

import shutil
import socket
import ssl
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from threading import Thread
from urllib.parse import quote
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import uvicorn

from layout.desk.house import House
from layout.desk.window import slowness, writing
from layout.desk.window.desk import Desk
from layout.desk.window.people.certificate import own_certificate
from layout.desk.window.people.entry import entry_of
from layout.desk.window.people.listed import with_person
from layout.desk.window.server import free_socket, window_app

from ..conftest import ROOT  # noqa: TID252
from .conftest import Browser, served


@pytest.fixture(scope="module")
def shared(tmp_path_factory) -> Iterator[tuple[House, int]]:
    """One window for all who try to get in."""
    root = tmp_path_factory.mktemp("house")
    (root / "fonts").symlink_to(ROOT / "fonts", target_is_directory=True)
    shutil.copytree(ROOT / "issues" / "2346", root / "issues" / "2346")
    people = ""
    for name, role in (("王一", "chief"), ("李四", "writer"), ("赵六", "proof")):
        people = with_person(people, name, role, f"{name}的口令123") or ""
    (root / "issues" / "house").mkdir()
    (root / "issues" / "house" / "desk.yaml").write_text(people, "utf-8")
    house = House(root)
    with served(house) as port:
        yield house, port


@pytest.fixture
def mine(shared) -> Browser:
    house, port = shared
    one = Browser(port)
    one.sit(house)
    return one


@pytest.fixture
def stranger(shared) -> Browser:
    return Browser(shared[1])


def files(house: House) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in house.issue(2346).iterdir() if path.is_file()}


READ = ("/state", "/events", "/page/1", "/page/1/parts", "/story/a1", "/glyphs/0", "/source?at=a1%20body%200%200")


@pytest.mark.parametrize("path", READ)
def test_nobody_reads_without_a_seat(stranger: Browser, path: str) -> None:
    answer = stranger.get(path)
    assert (answer.status, answer.json["error"]) == (403, "sign_in")
    assert stranger.get(path, Cookie="layout_desk=guess").status == 403


def test_nobody_writes_without_a_seat_or_its_token(shared, mine: Browser, stranger: Browser) -> None:
    house, _ = shared
    before = files(house)
    text = mine.get("/story/a3").json["text"]
    given = {"do": "write", "story": "a3", "text": text + "\n改。\n"}
    assert stranger.post("/do", given).status == 403
    stranger.cookie = mine.cookie  # a page that makes the browser send the cookie has no token
    for token in ("", "0" * 32, mine.token[:-1], "é"):
        answer = stranger.post("/do", given, **{"X-Layout-Token": quote(token)})
        assert (answer.status, answer.json["error"]) == (403, "token")
    other = Browser(mine.port)
    other.sit(house)
    assert mine.post("/do", given, **{"X-Layout-Token": other.token}).status == 403, "another seat's token"
    assert files(house) == before


def test_the_key_gives_a_seat_and_nothing_near_it_does(shared, stranger: Browser) -> None:
    key = entry_of(shared[0]).seats.key
    for wrong in ("", key[:-1], key + "x", "é", key.swapcase()):
        assert stranger.get(f"/?key={quote(wrong)}").status == 303
        assert stranger.cookie == ""
    answer = stranger.get(f"/?key={key}")
    assert answer.headers["location"] == "/"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert key not in stranger.get("/").text


def test_other_pages_of_the_browser_get_nothing(shared, mine: Browser) -> None:
    house, port = shared
    before = files(house)
    given = {"do": "write", "story": "a3", "text": "---\nid: a3\n---\n"}
    for origin in ("http://example.org", "null", f"http://127.0.0.1:{port + 1}", f"https://127.0.0.1:{port}", ""):
        answer = mine.post("/do", given, Origin=origin)
        assert (answer.status, answer.json["error"]) == (403, "origin"), origin
    for site in ("cross-site", "same-site"):
        assert mine.post("/do", given, **{"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "cors"}).status == 403
    # A plain form sends no JSON and no header of its own.
    for kind in ("application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x"):
        assert mine.post("/do", given, **{"Content-Type": kind}).status == 415
    assert mine.ask("GET", "/do").status == 405
    for host in ("example.org", "127.0.0.1.example.org", f"localhost:{port}@example.org"):
        assert mine.get("/state", Host=host).status == 400
        assert mine.post("/do", given, Host=host, Origin=f"http://{host}").status in (400, 403)
    answer = mine.get("/state")
    assert "access-control-allow-origin" not in answer.headers
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert files(house) == before


@pytest.mark.parametrize(
    "path",
    [
        "/static/..%2f..%2f..%2fserver.py", "/static/%2e%2e/server.py", "/script/..%2f..%2fetc%2fpasswd", "/story/..",
        "/story/..%2f..%2fissues%2f2346%2fa1", "/page/99", "/page/-1", "/picture/..%2f..", "/story/%00",
        "/font/..%2f..%2fissues%2f2346%2fa1.md", "/font/fonts.yaml",
    ],
)  # fmt: skip
def test_paths_lead_nowhere(mine: Browser, path: str) -> None:
    assert mine.get(path).status == 404


@pytest.mark.parametrize(
    "given",
    [
        {"do": "write", "story": "../../../a1", "text": "x"}, {"do": "write", "story": "", "text": "x"},
        {"do": "write", "story": "plan", "text": "x"}, {"do": "write", "story": ["a1"], "text": "x"},
        {"do": "write", "story": "a1", "text": "\ud800"}, {"do": "write", "story": "a1", "text": "a\x00b"},
        {"do": "head", "story": "a1", "kicker": "a\x1bb"}, {"do": "replace", "find": "id", "with": "\udfff"},
        {"do": "replace", "find": "^---$", "with": "", "regex": True}, {"do": "replace", "find": "---\n", "with": ""},
        {"do": "write", "story": "a1", "text": "字" * 300_000}, {"do": "move", "block": "a5", "at": [True, 91]},
        {"do": "write", "story": "a1", "text": 3}, {"do": "write", "story": "a1"}, {"do": "__class__"}, {"do": None},
        {}, {"do": "head", "story": "a1", "main": [1]}, {"do": "replace", "find": "(", "with": "", "regex": True},
        {"do": "replace", "find": "", "with": "x"}, {"do": "back_to", "n": "1"}, {"do": "swap", "blocks": "a1"},
        {"do": "move", "block": {"a": 1}, "at": [0, 18]}, {"do": "to_page", "story": "a1", "page": "2"},
        {"do": "to_page", "story": "a1", "page": 10**9}, {"do": "pin", "block": "a1", "what": ["x"]},
        {"do": "checkout", "story": 7}, {"do": "lock", "page": [1]}, {"do": "lock"},
    ],
)  # fmt: skip
def test_odd_commands_are_refused_in_words_and_change_nothing(shared, mine: Browser, given: dict) -> None:
    before = files(shared[0])
    for path in ("/do", "/try"):
        answer = mine.post(path, given)
        assert 400 <= answer.status < 500, answer.text
        assert answer.json["message"]["zh"]
        assert answer.json["message"]["en"]
    after = files(shared[0])
    assert {name: data for name, data in after.items() if name in before} == before


def test_bodies_that_are_too_large_or_no_json_are_refused(mine: Browser) -> None:
    headers = {"Content-Type": "application/json", "X-Layout-Token": mine.token, "Origin": mine.origin}
    assert mine.ask("POST", "/do", b" " * (1024 * 1024 + 1), **headers).status == 413
    for body in (b"", b"{", b"[1]", b"null", b"\xff\xfe", b"[" * 100_000, b'{"do": ' + b"9" * 5000 + b"}"):
        assert mine.ask("POST", "/do", body, **headers).status == 400
    huge = "字" * 400_001
    assert mine.do("write", story="a3", text=huge).status in (400, 413)


def test_files_that_are_too_large_or_swell_are_refused_in_words(shared, mine: Browser, monkeypatch) -> None:
    from layout.desk.window import writing

    before = files(shared[0])
    headers = {"Content-Type": "application/octet-stream", "X-Layout-Token": mine.token, "Origin": mine.origin}
    with monkeypatch.context() as less:
        less.setattr(writing, "LARGEST_FILE", 1000)
        assert mine.ask("POST", "/upload?name=a.docx", b"x" * 1001, **headers).status == 413
    for name in ("", ".", "..", "../..", ".hidden.docx", "a" * 201, "a\x00b.docx", "a\nb.docx"):
        answer = mine.ask("POST", f"/upload?name={quote(name)}", b"x", **headers)
        assert (answer.status, answer.json["error"]) == (400, "bad_name"), name
    # A Word file of some kilobytes that would be 400 MB of paragraphs, and one that is no archive at all.
    swollen = BytesIO()
    with ZipFile(swollen, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(400):
                part.write(b"<w:p>" * 209_715)
    assert len(swollen.getvalue()) < 1024 * 1024
    for name, data in (("..%2f..%2fbomb.docx", swollen.getvalue()), ("none.docx", b"PK\x03\x04" + b"\0" * 99)):
        upload = mine.ask("POST", f"/upload?name={name}", data, **headers).json["upload"]
        answer = mine.do("import", uploads=[upload])
        assert answer.status == 200, answer.text
        said = [one for one in answer.json["report"]["diagnostics"] if one["severity"] == "error"]
        assert said
        assert said[0]["message"]["zh"]
        assert answer.json["report"]["written"] == []
    assert files(shared[0]) == before
    assert not (shared[0].root.parent / "bomb.docx").exists()


def test_a_body_that_never_ends_is_given_up(mine: Browser, monkeypatch) -> None:
    from layout.desk.window import seating

    monkeypatch.setattr(seating, "SLOWEST", 0.3)
    head = (
        f"POST /do HTTP/1.1\r\nHost: 127.0.0.1:{mine.port}\r\nContent-Type: application/json\r\n"
        f"Cookie: {mine.cookie}\r\n"
        f"X-Layout-Token: {mine.token}\r\nContent-Length: 1000\r\n\r\n{{"
    )
    with socket.create_connection(("127.0.0.1", mine.port), timeout=10) as line:
        line.sendall(head.encode())
        assert line.recv(200).startswith(b"HTTP/1.1 408")


def test_a_head_that_never_ends_is_closed(house: House, monkeypatch) -> None:
    monkeypatch.setattr(slowness, "HEAD_SECONDS", 0.3)
    server = uvicorn.Server(uvicorn.Config(_nothing, log_level="warning", http=slowness.patient_protocol()))
    listener = free_socket()
    thread = Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        with socket.create_connection(listener.getsockname(), timeout=10) as line:
            line.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ")
            assert line.recv(10) == b"", "the line's own patience is the end of one that stays open"
        with socket.create_connection(listener.getsockname(), timeout=10) as line:
            line.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            assert line.recv(200).startswith(b"HTTP/1.1 204")
    finally:
        server.should_exit = True
        thread.join(20)


async def _nothing(scope, receive, send) -> None:
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def test_a_seat_that_is_left_opens_nothing_any_more(mine: Browser) -> None:
    cookie = mine.cookie
    assert mine.post("/sign_out", {}).status == 200
    assert mine.get("/state", Cookie=cookie).status == 403
    assert mine.do("undo").status == 403


def test_too_many_commands_are_slowed_down(house: House, monkeypatch) -> None:
    monkeypatch.setattr(writing, "BURST", 3)
    monkeypatch.setattr(writing, "RATE", 0)
    with served(house) as port:
        one = Browser(port)
        one.sit(house)
        assert [one.do("unlock", page=7).status for _ in range(4)] == [404, 404, 404, 429]


def test_signing_in_is_held_to_names_secrets_and_patience(mine: Browser, stranger: Browser) -> None:
    headers = {"X-Layout-Token": ""}
    right = {"name": "李四", "secret": "李四的口令123"}
    assert stranger.post("/sign_in", right, Origin="http://example.org").status == 403
    answer = stranger.post("/sign_in", right, **headers)
    assert answer.status == 200
    assert answer.json["me"] == {"name": "李四", "role": "writer"}
    stranger.token = answer.json["token"]
    # A writer writes; pages, signatures and other people's stories are not his.
    text = stranger.get("/story/a2").json["text"]
    assert stranger.do("write", story="a2", text=text + "\n补。\n").status == 200
    for word, more in (
        ("move", {"block": "a5", "at": [3, 91]}), ("unplace", {"story": "a5"}), ("sign", {"subject": "a2"}),
        ("replace", {"find": "市", "with": "县"}), ("take_back", {"story": "a2"}), ("build", {}), ("back_to", {"n": 0}),
    ):  # fmt: skip
        answer = stranger.do(word, **more)
        assert (answer.status, answer.json["error"]) == (403, "role"), word
    # Nor does he take back what somebody else did.
    text = mine.get("/story/a5").json["text"]
    assert mine.do("write", story="a5", text=text + "\n补。\n").status == 200
    assert stranger.do("undo").json["error"] == "role"
    other = Browser(stranger.port)
    tries = [other.post("/sign_in", {"name": "王一", "secret": f"guess{nth}"}) for nth in range(6)]
    assert {one.status for one in tries[:4]} == {403}
    assert tries[-1].status == 429
    assert other.post("/sign_in", {"name": "王一", "secret": "王一的口令123"}).status == 429


def test_who_is_taken_out_of_the_list_loses_his_seat(house: House) -> None:
    folder = house.issues / "house"
    folder.mkdir()
    path = folder / "desk.yaml"
    path.write_text(with_person("", "李四", "writer", "李四的口令123"), "utf-8")
    with served(house) as port:
        one = Browser(port)
        answer = one.post("/sign_in", {"name": "李四", "secret": "李四的口令123"})
        assert answer.status == 200
        assert one.get("/state").status == 200
        path.write_text(with_person("", "王一", "chief", "王一的口令123"), "utf-8")
        assert one.get("/state").status == 403
        assert one.post("/sign_in", {"name": "李四", "secret": "李四的口令123"}).status == 403


def test_the_house_network_is_asked_over_tls_only(house: House, tmp_path: Path) -> None:
    own = own_certificate(tmp_path, ("127.0.0.1", "desk.local"))
    if own is None:
        pytest.skip("openssl makes the certificate of this test")
    entry = entry_of(house, own)
    desk = Desk(house, 2346)
    listener = free_socket()
    rest = {"told": lambda state: None, "failed": lambda error: None, "leaving": lambda: False}
    app = window_app(desk, "desk", entry, lang="zh", editor="", **rest)
    config = uvicorn.Config(
        app,
        log_level="warning",
        ssl_certfile=own.path,
        ssl_keyfile=own.key,
        http=slowness.patient_protocol(),
    )
    server = uvicorn.Server(config)
    thread = Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        trusted = ssl.create_default_context(cafile=str(own.path))
        port = listener.getsockname()[1]
        with (
            socket.create_connection(("127.0.0.1", port), timeout=30) as plain,
            trusted.wrap_socket(plain, server_hostname="127.0.0.1") as line,
        ):
            line.sendall(f"GET /?key={entry.seats.key} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
            answer = line.recv(4000).decode()
        assert answer.startswith("HTTP/1.1 303")
        assert "secure" in answer.lower()
        assert all(at.startswith("https://") and f":{port}/" in at for at in entry.addresses(port))
    finally:
        server.should_exit = True
        thread.join(30)
