"""Made stories for a page of their own, and the lines of a role that stand on its sheet."""

from layout.geometry import PROFILES
from layout.issue.model import Head, Paragraph, Story
from layout.sheet import Text

GRID = PROFILES["broadsheet"]
COPY = "排字工人先把一行字排满，再看行末的标点放不放得下。" * 12


def story(name="a", text=COPY, **more):
    body = (Paragraph(0, "body", text),)
    return Story(name, more.pop("kind", "news"), 50, Head(("一行字怎样排满",)), body, **more)


def texts(sheet, role):
    wanted = {region.index for region in sheet.regions if region.role == role}
    return [item for item in sheet.items if isinstance(item, Text) and item.region in wanted]
