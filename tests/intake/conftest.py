"""Walks through every question take their time on a busy machine; that says nothing about the questions."""

from hypothesis import HealthCheck, settings

settings.register_profile("walks", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("walks")
