"""Remakes what the judge has learned: `python -m eval.train`."""
