"""Made-up people talk with the whole guide, and what was said becomes a page."""
