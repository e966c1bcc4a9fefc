"""A thousand drawn cases of every kind against an oracle written apart from the makers; and choices that give nothing away."""

import re
from collections import Counter, defaultdict
from datetime import date
from functools import partial
from random import Random

import pytest

from assistant.practice.answers import Options, Several, Units
from assistant.practice.deals import HIGHEST, LEVELS, STEPS, Deal, case_of
from assistant.practice.makers import remits, stories
from assistant.practice.material import read_material
from tests.practice import checks, oracle

DAY = date(2026, 11, 23)
FAST, ALL = 16, 1_000  # cases of each topic and level; of each kind
DATED = ("units-medicare", "assistant-lines", "totals", "supported")
READ_ONCE = {"statement", "letter"}  # sentences that stand in the lessons as they are: read by people, no rule recomputes them
HEDGES = re.compile(r"\b(?:only|alone|unless|may|where|needed|necessary|record|because|both|with the|when|if)\b")


@pytest.fixture(scope="module")
def material(reference):
    """The lessons on a day."""
    return read_material(reference, DAY)


def drawn(material, count, topics=tuple(LEVELS)):
    """So many cases of each topic and level."""
    for topic in topics:
        for level in range(1, HIGHEST + 1):
            yield from (case_of(Deal(topic, level, number), material) for number in range(count * STEPS.get(topic, 1) // 2))


def test_cases_of_every_kind_hold(material):
    """Some of each topic and level, recomputed; every kind but two has an oracle."""
    kinds = Counter()
    for case in drawn(material, FAST):
        checks.hold(case, material)
        kinds[case.kind] += 1
    assert set(checks.CHECKS) | READ_ONCE == set(kinds)


def test_every_story_and_every_line_holds(material):
    """Each story against its second reading, which has a line for each and no more; each line of a remittance drawn often."""
    for place, one in enumerate(material.shelf.stories):
        checks.hold(stories.told(Random(place), material, one, plain=place % 2 == 0), material)
    assert len(checks.second_reading()) == len(material.shelf.stories) + len(material.shelf.treatments)
    for number in range(600):
        for maker in (remits.whose, partial(remits.step, level=number % HIGHEST + 1)):
            checks.hold(maker(Random(number), material), material)


def makers():
    """(topic, level, remainder, of how many) of every maker or step: numbers with that remainder are its cases."""
    for topic, levels in LEVELS.items():
        for level in range(1, HIGHEST + 1):
            count = STEPS.get(topic) or len(levels[level - 1])
            yield from ((topic, level, place, count) for place in range(count))


@pytest.mark.slow
def test_a_thousand_cases_of_every_kind_hold(material):
    """A thousand of each kind, from each of its makers as many; dates lie on weekdays and spread over years."""
    kinds, years = Counter(), defaultdict(Counter)
    made = defaultdict(list)
    for topic, level, place, count in makers():
        made[case_of(Deal(topic, level, place), material).kind].append((topic, level, place, count))
    for kind, where in made.items():
        for turn in range(ALL):
            topic, level, place, count = where[turn % len(where)]
            case = case_of(Deal(topic, level, place + count * (turn // len(where) + 1)), material)
            checks.hold(case, material)
            assert case.kind == kind
            kinds[kind] += 1
            for day in oracle.days_in(case.ask)[:1]:
                years[kind][day.year] += 1
                assert day.weekday() < 5 or kind not in DATED
    assert set(kinds) == set(checks.CHECKS) | READ_ONCE
    assert min(kinds.values()) >= ALL
    assert all(len(years[kind]) >= 4 for kind in DATED)


def picked(case, by):
    """How far the options that come first by a measure are right: 1, 0, or a share where they tie."""
    values = [by(option) for option in case.answer.options]
    first = [n for n, value in enumerate(values) if value == max(values)]
    return sum(n in {case.answer.answer, *case.answer.also} for n in first) / len(first)


@pytest.fixture(scope="module")
def choices(material):
    """Cases with one right option."""
    return [case for case in drawn(material, 160) if isinstance(case.answer, Options) and not case.answer.also]


def test_neither_length_nor_caution_tells_the_right_option(choices):
    """The longest is right in 20-35 %; by longest, shortest or most careful nobody does better than chance and 10 %."""
    cases = choices
    chance = sum(1 / len(case.answer.options) for case in cases) / len(cases)
    longest = sum(picked(case, len) for case in cases) / len(cases)
    shortest = sum(picked(case, lambda option: -len(option)) for case in cases) / len(cases)
    careful = sum(picked(case, lambda option: len(HEDGES.findall(option.lower()))) for case in cases) / len(cases)
    assert 0.20 <= longest <= 0.35
    assert max(longest, shortest, careful) <= chance + 0.10


@pytest.mark.parametrize("kind", ["statement", "repair", "letter", "remark", "story", "remit-act", "remit-whose"])
def test_no_kind_of_choice_gives_its_answer_away(choices, kind):
    """Within each kind too, by length either way."""
    cases = [case for case in choices if case.kind == kind]
    chance = sum(1 / len(case.answer.options) for case in cases) / len(cases)
    for by in (len, lambda option: -len(option)):
        assert sum(picked(case, by) for case in cases) / len(cases) <= chance + 0.15


@pytest.mark.parametrize("level", range(1, HIGHEST + 1))
def test_a_unit_of_each_code_is_no_good_guess(material, level):
    """Who types 1 for every code is right in at most 15 % of the counting cases; nor does counting each code alone do."""
    cases = [case for number in range(400) if isinstance((case := case_of(Deal("counting", level, number * 13), material)).answer, Units)]
    ones = sum((1,) * len(case.answer.slots) in case.answer.ways for case in cases) / len(cases)
    alone = [case for case in cases if len(case.answer.slots) > 1 and case.kind == "units-medicare"]
    each = sum(tuple(int(row[2]) // 15 + (int(row[2]) % 15 >= 8) for row in case.table.rows) in case.answer.ways for case in alone)
    assert ones <= 0.15
    assert each <= 0.6 * len(alone)


def test_answers_stand_at_every_place(choices):
    """No letter is right much more often than another."""
    places = Counter(case.answer.answer for case in choices if len(case.answer.options) == 4 and not case.kind.startswith(("timed", "edit", "supported")))
    assert max(places.values()) < 1.35 * min(places.values())


def test_several_marks(material):
    """All, no more, none."""
    answer = Several(("one", "two", "three"), frozenset({0, 2}))
    assert answer.right("a c")
    assert answer.right("3,1")
    assert not answer.right("a b c")
    assert not answer.right("none")
    assert Several(("one", "two"), frozenset()).right("none")
