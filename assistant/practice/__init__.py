"""Practice for a new coder: cases drawn from the tools, graded and explained by the same engine.

Lessons stand in knowledge/lessons; a case is drawn with a seeded die, so a session is told again from its seed and
the answers given: nothing has to be kept, on the server or on disk. Not for: questions of one's own (answer/).
"""
