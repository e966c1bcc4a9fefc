"""`python -m eval.bench [--json OUT]`: ours against the plain recipe, in one run, in turn, as ratios.

The plain recipe is what one would write first: LangChain's retriever interface over Chroma, questions encoded by
sentence-transformers (plain.py). It is built from the same passages, with the same model.
"""
