"""The import's ledger: walks the source on its own and holds it against the account and the stories made of it.

Shares no code with the doors, the habits or the writer, and takes nobody's word.
"""
