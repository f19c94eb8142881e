"""Pictures looked over before anything is written: what the check lets pass, the press file takes in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.diagnostics import Locus

if TYPE_CHECKING:
    from layout.desk.build.docket import Docket
    from layout.desk.build.results import Judged
    from layout.issue.model import Issue


def look_over(judged: Judged, docket: Docket) -> None:
    """Convert every picture as the press file wants it and note what is said of it.

    The conversions are kept, so that the build that follows finds them made.
    """
    from layout.desk.build.goods import drawn
    from layout.export.pdf.press import artwork_of, press_images
    from layout.sheet import Picture

    if not any(isinstance(item, Picture) for sheet in judged.edition.sheets for item in sheet.items):
        return
    settings, kept = judged.settings.press, docket.order.pictures
    with docket.stage("pictures") as made:
        edition = docket.take(drawn(judged.edition, judged.case, settings, kept))
        images = docket.take(press_images(edition, settings, kept))
        adverts = artwork_of(images)
        if adverts or any(story.fixed for story in judged.issue.stories):
            from layout.desk.build.adverts import as_printed, booked

            docket.note(tuple(booked(edition, adverts, judged)))
            docket.note(tuple(as_printed(edition, tuple(adverts), judged, kept)))
        made.append(f"{len(images)}")


def named_pictures(issue: Issue, folder: str) -> dict[str, tuple[Locus, str]]:
    """Return, by the path of each picture, the line of the copy that names it and the name that it has there."""
    return {
        f"{folder}/{photo.file}": (Locus(story.id, f"photos.{nth}.file"), photo.file)
        for story in issue.stories
        for nth, photo in enumerate(story.photos)
        if photo.file
    }
