"""The desk's window: an issue in the browser, to work on or (as the preview) to look at."""
