"""What is wrong with the copy, as values.

A mistake of the desk is a `Diagnostic`, never an exception: a code, a place, the amounts, and one hint. Its wording
lives in `catalogue/`, in Chinese and English, so that stages only name the code and the arguments.
"""

from layout.diagnostics.model import Diagnostic, Locus, Place, Remarked, Severity, has_errors

__all__ = ["Diagnostic", "Locus", "Place", "Remarked", "Severity", "has_errors"]
