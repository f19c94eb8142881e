"""The profile of our bags: what each of them holds and says, for programs that check bags by a profile.

BagIt Profiles Specification 1.4. The profile lies in every bag, so it needs no address of its own.
"""

from __future__ import annotations

from layout.export.bag import ALGORITHMS
from layout.ground.json_text import json_text

NAME = "bagit-profile.json"
IDENTIFIER = "urn:x-layout:bagit-profile:1"

_DEMANDED = (
    "Source-Organization", "External-Description", "Bagging-Date", "External-Identifier", "Bag-Group-Identifier",
    "Internal-Sender-Identifier", "Bag-Software-Agent", "Version", "Payload-Oxum", "BagIt-Profile-Identifier",
)  # fmt: skip
_ALLOWED = ("Version-Note", "Internal-Sender-Description", "Rights-Statement")


def profile_text() -> str:
    """Return the profile as the file that lies in each bag."""
    told = {
        "BagIt-Profile-Info": {
            "BagIt-Profile-Identifier": IDENTIFIER, "BagIt-Profile-Version": "1.4.0", "Version": "1",
            "Source-Organization": "layout",
            "External-Description": "An issue of a newspaper: METS, PREMIS, ALTO, masters, PDF/A and press file",
        },
        "Bag-Info": {
            **{name: {"required": True, "repeatable": False} for name in _DEMANDED},
            **{name: {"required": False, "repeatable": name == "Version-Note"} for name in _ALLOWED},
        },
        "Manifests-Required": list(ALGORITHMS),
        "Tag-Manifests-Required": list(ALGORITHMS),
        "Tag-Files-Required": [NAME],
        "Payload-Files-Required": ["data/mets.xml", "data/premis.xml"],
        "Allow-Fetch.txt": False,
        "Serialization": "optional",
        "Accept-Serialization": ["application/zip", "application/tar"],
        "Accept-BagIt-Version": ["1.0"],
    }  # fmt: skip
    return json_text(told)
