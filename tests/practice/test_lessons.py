"""What stands in knowledge/lessons: enough of it, every code known, every section there, no story that tells two things."""

import re
import shutil
from collections import Counter
from datetime import date
from random import Random

import pytest

from assistant.errors import KnowledgeError
from assistant.practice.answers import Options
from assistant.practice.chart import FAULTS, RULES
from assistant.practice.deals import LEVELS, STEPS, Deal, case_of
from assistant.practice.makers.choices import why_not
from assistant.practice.material import FIRST_DAY, read_material, workday
from assistant.practice.shelf import check, read_shelf
from assistant.schema import Tier
from tests.conftest import KNOWLEDGE
from tests.practice import oracle


@pytest.fixture(scope="module")
def material(reference):
    """The lessons on a day."""
    return read_material(reference, date(2026, 11, 23))


def test_there_is_enough(material):
    """150 stories of all families, 60 remittances, patients of each discipline."""
    shelf, codes = material.shelf, material.reference.codes
    assert len(shelf.stories) >= 150
    assert len({one.says for one in shelf.stories}) == len(shelf.stories)
    outside = {"outside therapy", "unlisted", "telephone", "supplies", "development", "respiratory"}
    assert {codes[code].family for one in shelf.stories for code in one.right} == {code.family for code in codes.values()} - outside
    assert len(shelf.remittances) >= 60
    assert {one.of for one in shelf.patients} == {"PT", "OT", "SLP"}


def test_sixty_notes_and_more_are_distinct(material):
    """Notes vary."""
    notes = {case_of(Deal("audit", 4, number), material).note for number in range(80)}
    assert len(notes) >= 75


def test_every_story_is_told_by_its_own_words(material):
    """The words that decide stand in it; codes are known and of the discipline; each wrong code has its reason."""
    codes = material.reference.codes
    for one in material.shelf.stories:
        assert one.decides in one.says
        assert not set(one.right) & set(one.wrong)
        assert len(one.right) + len(one.wrong) >= 4
        assert all(one.of in codes[code].disciplines for code in one.right), one.says
        assert all(code in codes and (why or material.shelf.needs[code]) for code, why in one.wrong.items())
        assert all(material.cited(code) for code in one.right)


def test_the_words_that_decide_tell_what_was_done(material):
    """A cause alone decides no code."""
    assert not [one.decides for one in material.shelf.stories if re.match(r"(?:because|since|as)\b", one.decides)]


def test_no_statement_gives_an_assistants_share_of_minutes(material):
    """Such keys are worked out by the engine (makers/shares.py): 4 of 40 minutes by a PTA mark the last of three units."""
    told = [one.ask for one in material.shelf.statements if re.search(r"\b(?:PTA|OTA|assistant)\b.*\d+ of \d+", one.ask)]
    assert told == []
    assert oracle.marked_alone(36, 4, timed=True) == {(1, 2)}
    assert oracle.marked_alone(36, 4, timed=False) == {(0, 1)}


def test_every_section_named_is_there(material):
    """Statements, remittances, letters, rules of notes and events of visits."""
    shelf = material.shelf
    names = [*(one.section for one in (*shelf.statements, *shelf.remittances, *shelf.letters)), *shelf.refer.values(), *(name for _, name in RULES.values()), *(one.section for one in (*shelf.intakes, *shelf.events))]
    assert all(material.section(name).text for name in names)


def test_patients_get_what_fits_them(material):
    """Every service is of the discipline, its minutes in order; an evaluation of another discipline never appears."""
    codes = material.reference.codes
    for one in material.shelf.patients:
        assert all(one.of in codes[code].disciplines for code in (*one.gives, *one.evaluations)), one.says
        assert all(0 <= low <= high <= 60 for low, high in one.gives.values())
    stutters = [one for one in material.shelf.patients if "92521" in one.evaluations]
    assert all("stutters" in one.says for one in stutters)


def test_wrong_options_have_as_many_reasons(material):
    """Statements, repairs and letters."""
    shelf = material.shelf
    for one in (*shelf.statements, *shelf.repairs, *(step for letter in shelf.letters for step in letter.steps)):
        assert len(one.wrong) == len(one.why) == 3
        assert len({one.right, *one.wrong}) == 4
    assert {one.fault for one in shelf.repairs} <= set(FAULTS) == set(RULES)
    assert Counter(one.lesson for one in shelf.statements).keys() <= {"codes", "counting", "modifiers", "notes", "denials", "history"}


def test_remittances_name_what_is_in_the_lists(material):
    """Whose money, what to do, and three steps that are not it."""
    shelf = material.shelf
    for one in shelf.remittances:
        assert one.owes in {"", *shelf.owes}
        assert one.act in shelf.acts
        assert one.act not in one.wrong
        assert set(one.wrong) <= set(shelf.acts)
        assert len(one.wrong) == 3
        assert one.by in {"", "timely-filing", "redetermination"}


def test_every_wrong_option_has_its_reason(material):
    """Of whose money, next steps, first payers and moves, whatever is right beside it."""
    shelf = material.shelf
    for one in shelf.remittances:
        assert not one.owes or all(why_not(shelf.notowes, name, one.owes, one.group) for name in shelf.owes if name != one.owes)
        assert all(why_not(shelf.notacts, name, one.group) for name in one.wrong)
    assert set(shelf.first) - {"medicare"} == set(shelf.notfirst)
    for one in shelf.events:
        assert all(why_not(shelf.notmoves, name, one.says[:2]) for name in shelf.moves if name != one.move)


def test_a_row_that_cannot_be_read_is_told(tmp_path):
    """With its field."""
    (tmp_path / "x.toml").write_text('[[repair]]\nfault = "goal"\n', encoding="utf-8")
    with pytest.raises(KnowledgeError, match="repair"):
        read_shelf(tmp_path)


