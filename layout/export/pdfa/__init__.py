"""PDF/A-2u: each page for the archive and for screen readers, tagged, in the order of reading."""

from layout.export.pdfa.sheet_pdfa import pdfa_page

__all__ = ["pdfa_page"]
