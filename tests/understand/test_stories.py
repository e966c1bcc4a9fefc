"""Stories that mix minutes with every other sort of number: hardly one read wrongly, none silently."""

from datetime import date

import pytest

from assistant.answer.understand import understand
from tests.understand.stories import stories

TODAY = date(2026, 11, 23)


def faults(told, read):
    """What of a story was read otherwise than told."""
    got = {s.code: s.minutes for s in read.services if s.minutes is not None}
    by = {s.code: s.assistant for s in read.services if s.minutes is not None}
    day = (read.as_of.month, read.as_of.day) if told.day and read.dated else None
    pairs = {
        "minutes": (told.minutes, got), "assistant": (told.assistant, by), "amounts": (told.amounts, [str(a) for a in read.amounts]),
        "modifiers": (told.modifiers, set(read.modifiers)), "day": (told.day, day),
    }  # fmt: skip
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def silent(told, read):
    """Is a number of minutes neither counted nor shown as not counted?"""
    shown = " ".join([*(mark.words for mark in read.read_as), *read.readings])
    counted = {s.minutes for s in read.services}
    return [m for m in told.minutes.values() if m not in counted and str(m) not in shown]


def wrong(count, seed, reference):
    """Faults of that many stories, and the silent ones among them."""
    found, unseen = [], []
    for told in stories(count, seed):
        read = understand(told.text, today=TODAY, reference=reference)
        fault = faults(told, read)
        if fault:
            found.append((told.text, fault))
            unseen += [told.text] if silent(told, read) else []
    return found, unseen


def test_stories_are_read_exactly(reference):
    """300 stories: at most one wrong, none silently."""
    found, unseen = wrong(300, 1723, reference)
    assert (len(found) <= 1, unseen) == (True, []), found[:5]


@pytest.mark.slow
def test_many_stories_are_read_exactly(reference):
    """3,000 stories: at most 0.5 % wrong, none silently."""
    found, unseen = wrong(3000, 97110, reference)
    assert (len(found) <= 15, unseen) == (True, []), found[:5]
