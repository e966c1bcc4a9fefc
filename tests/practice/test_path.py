"""The learner's path: what must be met before a topic is mastered, placement, returns, reading first, how it goes on."""

import io
import random
from datetime import date

import pytest

from assistant.practice.answers import Options
from assistant.practice.coverage import met, wanted
from assistant.practice.deals import HIGHEST, LEVELS, ORDER, STEPS, Deal, case_of, mark
from assistant.practice.material import read_material
from assistant.practice.path import PLACEMENT, RAISE, Record, Step, answered, following, opens, standing, started
from assistant.practice.terminal import practise
from tests.practice.test_practice import said

DAY = date(2026, 11, 23)
RULES = {  # said in a case's question or options, or named as its point: newcomers mastered topics without meeting these
    "counting": ("an aide then watches", "names no payer"), "codes": ("97550", "97164"), "stories": ("97150", "97535", "97763", "G0283"),
    "modifiers": ("97140 with 97530", "97124 with 97140", "A line carries CQ, Medicare 2026. What does the patient owe?", "When does KX go"), "notes": ("Who writes the Medicare progress report?", "student"),
    "denials": ("MUE", "120 days"), "audit": ("a sound note", "plan"), "remittances": ("step: appeal", "whose: nobody"), "letters": ("maintenance",), "visits": ("advantage first", "an assistant"),
}  # fmt: skip


@pytest.fixture(scope="module")
def material(reference):
    """The lessons on a day."""
    return read_material(reference, DAY)


@pytest.fixture(scope="module")
def walks(material):
    """Somebody who knows everything, and somebody who is right in four of five: (record, why each case came)."""
    found = []
    for share in (1.0, 0.8):
        die, record, whys = random.Random(3), started(7), []
        while (coming := following(record, material)) is not None:
            whys.append(coming[2])
            record = answered(record, material, said(coming[1].answer, right=die.random() < share), 30, DAY)[0]
        found.append((record, whys))
    return found


@pytest.mark.parametrize("topic", ORDER)
def test_every_rule_wanted_can_come(material, topic):
    """Each is drawn at some level; the lists of the lessons name nothing that no case teaches."""
    found = set()
    for level in range(1, HIGHEST + 1):
        for number in range(1_200):
            found |= set(case_of(Deal(topic, level, number * STEPS.get(topic, 1)), material).points)
    assert wanted(topic, material) <= found


def test_mastered_means_each_rule_was_answered_right(material, walks):
    """Of both walks, in every topic; among them what newcomers had never met."""
    for record, _ in walks:
        for topic in ORDER:
            one = standing(record, topic, material)
            assert one.mastered
            assert one.met == one.wanted == len(wanted(topic, material))
            cases = [case_of(step.deal, material) for step in record.steps if step.deal.topic == topic and step.right]
            told = " ".join(" ".join((case.ask, *case.points, *getattr(case.answer, "options", ()))) for case in cases)
            assert all(rule in told for rule in RULES[topic]), topic


def test_two_right_at_the_highest_level_do_not_master_a_topic(material):
    """While rules are left, the next new cases teach them, those of lower levels too."""
    done = [Step(Deal("counting", 4, n), mark(case_of(Deal("counting", 4, n), material)), True, DAY) for n in range(12)]
    record = Record(7, (*walk_placement(material).steps, *done))
    one = standing(record, "counting", material)
    assert one.level == HIGHEST
    assert not one.mastered
    assert "one code" in one.left
    assert len(done) >= RAISE


def walk_placement(material, right=lambda topic, count: True):
    """The record of the ten questions. right: by topic and which of its questions it is."""
    record, seen = started(7), []
    for _ in PLACEMENT:
        deal, case, _ = following(record, material)
        seen.append(deal.topic)
        record = answered(record, material, said(case.answer, right=right(deal.topic, seen.count(deal.topic))), 30, DAY)[0]
    return record


