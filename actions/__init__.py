"""Speaks rasa_sdk: the tracker's contents to `intake`, its answers to Rasa. Decides nothing."""
