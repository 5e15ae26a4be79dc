"""Measurements, run by `make bench`: they print and assert nothing."""
