"""All that runs beside an answer, which nobody has read.

This folder is the boundary: a sandbox gets it whole, and no other room of
`framelab.exercises`. Its modules import the standard library and each other, and hold
nothing that tells what a hidden check asks.
"""
