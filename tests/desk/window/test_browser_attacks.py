"""What a stranger tries through the reader's own browser, and what hostile copy tries in the window: in vain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tests import browsers

from .conftest import Browser
from .paper import Paper, photograph
from .screen import address, at_rest, block, doing, window

INJECTED = '<script>hacked(1)</script>"><img src=x onerror=hacked(2)><svg onload=hacked(3)>'

EVIL = """<!doctype html><title>prize</title><body><iframe name=hidden></iframe><script>
const desk = 'http://127.0.0.1:PORT', given = {credentials: 'include'}, said = [];
const json = JSON.stringify({do: 'write', story: 'a3', text: 'owned'});
const kind = {'Content-Type': 'application/json'};
const send = (path, more) => fetch(desk + path, {method: 'POST', ...given, ...more}).then(a => a.text());
const loads = (tag, path) => new Promise((good, bad) => {
  const one = document.createElement(tag);
  Object.assign(one, {src: desk + path, onload: () => good('loaded'), onerror: bad});
  document.body.append(one);
});
const opens = (one, event) => new Promise((good, bad) => { one[event] = () => good('open'); one.onerror = bad; });
const later = (look) => new Promise(good => setTimeout(() => { try { good(look()); } catch { good(''); } }, 700));
const form = () => {
  const [all, field] = ['form', 'input'].map(tag => document.createElement(tag));
  Object.assign(all, {method: 'post', enctype: 'text/plain', target: 'hidden', action: desk + '/do'});
  Object.assign(field, {name: json.slice(0, -1) + ', "x": "', value: '"}'});
  all.append(field);
  document.body.append(all);
  all.submit();
  return later(() => document.querySelector('iframe').contentDocument.body.textContent);
};
const frame = () => {
  const one = document.createElement('iframe');
  one.src = desk + '/';
  document.body.append(one);
  return later(() => one.contentDocument.title);
};
const other = () => { const one = open(desk + '/'); return later(() => one.document.title); };
const tries = {
  read: () => fetch(desk + '/state', given).then(a => a.text()),
  session: () => fetch(desk + '/session', given).then(a => a.text()),
  blind: () => send('/do', {mode: 'no-cors', body: json}), json: () => send('/do', {headers: kind, body: json}),
  upload: () => send('/upload?name=a.docx', {mode: 'no-cors', body: 'x'}),
  events: () => opens(new EventSource(desk + '/events', {withCredentials: true}), 'onmessage'),
  socket: () => opens(new WebSocket(desk.replace('http', 'ws') + '/events'), 'onopen'),
  script: () => loads('script', '/state'), picture: () => loads('img', '/page/1/plate/k'), form, frame, other,
};
const late = () => new Promise((_, bad) => setTimeout(bad, 3000));
window.tried = Promise.all(Object.entries(tries).map(([what, go]) =>
  Promise.race([go(), late()]).then(got => said.push([what, got]), () => said.push([what, null])))).then(() => said);
</script>"""
"""Another site's page, open in the same browser, and all that it can think of."""


