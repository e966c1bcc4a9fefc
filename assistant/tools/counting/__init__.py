"""Minutes to units: the arithmetic and its words, used by the tools units, assistants and claim."""
