"""METS 1.12.1: what an issue's package holds, what it says of itself, and which article stands where."""

from layout.export.mets.files import ArchiveFile, PageFiles
from layout.export.mets.package import mets

__all__ = ["ArchiveFile", "PageFiles", "mets"]
