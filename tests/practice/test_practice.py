"""Practice: sessions, sets, the path, the command and the score sheets."""

import csv
import io
from datetime import date

import pytest

from assistant.errors import BadInput
from assistant.practice.answers import LETTERS, Day, Options, Several, Units
from assistant.practice.deals import LEVELS, ORDER, STEPS, Deal, case_of, mark
from assistant.practice.material import read_material
from assistant.practice.path import (
    GAPS,
    PLACEMENT,
    Record,
    answered,
    following,
    read_record,
    standing,
    started,
    waiting,
)
from assistant.practice.session import MOST, play
from assistant.practice.sheets import path_sheet, sheet
from assistant.practice.terminal import classed, practise

DAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def material(reference):
    """The lessons on a day."""
    return read_material(reference, DAY)


def said(answer, *, right=True):
    """A right or a wrong answer as somebody types it."""
    if isinstance(answer, Units):
        return " ".join(str(n if right else 77) for n in answer.ways[0])
    if isinstance(answer, Options):
        return next(LETTERS[n] for n in range(len(answer.options)) if (n in {answer.answer, *answer.also}) is right)
    if isinstance(answer, Several):
        held = answer.answers if right else frozenset(range(len(answer.options))) - answer.answers
        return " ".join(LETTERS[n] for n in sorted(held)) or "none"
    assert isinstance(answer, Day)
    return (answer.answer if right else date(1999, 1, 1)).isoformat()


@pytest.mark.parametrize("lesson", LEVELS)
def test_a_session_grows_harder_with_right_answers(material, lesson):
    """Two right answers in a row are a level up; no case comes twice. A longer case keeps its level to its end."""
    answers = []
    for _ in range(8):
        case = play(material, lesson, 7, answers).case
        answers.append(said(case.answer))
    session = play(material, lesson, 7, answers)
    assert session.score == (8, 8)
    assert session.level == 4
    assert [one.level for one in session.done][:4] == ([1, 1, 1, 1] if lesson in STEPS else [1, 1, 2, 2])
    assert len({mark(one.case) for one in session.done}) == 8


def test_a_session_is_told_again_from_its_seed(material):
    """The same seed and answers give the same cases; another seed gives others."""
    first, again, other = (play(material, "counting", seed, []) for seed in (3, 3, 4))
    assert first.case == again.case
    assert first.case.topic != other.case.topic


def test_stories_about_one_code(material):
    """'Quiz me on 97112': it is right or a false option in each."""
    answers = []
    for _ in range(6):
        case = play(material, "stories", 5, answers, "97112").case
        assert any("97112" in option for option in case.answer.options)
        answers.append(said(case.answer))


def test_a_set_is_the_same_for_a_whole_class(material):
    """So many cases of each topic at a fixed level, whatever is answered."""
    right = wrong = ()
    cases = []
    for _ in range(5):
        one, two = (play(material, "stories.2x3 audit.1x2", 7, answers) for answers in (right, wrong))
        assert one.case == two.case
        cases.append(one.case)
        right, wrong = (*right, said(one.case.answer)), (*wrong, said(one.case.answer, right=False))
    assert [case.kind.split("-")[0] for case in cases[:3]] == ["story"] * 3
    assert play(material, "stories.2x3 audit.1x2", 7, right).over
    with pytest.raises(BadInput):
        play(material, "stories.2x3 audit.1x2", 7, (*right, "a"))


@pytest.mark.parametrize(
    ("lesson", "seed", "answers", "about"),
    [("nothing", 1, [], ""), ("codes", -1, [], ""), ("codes", 10**9, [], ""), ("codes", 1, ["a"] * (MOST + 1), ""), ("counting", 1, ["many"], ""),
     ("stories.9x1", 1, [], ""), ("stories.2x0", 1, [], ""), ("stories.2x60", 1, [], ""), ("stories", 1, [], "99999"), ("codes", 1, [], "97110"), ("audit", 1, [""], "")],
)  # fmt: skip
def test_what_cannot_be_is_refused(material, lesson, seed, answers, about):
    """A lesson, seed, set, code, length or answer that cannot be."""
    with pytest.raises(BadInput):
        play(material, lesson, seed, answers, about)


