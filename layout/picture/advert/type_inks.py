"""Type of an advert in the inks that print it sharp: black alone and overprinting, colour without black."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from layout.ground.dataclass import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Callable

SHOWS = ("Tj", "TJ", "'", '"')
"""Operators that show type (ISO 32000-1, 9.4.3)."""

OVERPRINTING, PLAIN = "/LayoutOver", "/LayoutPlain"
"""Names of the two graphics states that a rewritten page may ask for."""


@dataclass(frozen=True, slots=True)
class TypeState:
    """What type would be shown in: inks of the fill (None: no plain inks), whether we made them, overprint, mode."""

    inks: tuple[float, ...] | None = (0.0, 0.0, 0.0, 1.0)
    ours: bool = True
    overprints: bool = False
    mode: int = 0

    def filled(self, written: list[Any], ours: bool) -> TypeState:
        """Return the state after instructions that set the fill."""
        plain = len(written) == 1 and str(written[0].operator) == "k"
        inks = tuple(float(one) for one in written[0].operands) if plain else None
        return replace(self, inks=inks, ours=ours)

    def set_by(self, state: Any) -> TypeState:
        """Return the state after a graphics state of the page's own."""
        on = state.get("/op", state.get("/OP")) if state is not None else None
        return self if on is None else replace(self, overprints=bool(on))

    @property
    def wanted(self) -> tuple[float, ...] | None:
        """The inks that type is to be shown in; None where they may stay as they are."""
        if self.inks is None or self.mode not in (0, 4) or not self.ours:
            return None
        cyan, magenta, yellow, black = self.inks
        if not black or not max(cyan, magenta, yellow):
            return None
        return (*(round(min(1.0, ink + black), 4) for ink in (cyan, magenta, yellow)), 0.0)

    @property
    def black(self) -> bool:
        """Whether type would be black alone and not overprint."""
        return self.inks == (0.0, 0.0, 0.0, 1.0) and not self.overprints and self.mode in (0, 4)


def shown(instruction: Any, state: TypeState, make: Callable[[list[Any], str], Any]) -> tuple[list[Any], bool]:
    """Return the instructions that show type, and whether they ask for the two graphics states.

    Coloured type that the separation gave some black gets that black's part in its colours (GWG 2022, R0015: type with
    black in it has no other ink); black type overprints (R0009).
    """
    import pikepdf

    if state.black:
        over, plain = (make([pikepdf.Name(name)], "gs") for name in (OVERPRINTING, PLAIN))
        return [over, instruction, plain], True
    if state.wanted is not None:
        return [make(list(state.wanted), "k"), instruction, make(list(state.inks or ()), "k")], False
    return [instruction], False


def with_states(resources: Any) -> None:
    """Add the two graphics states to a page's or form's resources."""
    import pikepdf

    if "/ExtGState" not in resources:
        resources.ExtGState = pikepdf.Dictionary()
    kind = pikepdf.Name.ExtGState
    resources.ExtGState[OVERPRINTING] = pikepdf.Dictionary(Type=kind, OP=True, op=True, OPM=1)
    resources.ExtGState[PLAIN] = pikepdf.Dictionary(Type=kind, OP=False, op=False, OPM=0)
