"""A browser on this machine, used as a person and as a facilitator use theirs."""
