"""What ./guide words prints: everything that a person can read, as one page for review."""
