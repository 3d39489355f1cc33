"""A conversation in the terminal, through the same door as a browser."""
