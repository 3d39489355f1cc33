"""The steps of ./guide test, and the counting of what they found."""
