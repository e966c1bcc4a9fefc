"""Practice: a thousand drawn cases against an oracle of their own, whole sessions, the command and the score sheet."""

import csv
import io
from datetime import date
from random import Random

import pytest

from assistant.errors import BadInput
from assistant.practice.cases import LETTERS, Day, Options, Units
from assistant.practice.material import read_material
from assistant.practice.session import LEVELS, MOST, play, sheet
from assistant.practice.terminal import practise
from tests.tools.oracle import each_alone, right_splits

DAY = date(2026, 11, 23)
CASES = 1000


@pytest.fixture(scope="module")
def material(reference):
    """The lessons on a day."""
    return read_material(reference, DAY)


def drawn(material):
    """Every maker of every level, again and again."""
    makers = [(lesson, level, maker) for lesson, levels in LEVELS.items() for level, row in enumerate(levels, 1) for maker in row]
    for n in range(CASES):
        lesson, level, maker = makers[n % len(makers)]
        yield lesson, level, maker(Random(n), material)


def said(answer, way):
    """A right way as somebody types it."""
    if isinstance(answer, Units):
        return " ".join(map(str, way))
    return LETTERS[answer.answer] if isinstance(answer, Options) else answer.answer.isoformat()


def timed(case, reference):
    """Minutes of the timed codes of a case's table."""
    return {row[0]: int(row[2]) for row in case.table.rows if reference.codes[row[0]].timed}


def test_a_thousand_cases_hold(material, reference):
    """Each can be answered, each right answer is taken and no other; days are what the manual's own words allow."""
    kinds = set()
    for lesson, level, case in drawn(material):
        where = f"{lesson} {level}: {case.ask} {case.table}"
        kinds.add(case.kind)
        assert case.ask, where
        assert case.citations, where
        assert case.steps or case.passage, where
        answer = case.answer
        if isinstance(answer, Units):
            assert len(set(answer.ways)) == len(answer.ways) >= 1, where
            assert all(answer.right(said(answer, way)) for way in answer.ways), where
            wrong = [tuple(n + 1 for n in answer.ways[0]), tuple(0 for _ in answer.slots)]
            assert not any(answer.right(said(answer, way)) for way in wrong if way not in answer.ways), where
        elif isinstance(answer, Options):
            assert len(set(answer.options)) == len(answer.options) >= 2, where
            assert [answer.right(LETTERS[n]) for n in range(len(answer.options))].count(True) == 1, where
        else:
            assert isinstance(answer, Day), where
            assert answer.right(said(answer, None)), where
        if case.kind == "units-medicare":
            found = {tuple(way[answer.slots.index(code)] for code in timed(case, reference)) for way in answer.ways}
            assert found == {tuple(split.values()) for split in right_splits(timed(case, reference))}, where
        if case.kind == "units-ama":
            [way] = answer.ways
            assert {code: way[answer.slots.index(code)] for code in timed(case, reference)} == each_alone(timed(case, reference)), where
        if case.kind == "assistant-lines":
            minutes = {row[0]: int(row[2]) + int(row[3]) for row in case.table.rows}
            totals = {tuple(way[n] + way[n + 1] for n in range(0, len(way), 2)) for way in answer.ways}
            assert totals <= {tuple(split.values()) for split in right_splits(minutes)}, where
    assert len(kinds) >= 12


@pytest.mark.parametrize("lesson", LEVELS)
def test_a_session_grows_harder_with_right_answers_and_easier_with_wrong_ones(material, lesson):
    """Two right answers in a row are a level up, two wrong ones in a row a level down."""
    answers = []
    for _ in range(8):
        case = play(material, lesson, 7, answers).case
        answers.append(said(case.answer, case.answer.ways[0] if isinstance(case.answer, Units) else None))
    session = play(material, lesson, 7, answers)
    assert session.score == (8, 8)
    assert session.level == 4
    assert [one.level for one in session.done][:4] == [1, 1, 2, 2]
    assert len({one.case.topic for one in session.done}) == 8


def test_a_session_is_told_again_from_its_seed(material):
    """The same seed and answers give the same cases; another seed gives others."""
    first, again, other = (play(material, "counting", seed, []) for seed in (3, 3, 4))
    assert first.case == again.case
    assert first.case.topic != other.case.topic


@pytest.mark.parametrize(("lesson", "seed", "answers"), [("nothing", 1, []), ("codes", -1, []), ("codes", 10**9, []), ("codes", 1, ["a"] * (MOST + 1)), ("counting", 1, ["many"])])
def test_what_cannot_be_is_refused(material, lesson, seed, answers):
    """A lesson, seed, length or answer that cannot be."""
    with pytest.raises(BadInput):
        play(material, lesson, seed, answers)


def test_the_score_sheet_has_a_line_a_case(material):
    """As CSV, with what was answered and what is right."""
    case = play(material, "denials", 5, []).case
    wrong = LETTERS[(case.answer.answer + 1) % len(case.answer.options)]
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
