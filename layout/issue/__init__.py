"""What the desk wrote: model, reader, almanac, Word import."""
