"""Faults on purpose: parts killed, lines cut, disks full; and what may not happen even then."""
