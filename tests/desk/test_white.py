"""A page that keeps white comes out, and says what would fill it; one that is over-full still gives a proof."""

from __future__ import annotations

from pathlib import Path

import pytest

from layout.desk.build.order import Order, in_silence
from layout.desk.build.pipeline import build, check
from layout.desk.house import House
from layout.ground.dataclass import replace
from layout.makeup.dummy.file import write_plan

ROOT = Path(__file__).resolve().parents[2]

if not any((ROOT / "fonts").glob("*.ttf")):
    pytest.skip("no fonts are installed: `layout fonts --install` sets them up", allow_module_level=True)

SENTENCE = "村里修了路，灯也亮了，老人孩子走路都方便，账目在村口贴着，谁都可以看。"
ISSUE = """issue: {no: 9, date: 2026-05-12, lunar: auto}
masthead: {name: 试验通讯, pinyin: SHIYAN, sponsor: 某县主办, editor: 某县编, notice: 内部资料 免费交流, licence: 样张}
imprint: {printer: 某印务, printed: 2026-05-12, run: 10, recipients: 样张}
profile: tabloid
pages: PAGES
"""


@pytest.fixture
def house(tmp_path: Path) -> House:
    (tmp_path / "fonts").symlink_to(ROOT / "fonts")
    (tmp_path / "issues" / "9").mkdir(parents=True)
    return House(tmp_path)


def write(house: House, name: str, front: str, sentences: int, folder: str = "9") -> None:
    place = house.issues / folder
    place.mkdir(parents=True, exist_ok=True)
    body = "\n\n".join(SENTENCE * 3 for _ in range(sentences))
    (place / f"{name}.md").write_text(f"---\nid: {name}\n{front}\n---\n{body}\n", "utf-8")


def issue(house: House, pages: str = "auto") -> Order:
    (house.issues / "9" / "issue.yaml").write_text(ISSUE.replace("PAGES", pages), "utf-8")
    return Order(house, 9, house.root / "output", ("press",), seconds=1.0)


def test_a_thin_page_says_what_would_fill_it(house: House) -> None:
    write(house, "a1", "kind: lead\nhead: {main: 村口修路}\nphotos: [{caption: 新路。, cols: [1]}]", 6)
    write(house, "long", "kind: brief\nhead: {main: 汛期小知识}", 90, "house/fillers")
    done = check(issue(house), in_silence)
    assert done.judged is not None and done.ok
    told = {remark.code: dict(remark.args) for remark in done.remarks}
    white = done.judged.verdict.scores[0].white
    assert told["M222"]["cells"] == told["M223"]["cells"] == white
    assert told["M222"]["cols"] < told["M222"]["wider"] and told["M222"]["gain"] <= white
    assert told["M223"]["characters"] == white * done.judged.room.grid.ems
    assert not {"L100", "L101", "M224", "M225"} & told.keys()


def test_a_thin_page_shows_a_filler_of_the_house_which_a_kept_plan_keeps(house: House) -> None:
    write(house, "a1", "kind: lead\nhead: {main: 村口修路}\nphotos: [{caption: 新路。, cols: [1]}]", 6)
    write(house, "tip", "kind: brief\nhead: {main: 汛期小知识}", 1, "house/fillers")
    order = issue(house, "[{no: 1, name: 要闻, stories: [a1]}]")
    bare = check(order, in_silence)
    assert bare.judged is not None and bare.ok, bare.remarks
    told = {remark.code: dict(remark.args) for remark in bare.remarks}
    assert told["M225"]["filler"] == "tip" and "M214" not in told
    assert not {"L100", "L101"} & told.keys()
    (order.folder / "plan.yaml").write_text(write_plan(bare.judged.plan), "utf-8")
    kept = check(order, in_silence)
    assert kept.judged is not None and kept.ok, kept.remarks
    assert kept.judged.plan.pages == bare.judged.plan.pages
    assert "tip" in [article.id for article in kept.judged.edition.articles]
    assert "M225" not in {remark.code for remark in kept.remarks}


def test_a_filler_of_which_a_page_has_room_is_named_where_the_plan_is_the_desk_s(house: House) -> None:
    write(house, "a1", "kind: lead\nhead: {main: 村口修路}", 6)
    order = issue(house, "[{no: 1, name: 要闻, stories: [a1]}]")
    plain = check(order, in_silence)
    assert plain.judged is not None
    (order.folder / "plan.yaml").write_text(write_plan(replace(plain.judged.plan, by="hand")), "utf-8")
    write(house, "tip", "kind: brief\nhead: {main: 汛期小知识}", 1, "house/fillers")
    told = {remark.code: dict(remark.args) for remark in check(order, in_silence).remarks}
    assert told["M224"]["filler"] == "tip"


def test_a_full_page_says_nothing_of_white() -> None:
    done = check(Order(House(ROOT), 9999, ROOT / "output"), in_silence)
    assert not {"M222", "M223", "M224"} & {remark.code for remark in done.remarks}


def test_more_than_goes_in_is_refused_with_its_arithmetic_and_a_proof(house: House) -> None:
    names = [f"a{at}" for at in range(1, 6)]
    for at, name in enumerate(names):
        write(house, name, f"kind: news\npriority: {90 - 10 * at}\nhead: {{main: 村口修路的第{at + 1}篇}}", 14)
    order = issue(house, f"[{{no: 1, name: 要闻, stories: [{', '.join(names)}]}}]")
    done = build(order, in_silence)
    told = {remark.code for remark in done.remarks}
    assert told & {"M210", "M219"}
    assert not done.written.files
    assert done.written.proof is not None and done.written.proof.is_file()
    assert "L100" not in told
