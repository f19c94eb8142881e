"""Verbs that say what is done, told from verbs that are part of a name: 召开|秋粮收购会议, 基层治理培训班|开班."""

from __future__ import annotations

from layout.compose.sense.kinds import MARKS, Word, clause_to_come, nominal, verbal
from layout.compose.sense.lexicon import lexicon


def predicates(words: list[Word]) -> list[Word]:
    """Return the words with every verb of two characters read as what it is here: `v`, or `vn` in a name."""
    known = lexicon()
    occasions = tuple(known.occasions)
    found = list(words)
    notice = bool(words) and words[-1][0] in known.notices
    for nth, (word, kind) in enumerate(words):
        if kind == "d" and nth and nth + 1 == len(words):
            found[nth] = word, "v"  # 病虫害偏轻
        if kind not in ("v", "vn") or len(word) != 2 or word in known.verbs or word in known.ending:
            continue
        closed = word[1] in known.complements
        if notice and nth and not closed:
            found[nth] = word, "vn"  # 业务暂停办理通知
            continue
        if word.endswith(occasions) and not closed:
            found[nth] = word, "n"
        elif kind == "vn" and _done(found, nth):
            found[nth] = word, "v"
        elif kind == "v" and not closed and _named(found, nth):
            found[nth] = word, "vn"
    return found


def _done(words: list[Word], nth: int) -> bool:
    """Tell whether a word that may be a noun is a verb here, by what stands before and after it."""
    if (
        not nth
        or nth + 1 == len(words)
        or words[nth + 1][0] in MARKS
        or words[nth - 1][0] in MARKS
        or words[nth - 1][0] == "的"
    ):
        return False
    known = lexicon()
    before, tag = words[nth - 1]
    if words[nth + 1][1][:1] in ("m", "t") or tag[:1] in ("d", "t") or before in known.modal:
        return True
    run = "".join(word for word, _ in words[nth + 1 : _end(words, nth)])
    if nominal(tag) and _agent(before):
        # Of two such words the later one says what is done: 全市教育系统|表彰优秀教师.
        return not any(kind == "vn" and _agent(words[at][0]) for at, (_, kind) in enumerate(words[nth + 2 :], nth + 1))
    if verbal(tag) and len(before) == 2 and before not in known.directing:
        return bool(run)
    if before.endswith("会议") and any(word in ("召开", "举行") for word, _ in words[:nth]):
        return True
    opens = verbal(_opening(words, nth)) and nominal(tag)
    return opens and bool(run) and not run.endswith(tuple(known.occasions))


def _named(words: list[Word], nth: int) -> bool:
    """Tell whether a verb after a noun is part of a name: of the object of a verb, or of who does what follows."""
    known = lexicon()
    if not nth or nth + 1 == len(words) or _agent(words[nth - 1][0]):
        return False
    if not nominal(words[nth - 1][1]) and words[nth - 1][1] != "a":
        return False
    end = _end(words, nth)
    if end == nth + 1:
        return words[end][1][:1] in ("t", "d") and clause_to_come(words[end:])
    start = nth - 1
    while start > 0 and (nominal(words[start][1]) or words[start][1] in ("m", "a")):
        start -= 1
    ahead, kind = words[start]
    if verbal(kind) and kind != "vo" and ahead not in known.pivots:
        return ahead not in known.ending
    run = "".join(word for word, _ in words[nth + 1 : end])
    return run.endswith(tuple(known.occasions)) and (end == len(words) or clause_to_come(words[end:]))


def _agent(word: str) -> bool:
    """Tell whether a word names someone who does things: an office, a post, a team."""
    return any(word.endswith(one) and (len(one) > 1 or len(word) > 2) for one in lexicon().agents)


def _opening(words: list[Word], nth: int) -> str:
    """Return the kind of the word that opens the clause in which a word stands."""
    while nth and words[nth - 1][0] not in MARKS:
        nth -= 1
    return words[nth][1]


def _end(words: list[Word], nth: int) -> int:
    """Return where the nouns and attributes end that follow a word."""
    nth += 1
    while nth < len(words) and (nominal(words[nth][1]) or words[nth][1] == "a"):
        nth += 1
    return nth
