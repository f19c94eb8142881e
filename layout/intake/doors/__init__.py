"""The other doors: plain text, Markdown, web pages, OpenDocument, RTF; and which door a file takes."""