@contextmanager
def stranger(html: str) -> Iterator[int]:
    """Serve a page of somebody else's at a port of its own."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, *_given: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(
    "host", ["evil.example", *(pytest.param(other, marks=pytest.mark.long) for other in ("127.0.0.1", "localhost"))]
)
def test_another_page_in_the_same_browser_reads_and_writes_nothing(paper: Paper, program, host: str) -> None:
    """From another site, and from another port of this very machine, whose cookies a browser does not keep apart."""
    context = browsers.context(program)
    own = context.new_page()
    own.goto(address(paper.house, paper.port))
    own.wait_for_selector("html[data-serial] .block")
    assert own.evaluate("document.cookie") == "", "no script reads the seat"
    with stranger(EVIL.replace("PORT", str(paper.port))) as port:
        page = context.new_page()
        page.goto(f"http://{host}:{port}/")
        said = dict(page.evaluate("window.tried"))
    assert len(said) == 12
    got = {what: given for what, given in said.items() if given not in (None, "")}
    assert got == {}, "nothing is read and nothing opened"
    assert "owned" not in paper.text("a3.md")
    assert paper.history() == []
    context.close()


def test_a_name_that_was_turned_to_this_machine_opens_nothing(paper: Paper, program) -> None:
    context = browsers.context(program)
    page = context.new_page()
    answer = page.goto(address(paper.house, paper.port).replace("127.0.0.1", "evil.example"))
    assert answer.status == 400
    assert page.evaluate("fetch('/state').then(answer => answer.status)") == 400
    assert context.cookies() == []
    context.close()


def test_hostile_copy_is_text_wherever_the_window_shows_it(paper: Paper, program, shot) -> None:
    folder, port = paper.folder, paper.port
    text = paper.text("a3.md")
    main = re.search("main: .*", text)
    assert main
    quoted = "'" + INJECTED.replace("'", "''") + "'"
    hostile = text.replace(main[0], f"main: [{quoted}]\n  kicker: {quoted}").rstrip("\n") + f"\n\n{INJECTED}\n"
    (folder / "a3.md").write_text(hostile, "utf-8")
    named = '"><img src=x onerror=hacked(4)>.jpg'
    (folder / "photos" / named).write_bytes(photograph((60, 90)))
    p1 = paper.text("p1.md").replace("file: photos/p1.jpg", f"file: 'photos/{named}'")
    (folder / "p1.md").write_text(re.sub('caption: ".*"', f"caption: {quoted}", p1), "utf-8")
    mine = paper.chief
    assert mine.post("/name", {"name": INJECTED[:40]}).status == 200
    assert mine.do("checkout", story="a5").status == 200
    with window(program, paper.house, port, expected=(404, 409, 415, 422, 503)) as page:
        page.add_init_script("window.hacked = n => document.documentElement.dataset.hacked = n")
        page.reload()
        page.wait_for_selector('#panel li[data-story="a3"]:has-text("<script>")')
        page.keyboard.press("9")
        page.locator('#panel li[data-story="a3"]').click()
        page.wait_for_selector("#editor .cm-content")
        shot(page, "copy")
        # Every panel, the head on the page, found places, other names of files, the palette, the crop, the past.
        for key in "123456":
            page.keyboard.press("Escape")
            page.keyboard.press(f"Alt+{key}")
            at_rest(page)
        block(page, "a3").focus()
        page.keyboard.press("e")
        page.wait_for_selector(".inplace textarea.main:focus")
        page.keyboard.press("Escape")
        page.keyboard.press("Control+f")
        page.keyboard.insert_text("hacked")
        page.wait_for_selector("#hits .hit")
        shot(page, "found")
        page.keyboard.press("Control+k")
        page.fill("#palette input", "script")
        page.wait_for_selector('#palette li:has-text("<script>")')
        page.keyboard.press("Escape")
        block(page, "p1").focus()
        page.keyboard.press("o")
        page.wait_for_selector("#crop")
        page.keyboard.press("Escape")
        page.locator("#panel").focus()
        page.keyboard.press("Alt+6")
        with doing(page, word="import"):
            page.evaluate(
                """name => import('/static/arrive.js').then(m => m.bringIn([
                    new File(['题目\\n\\n' + name.repeat(9)], name + '.txt'), new File(['x'], name + '.jpg')]))""",
                "<img src=x onerror=hacked(5)>",
            )
        at_rest(page)
        shot(page, "arrived")
        page.keyboard.press("Alt+5")
        page.locator("#panel li.past").first.click()
        page.wait_for_selector("dialog .cm-editor, dialog .merged")
        page.locator("dialog menu button").first.click()
        page.wait_for_selector("dialog .thumbs svg, dialog .thumbs:has-text('拼不出来')")
        shot(page, "past")
        assert page.evaluate("document.documentElement.dataset.hacked ?? ''") == ""
        assert page.locator('img[src="x"], svg[onload], [onerror]').count() == 0
    assert mine.post("/name", {"name": "root"}).status == 200


def test_a_draft_of_a_story_in_other_hands_is_not_overwritten(paper: Paper) -> None:
    other = Browser(paper.port)
    other.sit(paper.house)
    assert other.post("/name", {"name": "乙"}).status == 200
    assert paper.chief.do("checkout", story="a3").status == 200
    assert paper.chief.post("/draft", {"story": "a3", "text": "甲的"}).status == 200
    for text in ("乙的", None):
        refused = other.post("/draft", {"story": "a3", "text": text})
        assert (refused.status, refused.json["error"]) == (423, "held")
    assert paper.chief.get("/story/a3").json["draft"]["text"] == "甲的"
    assert paper.chief.post("/draft", {"story": "a3", "text": None}).status == 200
