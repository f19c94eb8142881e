"""Mutants that change nothing that can be seen, each with the reason."""

_FOUND = (
    (
        "preflight/press/ink.py: `samples[:, :, 3] > (SHADOW + SHADOW_OVER) * 2.55`, > -> >=",
        "no sample of 8 bits is 248.6",
    ),
)
EQUIVALENT: dict[str, str] = dict(_FOUND)
