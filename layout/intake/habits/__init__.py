"""What a newsroom means without saying it: heads, bylines, captions, sign-offs told from plain paragraphs."""
