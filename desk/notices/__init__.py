"""Telling staff that something happened: by email and one signed webhook, with no word of a person."""
