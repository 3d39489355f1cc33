"""Starting everything, keeping it going, stopping it."""