@pytest.mark.parametrize(("first", "second", "level"), [(True, True, 3), (True, False, 2), (False, True, 2), (False, False, 1)])
def test_placement_wants_both_answers(material, first, second, level):
    """One right of two is level 2; level 3 is for both."""
    record = walk_placement(material, lambda topic, count: topic != "counting" or (first, second)[count - 1])
    assert standing(record, "counting", material).level == level


@pytest.mark.parametrize("seed", range(5))
def test_placement_asks_both_ways_of_counting(material, seed):
    """Medicare's total and the midpoint, whatever the seed."""
    record, kinds = started(seed), []
    for _ in PLACEMENT:
        deal, case, _ = following(record, material)
        kinds += [case.kind] if deal.topic == "counting" else []
        record = answered(record, material, said(case.answer), 30, DAY)[0]
    assert kinds == ["units-medicare", "units-ama"]


def test_nothing_comes_between_the_steps_of_a_longer_case(walks):
    """Letters and visits go through, however much waits to come back."""
    record, whys = walks[1]
    assert "return" in whys
    for here, (step, after) in enumerate(zip(record.steps, record.steps[1:], strict=False)):
        steps = STEPS.get(step.deal.topic, 1)
        if whys[here] == "new" and step.deal.number % steps != steps - 1:
            assert after.deal == Deal(step.deal.topic, step.deal.level, step.deal.number + 1)


def test_a_case_comes_back_with_its_options_in_another_order(material):
    """The letter is no answer to learn; the right option stays right and keeps its reason."""
    record = walk_placement(material, lambda topic, count: topic != "codes")
    while (coming := following(record, material))[2] != "return":
        record = answered(record, material, said(coming[1].answer), 30, DAY)[0]
    first, again = case_of(coming[0], material).answer, coming[1].answer
    assert isinstance(first, Options)
    assert first.options != again.options
    assert sorted(zip(first.options, first.whys, strict=True)) == sorted(zip(again.options, again.whys, strict=True))
    assert first.options[first.answer] == again.options[again.answer]


def test_a_topic_is_read_about_before_its_first_case(material, monkeypatch, capsys, tmp_path):
    """In the terminal the sections stand above it, once, without the signs of Markdown; the placement ends with where one starts."""
    kept, record = tmp_path / "me.txt", walk_placement(material, lambda topic, count: topic != "codes")  # a wrong one comes back first
    kept.write_text(Record(7, record.steps[:-1]).text(), encoding="utf-8")
    answers = [said(following(Record(7, record.steps[:-1]), material)[1].answer, right=record.steps[-1].right), said(following(record, material)[1].answer)]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join([*answers, "", ""])))
    practise(material, "path", 7, None, kept)
    out = capsys.readouterr().out
    assert opens(record, "codes")
    assert out.index("You start here") < out.index("Read first: Codes") < out.index("\n11. ")
    assert out.count("Read first: Codes") == 1
    assert "**" not in out


def test_the_path_says_how_it_goes_on(material, monkeypatch, capsys, tmp_path):
    """With the command and the name of the record, quoted; without a record, how to keep one; at the end, what is next."""
    for kept, told in ((tmp_path / "my path.txt", "--sheet '"), (None, "--sheet me.txt")):
        monkeypatch.setattr("sys.stdin", io.StringIO("\n"))
        practise(material, "path", 7, None, kept)
        assert told in capsys.readouterr().out


def test_the_end_of_the_path_says_what_is_next(material, walks, monkeypatch, capsys, tmp_path):
    """In the terminal."""
    kept = tmp_path / "done.txt"
    kept.write_text(walks[0][0].text(), encoding="utf-8")
    practise(material, "path", 7, None, kept)
    assert "Next: --lesson history" in capsys.readouterr().out


def test_what_was_answered_wrong_is_not_met(material):
    """Nor is a case whose mark is another's."""
    deal = next(Deal("codes", 1, n) for n in range(40) if case_of(Deal("codes", 1, n), material).points == ("an untimed code",))
    assert met("codes", [(deal, mark(case_of(deal, material)))], material) == {"an untimed code"}
    assert met("codes", [(deal, "00000000")], material) == frozenset()
    assert set(LEVELS) - set(ORDER) == {"history"}
