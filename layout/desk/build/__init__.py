"""Building an issue: read, made up and judged, then written as the parts that were ordered, with report and proof."""
