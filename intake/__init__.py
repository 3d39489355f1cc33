"""Thinks: what to ask next, what was answered, what goes to the facilitator. Knows no server and no Rasa."""
