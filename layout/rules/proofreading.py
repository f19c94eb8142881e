"""Chapter 10: proofreading. What a doubtful character must gain before it is reported, stories told twice, the form.

Scores of the small tables are natural logarithms of frequencies, those of the large model logarithms to base 10. They
were tuned on the bench of proofreading: about two false alarms in 2,000 characters of news.
"""

from layout.rules.entry import bound, law, weight

# Sums.

SUM_SHORT = bound(
    "sum_short",
    150,
    "1/1000",
    "of the whole by which listed parts may miss it and be told: farther off, they are some of its parts only",
    "bench of proofreading",
)

# Slips by the small tables, which come with the program.

SLIP_LEAST = bound("slip_least", 6.5, "score", "from which a slip is reported", "bench of proofreading")
SLIP_COMMON = bound("slip_common", 0.0003, "frequency", "how common a word must be to be taken for the one meant")
SLIP_LONG = weight(
    "slip_long", (0.0, 2.0, 4.0), "score", "what a word of two, three, four characters adds: less by chance"
)
SLIP_SHAPE = weight("slip_shape", 2.0, "score", "a like shape without a like sound: input methods err by sound")
SLIP_ALONE = weight("slip_alone", 0.8, "score", "each unit of frequency of a character that often is a word by itself")
SLIP_IN_WORD = weight("slip_in_word", 4.0, "score", "a character that is part of a word already")
SLIP_COMMONER = bound("slip_commoner", 50.0, "times", "commoner is another word for a known one to be doubted at once")
SLIP_TURNED = bound("slip_turned", 8.0, "score", "how much likelier two characters must be the other way round")
SLIP_DROPPED = bound(
    "slip_dropped", 8.0, "score", "how much likelier a pair must be without the character between them"
)
SLIP_RARE = bound("slip_rare", -7.5, "score", "how rare a character must be to be the rest of a word broken by another")
SLIP_USED = weight(
    "slip_used", 4.0, "score", "the story has the same pair of characters elsewhere: its author means it"
)

# Slips by the large model, where the system has one.

LIKELIER_LEAST = bound(
    "likelier_least", 3.0, "powers of ten", "how much likelier the stretch must become, costs counted"
)
LIKELIER_LONG = weight(
    "likelier_long", (0.0, 0.5, 1.0), "powers of ten", "what a word of two, three, four characters adds"
)
LIKELIER_SHAPE = weight("likelier_shape", 0.7, "powers of ten", "a like shape without a like sound")
LIKELIER_USED = weight("likelier_used", 2.0, "powers of ten", "the story has the same pair of characters elsewhere")
LIKELIER_TOPIC = weight(
    "likelier_topic",
    0.8,
    "powers of ten",
    "each doubling of the times that the story has the character: it is about it",
)
LIKELIER_TURNED = bound(
    "likelier_turned", 5.5, "powers of ten", "how much likelier two characters must be turned round"
)
LIKELIER_AGREES = bound(
    "likelier_agrees",
    1.0,
    "powers of ten",
    "a find of the small tables must gain, less the topic's cost, to be believed",
)
LIKELIER_UNKNOWN = bound("likelier_unknown", -6.5, "powers of ten", "at most, for a character that the model lacks")

# Stories told twice 重稿.

TWICE_RUN = bound("twice_run", 12, "characters", "of a run that two stories share by chance hardly ever")
TWICE_SHARE = bound(
    "twice_share", 350, "1/1000", "of the shorter story's runs, from which two are one story told twice"
)
TWICE_LEAST = bound("twice_least", 20, "runs", "that a story needs to be compared at all")

# The inspection form 编校质量检查表.

_FORM = "报纸期刊质量管理规定 (2020) and its method of counting"
FORM_MOST = law("form_most", 3.0, "errors", "on 10,000 characters, above which a paper fails", _FORM)
FORM_MARK = law("form_mark", 0.1, "errors", "a mark, a way of writing figures, a variant of a word", _FORM)
FORM_HALF = law("form_half", 0.5, "errors", "a unit, a traditional or variant character, one term in two shapes", _FORM)
FORM_ONE = law("form_one", 1.0, "errors", "a wrong, missing or needless character", _FORM)
FORM_TWO = law("form_two", 2.0, "errors", "a fault of fact, sense or grammar, a name or a post", _FORM)
FORM_HEAD = law("form_head", 2, "times", "an error in a head counts", _FORM)
