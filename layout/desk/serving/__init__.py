"""The published folder served read-only, with IIIF Content Search over the words that are kept in it."""
