"""The path of a question, in order: understand, retrieve, compose, verify, render; chain.py shows it whole."""
