"""Which rules and code families of a topic are to be met before it is mastered, and which a learner has met.

A point is met once a case that teaches it was answered right. Wanted are those that the lesson names (`must` in
knowledge/lessons), its statements, and the reason codes it asks about.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from assistant.practice.deals import Deal, case_of, mark
from assistant.practice.material import Material


def wanted(topic: str, material: Material) -> frozenset[str]:
    """Points to be met before the topic is mastered."""
    lesson = material.lessons[topic]
    said = (one.ask for one in material.shelf.statements if one.lesson == topic)
    return frozenset((*lesson.must, *said, *(one.id for one in lesson.remarks)))


def met(topic: str, right: Iterable[tuple[Deal, str]], material: Material) -> frozenset[str]:
    """Points wanted of the topic among cases answered right: their deals and marks; one whose case has changed tells nothing."""
    taught = ((_taught(deal, material), known) for deal, known in right if deal.topic == topic)
    return wanted(topic, material) & {point for (now, points), known in taught if now == known for point in points}


@lru_cache(maxsize=4096)
def _taught(deal: Deal, material: Material) -> tuple[str, tuple[str, ...]]:
    """The mark and the points of a deal's case."""
    case = case_of(deal, material)
    return mark(case), case.points
