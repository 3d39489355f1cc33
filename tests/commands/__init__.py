"""Tests of what ./guide does."""
