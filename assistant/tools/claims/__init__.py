"""A day's claim lines: read, checked step by step, reported. `assistant.tools.claim` is the way in."""
