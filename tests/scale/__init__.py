"""The scale profile, started for real: PostgreSQL, units, desks, a proxy."""
