"""The desk: the pipeline from an issue's folder to its readers' files, atomic output, the report."""
