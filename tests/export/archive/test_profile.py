"""Every bag holds the profile that it follows, and another program agrees that it does."""

from __future__ import annotations

import json

import bagit
import pytest

from layout.export.bag_profile import IDENTIFIER, NAME

bagit_profile = pytest.importorskip("bagit_profile", reason="bagit-profile is not installed")


def test_the_package_follows_its_own_profile(package_2346):
    told = json.loads((package_2346.bag / NAME).read_text("utf-8"))
    profile = bagit_profile.Profile(IDENTIFIER, profile=told)
    bag = bagit.Bag(str(package_2346.bag))
    assert profile.validate(bag), profile.report
    bag.info.pop("Version")
    assert not profile.validate(bag), "a field that is demanded is missed"
