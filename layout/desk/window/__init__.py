"""The preview: an issue's pages in the browser, drawn anew while the desk writes."""
