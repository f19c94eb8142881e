"""The journal 日志: the one writer of an issue's text files, with comments and order kept, a history and an undo.

Whatever changes the desk's files (its window, import, fixes, signatures, plans kept) says what each file is to hold and
what it held when it was read; the journal writes all of them or none, and adds a line to the issue's history.
"""

from layout.journal.record import Change, HistoryEntry, Journal, sha256
from layout.journal.yaml_edit import YamlEdit, edited

__all__ = ["Change", "HistoryEntry", "Journal", "YamlEdit", "edited", "sha256"]
