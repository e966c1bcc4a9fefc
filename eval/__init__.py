"""How good the answers are: questions, scorers, report. `python -m eval`."""
