"""Batches as the National Digital Newspaper Program of the Library of Congress takes them in (NDNP)."""

from layout.export.ndnp.batch import Batch, write_batches

__all__ = ["Batch", "write_batches"]
