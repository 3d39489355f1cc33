"""What backup, restore and rotate-key share."""
