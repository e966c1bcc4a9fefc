"""Finds what tells who a patient is. Imports nothing of the project, so that every room may ask it."""
