"""Fixed columns of the house: on their weekdays, in their form, on their page, unless the issue does without."""

from __future__ import annotations

import pytest

from layout.issue.reader import read_issue
from tests.newspaper import front_page, issue, story

FRIDAY, SATURDAY = "2026-11-27", "2026-11-28"


def written(root, date=FRIDAY, more="", pages=None):
    folder = issue(root, 7, pages if pages is not None else [("要闻", ["a1"]), ("综合", ["b1"])], more, date=date)
    front_page(folder, {"a1": 300})
    story(folder, "b1", "夜校灯火暖寒冬", 300)
    return folder


def column(root, name, body, **front):
    folder = root / "issues" / "house" / "columns"
    folder.mkdir(parents=True, exist_ok=True)
    story(folder, name, "便民电话", body, **front)
    return folder


def read(folder):
    made = read_issue(folder)
    assert made.issue is not None
    return made.issue, [remark.code for remark in made.remarks if remark.code[:3] in ("I45", "I41", "I60")]


@pytest.mark.parametrize(
    ("days", "date", "printed"),
    [
        ("[五]", FRIDAY, True),
        ("[五]", SATURDAY, False),
        ("[一, 六]", SATURDAY, True),
        ("每天", SATURDAY, True),
        ("[]", FRIDAY, False),
    ],
)
def test_a_column_is_printed_on_its_days(tmp_path, days, date, printed):
    column(tmp_path, "phones", 120, kind="column", days=days)
    made, codes = read(written(tmp_path, date))
    assert (made.story("phones") is not None) is printed and codes == []
    assert (made.pages[1].stories == ("b1", "phones")) is printed, "on the last page where nothing else is said"


@pytest.mark.parametrize(("days", "told"), [("[一, 八]", True), ("[八]", True), ("[一, 日]", False)])
def test_a_day_that_no_week_has_is_told_whatever_the_day(tmp_path, days, told):
    column(tmp_path, "phones", 120, kind="column", days=days)
    assert ("I224" in {remark.code for remark in read_issue(written(tmp_path, SATURDAY)).remarks}) is told


def test_its_pin_names_the_page_and_the_desk_s_own_place_goes_before(tmp_path):
    column(tmp_path, "phones", 120, days="每天", layout="{pin: {page: 1}}")
    assert read(written(tmp_path))[0].pages[0].stories == ("a1", "phones")
    made, codes = read(written(tmp_path, pages=[("要闻", ["phones", "a1"]), ("综合", ["b1"])]))
    assert made.pages[0].stories == ("phones", "a1") and codes == []


def test_a_pin_that_names_another_page_than_it_stands_on_gives_way_unless_the_issue_says_it_itself(tmp_path):
    """Its cells were that page's; two pages in place of four are no fault of the issue."""

    def pin(folder):
        return dict(read(folder)[0].story("phones").wishes.pin)

    column(tmp_path, "phones", 120, days="每天", layout="{pin: {page: 1, col: 4, row: 90}}")
    listed = [("要闻", ["a1"]), ("综合", ["phones", "b1"])]
    assert pin(written(tmp_path)) == {"page": 1, "col": 4, "row": 90}
    assert pin(written(tmp_path, pages=listed)) == {}
    column(tmp_path, "phones", 120, days="每天", layout="{pin: {page: 4}}")
    folder = written(tmp_path)
    assert pin(folder) == {} and read(folder)[0].pages[1].stories == ("b1", "phones")
    story(folder, "phones", "便民电话", 120, layout="{pin: {page: 4}}")
    assert pin(folder) == {"page": 4}


def test_the_issue_s_copy_is_set_in_the_column_s_form(tmp_path):
    column(tmp_path, "weather", 0, kind="column", days="每天", layout="{cols: 2, label: 天气}", priority="20")
    folder = written(tmp_path)
    made, codes = read(folder)
    assert made.story("weather") is None and codes == ["I459"], "a form without copy waits for the issue's"
    story(folder, "weather", "今天多云转晴", 60)
    made, codes = read(folder)
    told = made.story("weather")
    assert codes == [] and told.head.main == ("今天多云转晴",) and len(told.text) >= 50
    assert (told.kind, told.priority, told.wishes.cols, told.wishes.label) == ("column", 20, (2, 2), "天气")
    story(folder, "weather", "今天多云转晴", 60, layout="{cols: 3}", priority="40")
    told = read(folder)[0].story("weather")
    assert (told.kind, told.priority, told.wishes.cols) == ("column", 40, (3, 3))


def test_the_desk_may_do_without(tmp_path):
    column(tmp_path, "phones", 120, days="每天")
    made, codes = read(written(tmp_path, more="without: [phones]\n"))
    assert made.story("phones") is None and codes == []
    folder = written(tmp_path)
    story(folder, "phones", "便民电话", 100, hold="true")
    assert read(folder)[0].story("phones") is None


def test_its_pictures_lie_beside_it(tmp_path):
    from PIL import Image

    folder = column(tmp_path, "phones", 120, days="每天", photos="[{file: sun.png, caption: 晴}]")
    made, codes = read(written(tmp_path))
    assert codes == ["I602"]
    Image.new("RGB", (400, 300), (250, 200, 90)).save(folder / "sun.png")
    made, codes = read(written(tmp_path))
    (photo,) = made.story("phones").photos
    assert codes == [] and (tmp_path / "issues" / "7" / photo.file).resolve() == (folder / "sun.png").resolve()


def test_pages_that_the_program_deals_take_them_too(tmp_path):
    column(tmp_path, "phones", 120, days="每天")
    made, codes = read(written(tmp_path, pages=[]))
    assert made.pages is None and made.story("phones") is not None and codes == []
