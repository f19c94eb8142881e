"""The page's ledger: the desk's copy held against the finished sheets, by a reading of its own."""

from layout.ledger.balance import balance
from layout.ledger.dealt import Dealt, DealtPage, Stand

__all__ = ["Dealt", "DealtPage", "Stand", "balance"]
