"""Two disciplines on one day: each one's minutes counted alone, its lines with its own modifiers, and that the manual is silent."""

from datetime import date

import pytest

from assistant.answer.render import claim_fields
from assistant.schema import Question, Service
from assistant.tools.assistants import speak as assistants
from assistant.tools.units import speak

TODAY = date(2026, 11, 23)
SILENT = "The Medicare manual does not say whether minutes of two disciplines on one day are added together"


def question(*services, payer="medicare", **fields):
    """A day of (discipline, code, minutes, assistant)."""
    row = tuple(Service(code, minutes, assistant, discipline=who) for who, code, minutes, assistant in services)
    return Question("", TODAY, payer=payer, codes=tuple(dict.fromkeys(one.code for one in row)), services=row, topics=frozenset({"units"}), **fields)


def fact(reference, *services, **fields):
    """The count."""
    (found,) = speak(question(*services, **fields), reference)
    return found


@pytest.mark.parametrize(
    ("pt", "ot", "units"),
    [(8, 8, (1, 1)), (7, 8, (0, 1)), (7, 7, (0, 0)), (22, 22, (1, 1)), (22, 23, (1, 2)), (23, 22, (2, 1)), (37, 38, (2, 3)), (38, 37, (3, 2))],
)
def test_each_discipline_by_its_own_minutes(pt, ot, units, reference):
    """On each side of 8, 23 and 38: what is left of one never helps the other."""
    found = fact(reference, ("PT", "97110", pt, 0), ("OT", "97530", ot, 0))
    assert found.value["disciplines"] == {"PT": {"97110": units[0]}, "OT": {"97530": units[1]}}
    assert found.value["units"] == {"97110": units[0], "97530": units[1]}


def test_the_answer(reference):
    """Lead, lines, what all together would allow, and that the manual is silent with a secondary source."""
    found = fact(reference, ("PT", "97110", 23, 0), ("PT", "97140", 10, 0), ("OT", "97530", 22, 0))
    assert found.statement == "Bill 3 units, each discipline counted alone: PT 2 units (97110 × 1 and 97140 × 1) with GP; OT 1 unit (97530 × 1) with GO."
    assert "Added together the 55 timed minutes would allow 4 units." in found.notes
    assert any(note.startswith(SILENT) for note in found.notes)
    assert {"primary", "secondary"} == {one.tier.value for one in found.citations}
    assert claim_fields([found])["modifiers"] == {"97110": ["GP"], "97140": ["GP"], "97530": ["GO"]}


def test_together_is_told_only_where_it_differs(reference):
    """23 and 22 are 3 units either way."""
    assert not any("Added together" in note for note in fact(reference, ("PT", "97110", 23, 0), ("OT", "97530", 22, 0)).notes)


def test_one_code_of_two_disciplines_is_two_lines(reference):
    """GP and GO; 8 minutes each are a unit each."""
    found = fact(reference, ("PT", "97530", 8, 0), ("OT", "97530", 8, 0))
    assert found.value["units"] == {"97530": 2}
    assert found.value["lines"] == [{"code": "97530", "units": 1, "modifiers": ["GP"]}, {"code": "97530", "units": 1, "modifiers": ["GO"]}]


def test_assistants_of_both(reference):
    """CQ on the PTA's line, CO on the OTA's; the assistants' tool is silent, the count tells it."""
    day = (("PT", "97110", 20, 0), ("PT", "97140", 12, 12), ("OT", "97535", 15, 15))
    assert fact(reference, *day).statement == "Bill 3 units, each discipline counted alone: PT 97110 × 1 (GP) and 97140 × 1 (GP CQ); OT 97535 × 1 (GO CO)."
    assert assistants(question(*day), reference) == ()


def test_speech_has_gn(reference):
    """An untimed code is one unit whatever its minutes."""
    assert "SLP 1 unit (92507 × 1) with GN" in fact(reference, ("PT", "97112", 20, 0), ("SLP", "92507", 45, 0)).statement


def test_without_a_payer_the_rules_may_differ(reference):
    """Both are told, and the payer is asked for; where they agree, one."""
    found = fact(reference, ("PT", "97110", 20, 0), ("PT", "97112", 20, 0), ("OT", "97530", 15, 0), payer=None)
    assert found.statement.startswith("It depends on the payer's counting rule: Medicare PT 3 units")
    assert found.asks == ("Which payer is it?",)
    assert fact(reference, ("PT", "97110", 20, 0), ("OT", "97530", 15, 0), payer=None).asks == ()


@pytest.mark.parametrize(("pt", "ot", "units"), [(23, 22, (2, 1)), (7, 8, (0, 1)), (30, 15, (2, 1))])
def test_minutes_without_codes(pt, ot, units, reference):
    """Units of each discipline, never of the sum."""
    (found,) = speak(question(each=(("OT", ot), ("PT", pt))), reference)
    assert found.value["each"] == {"PT": {"minutes": pt, "allowed": units[0]}, "OT": {"minutes": ot, "allowed": units[1]}}
    assert found.statement.startswith(f"Each discipline is counted alone: PT {pt} minutes, ")
    assert any(note.startswith(SILENT) for note in found.notes)


def test_a_co_treatment_counts_no_minute_for_both(reference):
    """Told in the lead, with where it stands."""
    found = fact(reference, ("PT", "97110", 23, 0), ("OT", "97530", 22, 0), cues=frozenset({"says.cotreat"}))
    assert "no minute for both" in found.statement
    assert any(note.startswith("In co-treatment") for note in found.notes)


def test_a_service_of_nobody_leaves_the_assistants_lines(reference):
    """Where one is told without its discipline, nothing is counted apart and the assistant's lines are told as ever."""
    day = question(("PT", "97110", 20, 0), ("OT", "97535", 15, 15), ("", "97140", 12, 0))
    assert assistants(day, reference) != ()


def test_one_discipline_is_a_day_as_ever(reference):
    """Nothing is parted."""
    assert "disciplines" not in fact(reference, ("PT", "97110", 23, 0), ("PT", "97140", 10, 0)).value
    assert "disciplines" not in fact(reference, ("PT", "97110", 23, 0), ("", "97140", 10, 0)).value


def test_a_service_of_nobody_asks_whose_it_is(reference):
    """The count of all together says so."""
    day = (("PT", "97110", 20, 0), ("OT", "97535", 15, 0))
    assert fact(reference, *day, ("", "97116", 10, 0)).asks == ("Whose are the minutes of 97116: PT or OT? Counted together here, since that is not told.",)
    assert fact(reference, *day, ("OT", "97116", 10, 0)).asks == ()
    assert fact(reference, ("PT", "97110", 20, 0), ("", "97116", 10, 0)).asks == ()


def test_speech_minutes_without_a_code(reference):
    """Its usual codes are untimed: told beside the units of a timed one."""
    (found,) = speak(question(each=(("PT", 20), ("SLP", 30))), reference)
    assert "SLP 30 minutes, 2 units of a timed code, but its usual codes are untimed" in found.statement
