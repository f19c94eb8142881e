"""Checks of the output intent: for which press the colours were made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from layout.preflight.paint.finding import Finding, check, error, warning
from layout.preflight.pdf.press_file import PressFile

NEWSPRINT = ("CGATS TR 002", "IFRA26", "JCN2002", "FOGRA42")
"""Newsprint conditions of the ICC's characterization data registry."""

_REGISTRY = "http://www.color.org"


def _press_intents(file: PressFile) -> list[Any]:
    return [intent for intent in file.pdf.Root.get("/OutputIntents", []) if intent.get("/S") == "/GTS_PDFX"]


@check("OI01", "ISO 15930-4 6.2; ISO 15930-7 6.4")
def one_intent(file: PressFile) -> Iterable[Finding]:
    """Exactly one output intent for PDF/X."""
    intents = _press_intents(file)
    if len(intents) != 1 or intents[0].get("/Type", "/OutputIntent") != "/OutputIntent":
        yield error("OI01", count=len(intents))


@check("OI02", "CGATS application notes 2.16")
def condition(file: PressFile) -> Iterable[Finding]:
    """The printing condition is named, and either registered or described by a profile."""
    for intent in _press_intents(file):
        name = str(intent.get("/OutputConditionIdentifier", ""))
        registered = str(intent.get("/RegistryName", "")) == _REGISTRY
        described = "/DestOutputProfile" in intent and str(intent.get("/Info", ""))
        if not name or not (registered or described):
            yield error("OI02", found=name or "-")


@check("OI03", "CGATS application notes 2.16; GWG 2022 R0035")
def profile(file: PressFile) -> Iterable[Finding]:
    """The profile is that of a CMYK press."""
    for intent in _press_intents(file):
        stream = intent.get("/DestOutputProfile")
        if stream is None:
            if str(intent.get("/RegistryName", "")) != _REGISTRY:
                yield error("OI03", found="-")
            continue
        data = bytes(stream.read_bytes())
        kind, space = data[12:16].decode("latin-1"), data[16:20].decode("latin-1")
        if kind != "prtr" or space != "CMYK" or int(stream.get("/N", 0)) != 4:
            yield error("OI03", found=f"{kind} {space} N {stream.get('/N', '-')}")


@check("OI04", "ICC characterization data registry")
def known_condition(file: PressFile) -> Iterable[Finding]:
    """The condition is newsprint's, and the profile was made for it."""
    for intent in _press_intents(file):
        name = str(intent.get("/OutputConditionIdentifier", ""))
        if name and name not in NEWSPRINT and name != file.settings.condition:
            yield warning("OI04", found=name, known=", ".join(NEWSPRINT))


CHECKS = (one_intent, condition, profile, known_condition)