def walked(material, right, most=400):
    """A path walked by somebody who answers so: (record, whys)."""
    record, whys = started(7), []
    while (coming := following(record, material)) is not None and len(whys) < most:
        deal, case, why = coming
        whys.append((deal.topic, why))
        record, _, ok = answered(record, material, said(case.answer, right=right(len(whys), deal, why)), 30, DAY)
        assert ok is right(len(whys), deal, why)
    return record, whys


def test_a_path_places_then_masters_topic_after_topic(material):
    """Ten questions of placement; somebody who knows everything masters each topic at the highest level and is done."""
    record, whys = walked(material, lambda *_: True)
    assert [why for _, why in whys[:11]] == ["placement"] * 10 + ["new"]
    assert len(PLACEMENT) == 10
    assert all(standing(record, topic, material).mastered for topic in ORDER)
    assert len(whys) < 240
    assert not any(topic == "history" for topic, _ in whys)


def test_a_wrong_case_comes_back_later_and_later(material):
    """The same case returns after 3 and after 12 others, and is done after two right answers."""
    record, _ = walked(material, lambda place, deal, why: not (place == 12 and why == "new"), 60)
    wrong = next(step for step in record.steps if not step.right)
    places = [n for n, step in enumerate(record.steps) if step.mark == wrong.mark]
    gaps = [b - a - 1 for a, b in zip(places, places[1:], strict=False)]
    assert len(places) == 1 + len(GAPS)
    assert all(have >= least for have, least in zip(gaps, GAPS, strict=True))
    assert not waiting(record)


def test_somebody_who_knows_nothing_stays_at_the_first_level(material):
    """Nothing is mastered, and cases wait to come back."""
    record, _ = walked(material, lambda *_: False, 30)
    assert all(standing(record, topic, material).level == 1 and not standing(record, topic, material).mastered for topic in ORDER)
    assert waiting(record)


def test_a_record_is_read_as_it_was_written(material):
    """The learner's file gives the same path again; a text that is none is refused."""
    record, _ = walked(material, lambda place, *_: place % 3 > 0, 15)
    again = read_record(record.text())
    assert again == record
    assert following(again, material) == following(record, material)
    for text in ("", "practice x", "practice 1\nstories 9 1 00000000 right 2026-01-01 1", "practice 1\nnothing 1 1 00000000 right 2026-01-01 1", "practice 1\nstories 1 1 00000000 right 2026-02-31 1", "x" * 60_000):
        with pytest.raises(BadInput):
            read_record(text)


def test_the_trainers_sheet_has_topics_levels_and_times(material):
    """A line a topic."""
    record, _ = walked(material, lambda *_: True, 20)
    rows = list(csv.reader(io.StringIO(path_sheet(record, material))))
    assert [row[0] for row in rows[2:]] == list(ORDER)
    assert sum(float(row[5]) for row in rows[2:]) == pytest.approx(10.0)
    assert path_sheet(Record(1), material).count("\n") == len(ORDER) + 2


def test_the_sheet_of_a_class_has_a_line_a_learner(material, tmp_path, capsys):
    """From the records they kept; a file that is none is told by its name."""
    for name, right in (("anna", True), ("=ben", False)):
        (tmp_path / f"{name}.txt").write_text(walked(material, lambda *_, right=right: right, 12)[0].text(), encoding="utf-8")
    assert classed([tmp_path / "anna.txt", tmp_path / "=ben.txt"], None, material) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [(row["learner"], row["cases"], row["right"]) for row in rows] == [("anna", "12", "12"), ("ben", "12", "0")]
    assert rows[0]["weakest"] == ""
    assert rows[1]["codes"] == "1"
    (tmp_path / "x.txt").write_text("hello", encoding="utf-8")
    with pytest.raises(BadInput, match="x: "):
        classed([tmp_path / "x.txt"], None, material)


def test_the_score_sheet_has_a_line_a_case(material):
    """As CSV, with what was answered and what is right."""
    case = play(material, "denials", 5, []).case
    wrong = said(case.answer, right=False)
    rows = list(csv.reader(io.StringIO(sheet(play(material, "denials", 5, [wrong])))))
    assert rows[0][-1] == "0 of 1"
    assert rows[2][-1] == "no"
    assert rows[2][4] == case.answer.options[case.answer.answer]


