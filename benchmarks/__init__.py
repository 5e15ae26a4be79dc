"""Measurements, run by `make bench` and `make bench-long`: they print.

Those of grading also say whether what is asked for is reached, and end with 1 if it is not.
"""
