"""Copy to lines of a given measure: breaking, justification, headlines, galleys."""