def test_the_terminal_asks_again_and_writes_only_what_it_is_told_to(material, monkeypatch, capsys, tmp_path):
    """An answer that cannot be read is asked for again; the sheet is written once, never over another file."""
    monkeypatch.setattr("sys.stdin", io.StringIO("zz\na\na\n"))
    target = tmp_path / "sheet.csv"
    assert practise(material, "denials", 5, 2, target) == 0
    out = capsys.readouterr().out
    assert "Give a letter" in out
    assert "of 2 right" in out
    assert target.read_text(encoding="utf-8").count("\n") == 4
    with pytest.raises(BadInput, match="already there"):
        practise(material, "denials", 5, 2, target)
    with pytest.raises(BadInput, match="cases"):
        practise(material, "denials", 5, 0, None)


def test_the_terminal_walks_the_path_and_keeps_the_record(material, monkeypatch, capsys, tmp_path):
    """The record is written and gone on with."""
    kept = tmp_path / "record.txt"
    for n in (1, 2):
        case = following(read_record(kept.read_text()) if n == 2 else started(7), material)[1]
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{said(case.answer)}\n\n"))
        assert practise(material, "path", 7, 5, kept) == 0
        assert len(read_record(kept.read_text()).steps) == n
    assert "to find where you start" in capsys.readouterr().out


def test_the_terminal_goes_through_a_whole_set(material, monkeypatch, capsys, tmp_path):
    """Without --cases; its last line, quoted, gives the same set again."""
    parts = "stories.2x10 audit.1x5"
    monkeypatch.setattr("sys.stdin", io.StringIO("a\n" * 20))
    practise(material, parts, 7, None, tmp_path / "anna.csv")
    out = capsys.readouterr().out
    assert f"of 15 right, level 1. The same cases again: --lesson '{parts}' --seed 7" in out
    assert "treatment note of" in out
    monkeypatch.setattr("sys.stdin", io.StringIO("a\n"))
    practise(material, "stories:97112", 7, 1, None)
    assert "--lesson stories:97112 --seed 7" in capsys.readouterr().out


def test_sheets_of_one_set_are_joined(material, tmp_path, capsys):
    """Who had which case right; not with records, another set, or a lesson whose cases differ."""
    for name, right in (("anna", True), ("ben", False)):
        answers = []
        for _ in range(3):
            answers.append(said(play(material, "stories.2x2 audit.1x1", 7, answers).case.answer, right=right))
        (tmp_path / f"{name}.csv").write_text("\ufeff" + sheet(play(material, "stories.2x2 audit.1x1", 7, answers)), encoding="utf-8")
    assert classed([tmp_path / "anna.csv", tmp_path / "ben.csv"], None, material) == 0
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert rows[2:] == [["anna", "3", "3", "yes", "yes", "yes"], ["ben", "0", "3", "no", "no", "no"], ["all", "", "2", "1", "1", "1"]]
    (tmp_path / "path.txt").write_text("practice 7", encoding="utf-8")
    (tmp_path / "other.csv").write_text(sheet(play(material, "stories.2x2 audit.1x1", 8, [])), encoding="utf-8")
    (tmp_path / "lesson.csv").write_text(sheet(play(material, "stories", 7, [])), encoding="utf-8")
    for other, told in (("path.txt", "join each kind"), ("other.csv", "other: "), ("lesson.csv", "lesson: ")):
        with pytest.raises(BadInput, match=told):
            classed([tmp_path / "anna.csv", tmp_path / other], None, material)


def test_the_terminal_shows_notes_and_reasons(material, monkeypatch, capsys):
    """A story with the words that decide and why each other code is wrong."""
    monkeypatch.setattr("sys.stdin", io.StringIO("a\n"))
    practise(material, "stories:97112", 3, 1, None)
    out = capsys.readouterr().out
    assert "   | " in out
    assert "The words that decide" in out
    assert "wants" in out


def test_a_deal_is_the_same_case_again(material):
    """Topic, level and number name a case."""
    for topic in LEVELS:
        assert case_of(Deal(topic, 2, 11), material) == case_of(Deal(topic, 2, 11), material)
    for bad in (Deal("nothing", 1, 1), Deal("codes", 5, 1), Deal("codes", 1, -1)):
        with pytest.raises(BadInput):
            case_of(bad, material)
