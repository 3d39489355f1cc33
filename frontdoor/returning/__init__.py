"""Coming back: what a person can see of what they sent, and change, with no other part but the casebook.

A return code opens it (contracts.md 7). Nothing here goes through Rasa: it is buttons and the person's own
words, and works while the guide is away.
"""
