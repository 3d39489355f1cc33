"""Speaks Rasa: the turn channel, the store that keeps nothing, the guards, the graph components."""
