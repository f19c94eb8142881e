"""23:30. The archive looks its package over: our verifier, bagit, and a IIIF client."""

from __future__ import annotations

import importlib.util
import json
import warnings

from tests.day.newsroom import Newsroom

NAME = "档案室验收：verify、bagit、IIIF"


def play(room: Newsroom) -> None:
    bag = room.output("128-r1") / "archive"
    said = room.layout("verify", bag)
    assert "不通过" not in said, said
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a library's own use of pkg_resources
        import bagit

        assert bagit.Bag(str(bag)).is_valid(), "bagit finds the bag damaged"
    manifest = json.loads((room.output("128-r1") / "web" / "iiif" / "manifest.json").read_text("utf-8"))
    assert len(manifest["items"]) == 4, "the IIIF manifest has not a canvas for every page"
    if importlib.util.find_spec("iiif_prezi3") is None:
        print("iiif-prezi3 is not installed: the manifest was read as JSON alone")
        return
    from iiif_prezi3 import Manifest

    Manifest(**manifest)
