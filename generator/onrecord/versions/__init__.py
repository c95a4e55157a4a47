"""Versions of a dataset: what changed between two, which number that calls for, and how an older one is lifted."""
