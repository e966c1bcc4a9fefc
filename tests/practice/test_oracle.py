"""A thousand drawn cases of every kind against an oracle written apart from the makers; and choices that give nothing away."""

import re
from collections import Counter, defaultdict
from datetime import date

import pytest

from assistant.practice.answers import LETTERS, Day, Options, Several, Units
from assistant.practice.deals import LEVELS, STEPS, Deal, case_of
from assistant.practice.material import read_material
from tests.practice import oracle

DAY = date(2026, 11, 23)
FAST, ALL = 16, 1_000  # cases of each topic and level; of each kind
DATED = ("units-medicare", "assistant-lines", "totals", "supported")
HEDGES = re.compile(r"\b(?:only|alone|unless|may|where|needed|necessary|record|because|both|with the|when|if)\b")


@pytest.fixture(scope="module")
def material(reference):
    """The lessons on a day."""
    return read_material(reference, DAY)


CHOOSING = tuple(topic for topic in LEVELS if topic not in {"counting", "visits"})


def drawn(material, count, topics=tuple(LEVELS)):
    """So many cases of each topic and level."""
    for topic in topics:
        for level in range(1, 5):
            yield from (case_of(Deal(topic, level, number), material) for number in range(count * STEPS.get(topic, 1) // 2))


def rows(case):
    """Minutes by code, of everybody together."""
    return {row[0]: sum(map(int, row[2:])) for row in case.table.rows}


def timed(case, material):
    """Codes of the table that count by 15 minutes."""
    return {code for code in rows(case) if material.reference.codes[code].timed}


def right_options(case):
    """The options taken as right."""
    return set(case.answer.key)


def check_units(case, material):
    """Every filling that the rule allows is taken, and no other."""
    rule = "medicare" if "Medicare" in case.ask else "ama"
    assert set(case.answer.ways) == oracle.whole_units(rows(case), timed(case, material), rule)


def check_assistant(case, material):
    """Units with and without the mark add up to what the minutes allow; whole blocks of one person are theirs."""
    found = oracle.whole_units(rows(case), set(rows(case)), "medicare")
    for way in case.answer.ways:
        pairs = [(way[n], way[n + 1]) for n in range(0, len(way), 2)]
        assert tuple(map(sum, pairs)) in found
        for (marked, plain), row in zip(pairs, case.table.rows, strict=True):
            therapist, helper = int(row[2]), int(row[3])
            assert marked >= helper // 15 if marked + plain >= helper // 15 + therapist // 15 else True
            assert marked == 0 if helper == 0 else plain == 0 if therapist == 0 else True


def check_totals(case, material):
    """Timed minutes, and all."""
    assert case.answer.ways == ((sum(n for code, n in rows(case).items() if code in timed(case, material)), sum(rows(case).values())),)


def check_supported(case, material):
    """Billed units against every right split."""
    billed = {row[0]: int(row[3]) for row in case.table.rows}
    splits = oracle.right_splits({row[0]: int(row[2]) for row in case.table.rows})
    most = {code: max(split[code] for split in splits) for code in billed}
    said = 0 if billed in splits else 1 if any(billed[code] > most[code] for code in billed) else 2
    assert case.answer.answer == said


def check_report(case, _):
    """The tenth day that was kept."""
    kept = [oracle.day_of(row[0]) for row in case.table.rows if row[1] != "missed"]
    assert case.answer.answer == kept[9]


def check_plan_day(case, _):
    """Counted on a calendar."""
    assert case.answer.answer == oracle.last_day(case.ask, oracle.days_in(case.ask)[0])


def check_remit_day(case, _):
    """From the day of service for a claim, from the notice and five days for an appeal."""
    served, notice = (oracle.day_of(case.table.rows[0][n]) for n in (0, 5))
    assert case.answer.answer == oracle.last_day(case.ask, served if "new claim" in case.ask else notice)


def check_threshold(case, _):
    """PT and SLP together, OT by itself, against the amounts of the fact sheet."""
    limit = oracle.THRESHOLDS[int(re.search(r"calendar year (\d{4})", case.ask)[1])] * 100
    of, charge = re.search(r"the next claim is (\w+), (\$[\d,.]+) allowed", case.ask).groups()
    used = {row[0]: oracle.money(row[1]) for row in case.table.rows}
    counted = used["OT"] if of == "OT" else used["PT"] + used["SLP"]
    assert case.answer.key == ("KX goes on this claim" if counted + oracle.money(charge) > limit else "No KX on this claim",)


def check_plan_modifiers(case, _):
    """The plan's modifier, with the mark where the assistant gave it."""
    of = re.search(r"practice, (\w+) plan", case.ask)[1]
    plan, mark = oracle.PLANS[of]
    assert case.answer.key == (f"{plan} {mark}" if re.search(r"The (?:PTA|OTA) gave", case.ask) else plan,)


def check_every(case, _):
    """Faults read off the printed note."""
    assert {case.answer.options[n] for n in case.answer.answers} == oracle.faults(case.note)


def check_which(case, _):
    """The one fault of the printed note, and none of the others offered."""
    assert set(case.answer.options) & oracle.faults(case.note) == right_options(case)
    assert len(right_options(case)) == 1


def check_timed(case, material):
    """As the code table counts it."""
    code = material.reference.codes[re.search(r"How does (\w{5})", case.ask)[1]]
    said = {"15min": "By units of 15 minutes", "untimed": "Once, for any length", "hour": "By units of one hour", "30days": "Once for every 30 days"}[code.base]
    assert case.answer.key == (said,)


def check_visit_units(case, material):
    """A settled day: one split."""
    assert set(case.answer.ways) == oracle.whole_units(rows(case), set(rows(case)), "medicare")


def check_visit_totals(case, _):
    """An evaluation's minutes join the second total alone."""
    extra = re.search(r"evaluated: \w{5}, (\d+) minutes", " ".join(case.note))
    total = sum(rows(case).values())
    assert case.answer.ways == ((total, total + int(extra[1] if extra else 0)),)


def check_visit_modifiers(case, _):
    """Whole services by one person each: the mark where the assistant gave it."""
    plan, mark = oracle.PLANS[re.search(r"certified (\w+) plan", " ".join(case.note))[1]]
    code = re.search(r"line of (\w{5})", case.ask)[1]
    [row] = [row for row in case.table.rows if row[0] == code]
    assert case.answer.key == (f"{plan} {mark}" if int(row[3]) else plan,)


def check_visit_claim(case, _):
    """Exactly one claim has the right units, plan and marks on each line."""
    plan, mark = oracle.PLANS[re.search(r"certified (\w+) plan", " ".join(case.note))[1]]
    [way] = oracle.whole_units(rows(case), set(rows(case)), "medicare")
    given = {row[0]: (n, f"{plan} {mark}" if int(row[3]) else plan) for row, n in zip(case.table.rows, way, strict=True)}
    lines = {f"{code} × {n} {modifiers}" for code, (n, modifiers) in given.items()}
    said = [option for option in case.answer.options if lines <= set(option.split("; "))]
    assert tuple(said) == case.answer.key


CHECKS = {
    "units-medicare": check_units, "units-ama": check_units, "assistant-lines": check_assistant, "totals": check_totals, "supported": check_supported,
    "report-day": check_report, "plan-day": check_plan_day, "last-day": check_plan_day, "remit-by": check_remit_day, "threshold": check_threshold,
    "plan-modifiers": check_plan_modifiers, "audit-every": check_every, "audit-which": check_which, "timed": check_timed,
    "visit-2": check_visit_totals, "visit-3": check_visit_units, "visit-4": check_visit_modifiers, "visit-5": check_visit_claim,
}  # fmt: skip


def hold(case, material):
    """What holds of every case, and its own oracle."""
    where = f"{case.kind}: {case.ask} {case.table} {case.note} {case.answer}"
    answer = case.answer
    assert case.ask, where
    assert case.citations, where
    assert case.steps or case.passage, where
    assert not answer.right(wrong(answer)), where
    if isinstance(answer, Options):
        assert len(set(answer.options)) == len(answer.options) >= 3, where
        assert len(answer.whys) == len(answer.options), where
        assert all(answer.whys), where
        assert [answer.right(LETTERS[n]) for n in range(len(answer.options))].count(True) == 1 + len(answer.also), where
    if case.kind in CHECKS:
        try:
            CHECKS[case.kind](case, material)
        except (AssertionError, ValueError, TypeError) as error:
            raise AssertionError(where) from error


def wrong(answer):
    """Something that is not right."""
    if isinstance(answer, Units):
        return " ".join("399" for _ in answer.slots)
    if isinstance(answer, Day):
        return "1999-01-01"
    places = {answer.answer, *answer.also} if isinstance(answer, Options) else answer.answers
    free = [LETTERS[n] for n in range(len(answer.options)) if n not in places]
    return free[0] if free else "none"


def test_cases_of_every_kind_hold(material):
    """Some of each topic and level, recomputed."""
    kinds = Counter()
    for case in drawn(material, FAST):
        hold(case, material)
        kinds[case.kind] += 1
    assert set(CHECKS) <= set(kinds)


@pytest.mark.slow
def test_a_thousand_cases_of_every_kind_hold(material):
    """A thousand of each kind that is drawn, none wrong; dates lie on weekdays and spread over years."""
    kinds, years = Counter(), defaultdict(Counter)
    for topic in LEVELS:
        number, here = 0, Counter()
        while number < 40 * ALL and (number < 400 or min(here.values()) < ALL):
            case = case_of(Deal(topic, number // (12 * STEPS.get(topic, 1)) % 4 + 1, number), material)
            number += 1
            if here[case.kind] >= ALL:
                continue
            hold(case, material)
            here[case.kind] += 1
            for day in oracle.days_in(case.ask)[:1]:
                years[case.kind][day.year] += 1
                assert day.weekday() < 5 or case.kind not in DATED
        assert min(here.values()) >= ALL, here
        kinds += here
    assert set(CHECKS) <= set(kinds)
    assert all(len(years[kind]) >= 4 for kind in DATED)


def picked(case, by):
    """How far the options that come first by a measure are right: 1, 0, or a share where they tie."""
    values = [by(option) for option in case.answer.options]
    first = [n for n, value in enumerate(values) if value == max(values)]
    return sum(n in {case.answer.answer, *case.answer.also} for n in first) / len(first)


@pytest.fixture(scope="module")
def choices(material):
    """Cases with one right option."""
    return [case for case in drawn(material, 60, CHOOSING) if isinstance(case.answer, Options) and not case.answer.also]


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
