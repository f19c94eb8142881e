"""Programs of the workshop that are no tests: what breaks the rules on purpose, what counts what the tests run."""
