"""Mutants that change nothing that can be seen, each with the reason."""

EQUIVALENT: dict[str, str] = {
    "preflight/press/ink.py: `samples[:, :, 3] > (SHADOW + SHADOW_OVER) * 2.55`, > -> >=": "no sample of 8 bits is 248.6",
}