@pytest.mark.parametrize("name", ["letters.toml", "patients.toml", "remittances.toml", "statements.toml", "visits.toml", "notes/repairs.toml", "notes/treatments.toml"])
def test_lessons_that_are_not_whole_are_refused(name, tmp_path):
    """A file gone, empty, or with a key misspelt: told with the file, not met in the middle of a session."""
    knowledge = shutil.copytree(KNOWLEDGE, tmp_path / "knowledge")
    check(knowledge)
    path = knowledge / "lessons" / name
    whole = path.read_text(encoding="utf-8")
    for text in (None, "", re.sub(r"(?m)^(says|wrong|of|title|line|ask|fault|code) =", r"\1z =", whole, count=1)):
        path.unlink() if text is None else path.write_text(text, encoding="utf-8")
        with pytest.raises(KnowledgeError, match="z'" if text else "not whole"):
            check(knowledge)


def test_who_is_written_up_is_covered_by_the_payer_of_the_notes(material):
    """Notes are Medicare's: every write-up is of a patient whom Medicare may cover, of the discipline that gives the code."""
    covered = [one for one in material.shelf.patients if "medicare" in one.payers]
    for one in material.shelf.treatments:
        assert any(who.of == one.of and who.says.endswith(one.patient) and one.code in who.gives for who in covered), one.patient


def test_nobody_too_ill_to_work_has_a_job(material):
    """Intakes that tell of the patient's own job come with patients who may have one."""
    jobs = [one.says for one in material.shelf.intakes if one.works]
    ill = [one.says for one in material.shelf.patients if not one.works]
    notes = [case_of(Deal("visits", 2, STEPS["visits"] * number), material).note[0] for number in range(80)]
    assert jobs
    assert any(job in note for note in notes for job in jobs)
    assert not any(job in note and who in note for note in notes for job in jobs for who in ill)


def test_what_a_note_has_is_said_in_its_own_words(material):
    """Of each fault that a note does not have: no sentence stands on two options, none says the fault; a late signature is explained."""
    late = 0
    for number in range(120):
        case = case_of(Deal("audit", 1 + number % 4, number), material)
        if case.kind == "repair":
            continue
        right = {case.answer.answer} if case.kind == "audit-which" else case.answer.answers
        sound = {option: why for place, (option, why) in enumerate(zip(case.answer.options, case.answer.whys, strict=True)) if place not in right}
        assert len(set(sound.values())) == len(sound)
        assert not any(why in (rule for rule, _ in RULES.values()) for why in sound.values())
        first, signed = oracle.days_in(case.note[1])[:2]
        if "signed by the physician" in case.note[1] and (signed - first).days > 30:
            late += 1
            assert "a delay of up to 30 days needs no reason" in " ".join(case.steps)
    assert late


def test_reasons_say_something(material):
    """No option is explained by 'right' or 'belongs in it', nor all the wrong ones by one sentence, or by that of the right one."""
    cases = [case_of(Deal(topic, 1 + number % 4, number), material) for topic in LEVELS for number in range(160)]
    assert not [case.ask for case in cases if {"right", "belongs in it", "the note is sound in this"} & set(case.reasons)]
    for case in (case for case in cases if isinstance(case.answer, Options)):
        right = {case.answer.answer, *case.answer.also}
        wrong = [why for place, why in enumerate(case.reasons) if place not in right]
        assert len(set(wrong)) > 1 or len(wrong) == 1, case.ask
        assert not set(wrong) & {case.reasons[place] for place in right}, case.ask


def test_sources_are_as_old_as_what_they_tell(material):
    """Codes younger than the manual's revision cite what made them; a signature the manual; an ended add-on stands with its base."""
    for number in range(400):
        case = case_of(Deal("codes", 1 + number % 4, number), material)
        code = material.reference.codes.get(case.topic)
        if case.kind in {"timed", "flag"} and code and code.start and code.start > date(2021, 11, 22):
            assert not any(one.source == "cms-100-04-ch5" for one in case.citations), code.code
    assert any(one.tier is Tier.PRIMARY for one in material.section(RULES["signature"][1]).citations)
    shown = {option for number in range(60) for option in case_of(Deal("history", 1, number), material).answer.options}
    assert "97129 (+97130)" in shown
    assert not any("or 97130" in option for option in shown)


def test_the_year_of_a_threshold_is_one_still_worked_on(material):
    """It is the year of today or one of the two before it."""
    asked = [case.ask for number in range(200) if (case := case_of(Deal("modifiers", 2, number), material)).kind == "threshold"]
    assert {int(re.search(r"calendar year (\d{4})", ask)[1]) for ask in asked} == {2024, 2025, 2026}


def test_no_obsolete_code_outside_of_history(material):
    """On remittances every line's code is valid today, or was never one."""
    codes = material.reference.codes
    named = {one.line[:5] for one in material.shelf.remittances}
    assert not [code for code in named if code in codes and not codes[code].active(material.on)]


def test_days_are_days_of_work(material):
    """No weekend, no day on which no clinic is open, nothing before the first day; a remittance's notice likewise, and none to come."""
    days = [material.some_day(Random(number)).on for number in range(3_000)]
    assert all(workday(day) for day in days)
    assert min(days) >= FIRST_DAY
    assert not any(workday(day) for day in (date(2025, 7, 4), date(2025, 11, 27), date(2025, 12, 25), date(2025, 7, 5)))
    for number in range(60):
        notice = dict(case_of(Deal("remittances", 2, number), material).table.rows)["notice dated"]
        day = oracle.day_of(notice)
        assert workday(day)
        assert day <= material.on
