"""Listening: what a person's words mean, found by patterns, embeddings and a small classifier."""
