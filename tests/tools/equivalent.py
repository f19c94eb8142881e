"""What `make mutate` leaves out: mutants that change nothing that can be seen, and entries without a pair yet."""

_TIE = "of two ways that cost the same either is as good"
_NEVER = "the two are never met exactly"
_LOGS = "shares of counts and sums of their logarithms: the two are never met exactly"
_FOUND = (
    (
        "preflight/press/ink.py: `samples[:, :, 3] > (SHADOW + SHADOW_OVER) * 2.55`, > -> >=",
        "no sample of 8 bits is 248.6",
    ),
    (
        "compose/line/breaker.py: `way.price > min(ORPHAN, DOUBTFUL * len(way.breaks))`, > -> >=",
        "says only when the search is made again; what it finds costs no more",
    ),
    ("compose/line/price.py: `wide > _FAR`, > -> >=", "what is added begins at nothing"),
    ("compose/line/breaker.py: `best[place] < paid`, < -> <=", _TIE),
    (
        "compose/line/ready.py: `sum((word.width / word.face.upem for word in phrase.words)) * 2 <= LONG_FIGURE`, "
        "<= -> <",
        "shaped words have widths in parts of an em: the two are never met exactly",
    ),
    (
        "compose/line/ready.py: `text[piece.start()] < '\u2e80'`, < -> <=",
        "no long piece begins with the first of the radicals",
    ),
    ("compose/line/price.py: `wide > _SEEN + 1e-06`, > -> >=", _NEVER),
    ("compose/head/share.py: `found[0][0] < TOO_WIDE`, < -> <=", _NEVER),
    (
        "compose/sense/words.py: `CLAUSE < cost < PROTECTED`, < -> <=",
        "inside a short clause nothing costs just what its end costs",
    ),
    (
        "compose/sense/words.py: `CLAUSE < cost < PROTECTED`, < -> <= (2)",
        "what costs that already is given the same price again",
    ),
    ("makeup/page/stretches.py: `-head_rows < gap <= PIECE_OF_LEG`, < -> <=", "a picture at the top row is left first"),
    (
        "makeup/solve/measure/vertical.py: `len(beside.texts) * (rows - label - 3) > "
        "beside.need + inside + shown + max(ENDS_MOST, len(beside.texts))`, > -> >=",
        "a first guess that spares the pouring, which decides",
    ),
    (
        "makeup/solve/search/score.py: `lead_looks * 1000 < second * LEAD_LOUDER`, < -> <=",
        "what the lead lacks is nothing there",
    ),
    ("picture/svg/colour.py: `part * share < FAINT`, < -> <=", "no sample of 8 bits is 7.65"),
    ("picture/svg/colour.py: `parts[3] < FAINT`, < -> <=", "no sample of 8 bits is 7.65"),
    ("makeup/solve/search/packing.py: `(price, top, col) < best[:3]`, < -> <=", _TIE),
    (
        "makeup/solve/measure/tails.py: `shape.cost + TAIL_COST + TAIL_MORE * tail < found[key].cost`, < -> <=",
        _TIE,
    ),
    (
        "picture/advert/intake.py: `max(margins) >= INSIDE_LEAST`, >= -> >",
        "the page is looked at in steps of a quarter of a point",
    ),
    ("flush: 1 -> 2", "1 and 2 are both yes"),
    ("proofread/words/slips.py: `score >= SLIP_LEAST`, >= -> >", _LOGS),
    ("proofread/words/slips.py: `weight(made) <= SLIP_COMMONER * weight(word)`, <= -> <", _LOGS),
    ("proofread/words/slips.py: `weight(word) >= SLIP_COMMON`, >= -> >", _LOGS),
    ("proofread/words/slips.py: `weight(turned) < SLIP_COMMON`, < -> <=", _LOGS),
    ("proofread/words/slips.py: `after(two, one) - after(one, two) <= SLIP_TURNED`, <= -> <", _LOGS),
    ("proofread/words/slips.py: `own(rest) > SLIP_RARE`, > -> >=", _LOGS),
    ("proofread/words/slips.py: `own(char) <= SLIP_RARE`, <= -> <", _LOGS),
    ("proofread/words/slips.py: `weight(meant) < SLIP_COMMON`, < -> <=", _LOGS),
    ("proofread/words/slips.py: `after(word[0], rest) - after(word[1], rest) <= SLIP_DROPPED`, <= -> <", _LOGS),
    ("text/bound.py: `end - start > LONG_FIGURE // 2`, > -> >=", "spares the count that follows, which decides"),
)
EQUIVALENT: dict[str, str] = dict(_FOUND)

OWED: set[str] = set()
"""Entries whose pairs are still to be written; `make mutate` leaves them out."""
