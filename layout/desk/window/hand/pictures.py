"""Commands on pictures and on how a block is set: size and place of a picture, crop and focus; frame, legs, head."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from layout.desk.window.hand.blocks import put, with_page
from layout.desk.window.hand.scene import Edit, Scene, cells, refuse
from layout.desk.window.history_words import deed
from layout.ground.dataclass import replace
from layout.journal import YamlEdit
from layout.sheet import Picture

if TYPE_CHECKING:
    from layout.issue.model import Photo
    from layout.makeup.dummy.plan import Block, HeadChoice, Plan

WHOLE = 10_000
_HEAD = {"lines": (int, 0, 4), "size": (float, 0, 200), "rows": (int, 0, 60), "cols": (int, 0, 12)}


def picture(scene: Scene, given: Mapping[str, Any]) -> Edit:
    """Return a picture in other cells of its block, or showing another part of itself."""
    page, block = scene.block(given.get("block"))
    wanted = given.get("photo", 0)
    photo = next((photo for photo in block.photos if photo.photo == wanted), None)
    if photo is None:
        refuse("no_photo", "这块没有这张图", "there is no such picture in that block", 404)
    plan: Plan | None = None
    if "at" in given or "size" in given:
        col, row = cells(given.get("at", [photo.col, photo.row]))
        cols, rows = cells(given.get("size", [photo.cols, photo.rows]), 1)
        if col + cols > block.cols or row + rows > block.rows:
            refuse("off_block", "超出这一块", "that is outside the block")
        moved = replace(photo, col=col, row=row, cols=cols, rows=rows)
        photos = tuple(moved if one is photo else one for one in block.photos)
        plan = with_page(
            scene.pages().plan, replace(page, blocks=put(page.blocks, block, replace(block, photos=photos)))
        )
    files = {}
    if "crop" in given or "focus" in given:
        name = scene.file_of(block.story)
        path = ("photos", photo.photo, "crop")
        crop = _crop(scene, given, block.story, photo.photo)
        files[name] = scene.changed(name, YamlEdit(path, crop) if crop else YamlEdit(path, how="remove"))
    if plan is None and not files:
        refuse("nothing", "没有写改什么", "nothing to change is given")
    return Edit(deed("picture", story=block.story), files, plan)


def _crop(scene: Scene, given: Mapping[str, Any], story: str, nth: int) -> list[int] | None:
    """Return the part of a picture that is to stay in view; None for the whole of it."""
    photo = scene.story(story).photos[nth]
    crop = given.get("crop")
    if "focus" in given:
        within = (0, 0, WHOLE, WHOLE) if crop is None else _part(crop)
        return _around(photo, _proportion(scene, story, photo), _shares(given["focus"], 2), within)
    if crop is None:
        if photo.crop is None:
            refuse("nothing", "本来就没有裁", "it is not cropped")
        return None
    return list(_part(crop))


def _part(crop: Any) -> tuple[int, int, int, int]:
    """Return a crop that a hand drew; refused where hardly anything would be left."""
    left, top, right, bottom = _shares(crop, 4)
    if right - left < 100 or bottom - top < 100:
        refuse("bad_crop", "裁得太小", "that crop is too small")
    return left, top, right, bottom


def _shares(value: Any, count: int) -> list[int]:
    good = (
        isinstance(value, list)
        and len(value) == count
        and all(isinstance(one, int) and 0 <= one <= WHOLE for one in value)
    )
    if not good:
        refuse("bad_crop", "要写 0 到 10000 的整数", "whole numbers from 0 to 10000 are wanted")
    return list(value)


def _proportion(scene: Scene, story: str, photo: Photo) -> float:
    """Return width over height of the frame that a picture stands in; its own where it stands in none."""
    for sheet in scene.pages().edition.sheets:
        for item in sheet.items:
            named = isinstance(item, Picture) and photo.file and item.source.endswith(PurePosixPath(photo.file).name)
            if isinstance(item, Picture) and named and item.region >= 0 and sheet.regions[item.region].story == story:
                return item.box.w / max(1, item.box.h)
    return photo.aspect[0] / photo.aspect[1]


def _around(photo: Photo, proportion: float, spot: list[int], within: tuple[int, int, int, int]) -> list[int]:
    """Return the largest part of a crop in a frame's proportion whose middle is as near a spot as can be."""
    width, height = photo.pixels if 0 not in photo.pixels else photo.aspect
    first, upper, last, lower = within
    across = min(last - first, round((lower - upper) * height * proportion / width))
    down = min(lower - upper, round((last - first) * width / proportion / height))
    left = min(max(first, spot[0] - across // 2), last - across)
    top = min(max(upper, spot[1] - down // 2), lower - down)
    return [left, top, left + across, top + down]


def shape(scene: Scene, given: Mapping[str, Any]) -> Edit:
    """Return a block set another way: frame, legs, head, column title, last leg."""
    page, block = scene.block(given.get("block"))
    changes: dict[str, Any] = {}
    if "box" in given:
        if given["box"] not in ("none", "rule", "tint", "fancy"):
            refuse("bad_box", "框只有 none、rule、tint、fancy", "a frame is none, rule, tint or fancy")
        changes["box"] = given["box"]
    for key, most in (("legs", 12), ("tail", 60)):
        if key in given:
            changes[key] = _whole(given[key], 0, most)
    if "label" in given:
        changes["label"] = str(given["label"])[:60]
    if "head" in given:
        changes["head"] = _head(block, given["head"])
    made = replace(block, **changes)
    if made == block:
        refuse("nothing", "没有写改什么", "nothing to change is given")
    plan = with_page(scene.pages().plan, replace(page, blocks=put(page.blocks, block, made)))
    return Edit(deed("shaped", block=given.get("block")), plan=plan)


_WORDS: dict[str, tuple[str, ...]] = {
    "side": ("", "left", "right", "top", "bottom"),
    "align": ("", "left", "center"),
    "style": ("", "plain", "colour", "reverse", "over"),
}


def _head(block: Block, given: Any) -> HeadChoice:
    if not isinstance(given, dict):
        refuse("bad_head", "head 要写成一组", "head is a mapping")
    changes: dict[str, Any] = {}
    for key, (kind, least, most) in _HEAD.items():
        if key in given:
            value = given[key]
            if not isinstance(value, int | float) or isinstance(value, bool) or not least <= value <= most:
                refuse("bad_head", f"{key} 不对", f"{key} is wrong")
            changes[key] = kind(value)
    for key, words in _WORDS.items():
        if key in given:
            if given[key] not in words:
                refuse("bad_head", f"{key} 不对", f"{key} is wrong")
            changes[key] = given[key]
    if "deck" in given:
        changes["deck"] = bool(given["deck"])
    if {"lines", "size"} & changes.keys():
        changes.setdefault("rows", 0)
        changes["breaks"] = ()
    return replace(block.head, **changes)


def _whole(value: Any, least: int, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        refuse("bad_number", "数不对", "that number is wrong")
    return value
