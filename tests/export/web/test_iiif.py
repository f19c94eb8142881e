"""IIIF as it is shipped: judged by another program's reading of the standard, with and without an address."""

from __future__ import annotations

import json

import pytest

from tests.judges import asked

READ = """
import json, sys, iiif_prezi3
for path in sys.argv[1:]:
    data = json.load(open(path, encoding="utf-8"))
    kept = json.loads(getattr(iiif_prezi3, data["type"])(**data).json(exclude_none=True))
    print(data["type"], len(kept["items"]))
"""


@pytest.mark.parametrize("number", [2346, 9999])
def test_manifests_are_read_by_iiif_prezi3(written, number):
    made = written(number)
    texts = sorted(made.web.glob("iiif/*/text.json"))
    said = asked("iiif_prezi3", READ, made.web / "iiif" / "manifest.json", *texts).splitlines()
    assert said[0] == f"Manifest {len(made.edition.sheets)}"
    assert len(said) == 1 + len(texts) and all(line.startswith("AnnotationPage ") for line in said[1:])


def test_collections_are_read_by_iiif_prezi3(specimen, real):
    home = specimen.output / "web"
    years = sorted((home / "years").glob("*.json"))
    said = asked("iiif_prezi3", READ, home / "collection.json", *years)
    assert said.split() == ["Collection", "2", "Collection", "1", "Collection", "1"]


def test_rights_and_publisher_are_told(real):
    manifest = json.loads((real.web / "iiif" / "manifest.json").read_text("utf-8"))
    assert manifest["requiredStatement"]["value"]["zh-Hans"][0] == "内部资料 免费交流"
    assert manifest["provider"][0]["label"] == {"zh-Hans": ["中共禹州市委"]}
    assert {"主办", "编辑"} <= {one["label"]["zh-Hans"][0] for one in manifest["metadata"]}
    assert "service" not in manifest, "a static site answers no queries, so none is promised"
