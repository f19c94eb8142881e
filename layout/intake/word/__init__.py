"""The door for .docx: the whole package walked, node by node."""
