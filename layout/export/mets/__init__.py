"""METS 1.12.1: what an issue's package holds, what it says of itself, and which article stands where."""

from layout.export.mets.files import ArchiveFile, PageFiles
from layout.export.mets.package import mets
from layout.export.mets.technical import PREMIS_FILE, premis

__all__ = ["PREMIS_FILE", "ArchiveFile", "PageFiles", "mets", "premis"]
