"""Tests of what the documents on security and privacy say."""
