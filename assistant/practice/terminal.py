"""Practice in a terminal: `python -m assistant practice [--lesson counting] [--cases 10] [--seed N] [--sheet FILE]`.

--lesson path is the learner's path; --sheet FILE then names the record, continued where it is there. --lesson
stories:97112 asks about one code; --lesson "stories.2x10 audit.1x5" is a trainer's set, gone through to its end.
--records ANNA.txt BEN.txt prints the sheet of a class from what its learners kept: records, or sheets of one set.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from shlex import quote

from assistant.errors import BadInput
from assistant.practice.answers import LETTERS, Options, Several
from assistant.practice.cases import Case
from assistant.practice.deals import ORDER
from assistant.practice.material import Lesson, Material
from assistant.practice.path import HOW, PLACEMENT, Record, answered, following, opens, read_record, standing, started
from assistant.practice.session import MOST, Session, play
from assistant.practice.sheets import joined, sheet

_MOST = 4 << 20  # bytes of a record
USUAL = 10  # cases of a lesson
DONE = "Every topic is mastered, and nothing waits to come back. Next: --lesson history for old claims, a set of level 4 such as --lesson 'visits.4x7 audit.4x5', and your own questions: python -m assistant ask."
WHY = {"placement": "to find where you start", "return": "back again", "new": "new"}


def practise(material: Material, lesson: str, seed: int, cases: int | None, sheet_to: Path | None) -> int:
    """Ask and explain until the cases are done or the input ends; returns 0. cases: a set's own number, 10 of a lesson, or a path's until an empty line. Raises BadInput for bad options."""
    if cases is not None and not 1 <= cases <= MOST:
        raise BadInput(f"{cases} cases: give 1 to {MOST}.")
    if lesson == "path":
        return _path(material, seed, cases or MOST, sheet_to)
    if sheet_to is not None and sheet_to.exists():
        raise BadInput(f"{sheet_to} is already there: name a new file for the score sheet.")
    lesson, _, about = lesson.partition(":")
    session = play(material, lesson, seed, [], about)
    wanted = min(cases or (session.length if session.fixed else USUAL), session.length)
    print(f"{session.lesson.title}: {session.lesson.aim}\nLessons: path, {', '.join(material.lessons)}. Seed {seed}. {wanted} cases; an empty line ends.\n")
    print(_read_first(session.lesson), end="")
    answers: list[str] = []
    while len(answers) < wanted:
        print(_asked(session.case, f"{len(answers) + 1}. (level {session.level})"))
        answer = _answer()
        if answer is None:
            break
        try:
            session = play(material, lesson, seed, [*answers, answer], about)
        except BadInput as error:
            print(f"{error}\n")
            continue
        answers.append(answer)
        print(_told(session.done[-1].case, right=session.done[-1].right))
    _end(session, sheet_to)
    return 0


def classed(records: Sequence[Path], sheet_to: Path | None, material: Material) -> int:
    """Print the sheet of a class, or write it; returns 0. Raises BadInput for a file that is neither record nor sheet of a set."""
    text = joined({path.stem: _read(path) for path in records}, material)
    if sheet_to is None:
        print(text, end="")
    else:
        _write(sheet_to, text, "x")
    return 0


def _path(material: Material, seed: int, cases: int, kept: Path | None) -> int:
    """The path from a record, or from its beginning."""
    record = read_record(_read(kept)) if kept is not None and kept.exists() else started(seed)
    print(f"Your path: {_cases(record)} so far. {HOW}\nAn empty line ends{'; the record is kept in ' + str(kept) if kept else ''}.\n")
    for _ in range(cases):
        following_case = following(record, material)
        if following_case is None:
            break
        deal, case, why = following_case
        if why != "placement" and opens(record, deal.topic):
            print(_read_first(material.lessons[deal.topic]), end="")
        print(_asked(case, f"{len(record.steps) + 1}. ({deal.topic}, level {deal.level}, {WHY[why]})"))
        before = record
        record = _step(record, material, case)
        if record is before:
            break
        if len(record.steps) == len(PLACEMENT):
            print("That was the placement. You start here:")
            _standings(record, material)
    _closed(record, material, kept)
    return 0


def _closed(record: Record, material: Material, kept: Path | None) -> None:
    """Where the learner stands, and how it goes on."""
    _standings(record, material)
    if kept is not None:
        _write(kept, record.text() + "\n", "w")
    if following(record, material) is None:
        print(DONE)
    elif kept is not None:
        print(f"To go on: python -m assistant practice --lesson path --sheet {quote(str(kept))}")
    else:
        print("Nothing was kept. To go on another day, name a file for your record: python -m assistant practice --lesson path --sheet me.txt")


def _cases(record: Record) -> str:
    return f"{len(record.steps)} case{'' if len(record.steps) == 1 else 's'}"


def _read_first(lesson: Lesson) -> str:
    """The sections to read before a topic's first case."""
    parts = [f"{one.heading[-1]}\n\n{one.text.replace('**', '')}\n" for one in lesson.read]
    return "\n".join([f"Read first: {lesson.title}\n", *parts, ""]) if parts else ""


def _step(record: Record, material: Material, case: Case) -> Record:
    """The record after an answer; the same where the input ends."""
    begun = time.monotonic()
    while (answer := _answer()) is not None:
        try:
            record, _, right = answered(record, material, answer, round(time.monotonic() - begun), date.today())
        except BadInput as error:
            print(f"{error}\n")
            continue
        print(_told(case, right=right))
        break
    return record


def _standings(record: Record, material: Material) -> None:
    for topic in ORDER:
        one = standing(record, topic, material)
        if one.asked:
            print(f"{topic}: {'mastered' if one.mastered else f'level {one.level}'}, {one.right} of {one.asked} right, {one.met} of {one.wanted} rules met")


def _answer() -> str | None:
    print("> ", end="", flush=True)
    line = sys.stdin.readline()
    if not sys.stdin.isatty():
        print(line.rstrip("\n"))
    return line.strip() or None


def _asked(case: Case, number: str) -> str:
    return "\n".join([f"{number} {case.ask}", *(f"   | {line}" for line in case.note), *_shown(case), f"   Answer with {case.answer.how}."])


def _shown(case: Case) -> Iterator[str]:
    if case.table:
        widths = [max(len(row[n]) for row in (case.table.header, *case.table.rows)) for n in range(len(case.table.header))]
        for row in (case.table.header, *case.table.rows):
            yield "   " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
    if isinstance(case.answer, Options | Several):
        yield from (f"   {LETTERS[n]}) {option}" for n, option in enumerate(case.answer.options))


def _told(case: Case, *, right: bool) -> str:
    lines = ["Right." if right else f"Not right: {' or '.join(case.answer.key).rstrip('.')}."]
    lines += [f"  The words that decide: {case.decides.rstrip('.')}."] if case.decides else []
    lines += [f"  {step}" for step in case.steps]
    if isinstance(case.answer, Options | Several):
        lines += [f"  {LETTERS[n]}) {why}." for n, why in enumerate(case.reasons)]
    lines += [f"  {said}" for said in (case.choice, case.caution) if said]
    lines += [f"  {case.passage[1]}"] if case.passage else []
    cited = dict.fromkeys(f"  [{c.title}, {c.locator}{'' if c.tier.value == 'primary' else f', {c.tier.value} source'}]" for c in case.citations)
    return "\n".join([*lines, *cited, ""])


def _end(session: Session, sheet_to: Path | None) -> None:
    right, asked = session.score
    again = f"{session.lesson.id}:{session.about}" if session.about else session.lesson.id
    print(f"{right} of {asked} right, level {session.level}. The same cases again: --lesson {quote(again)} --seed {session.seed}")
    if sheet_to is not None:
        _write(sheet_to, sheet(session), "x")
        print(f"Score sheet: {sheet_to}")


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            held = file.read(_MOST + 1)  # a device has no end
        text = held.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{path}: cannot be read.") from error
    if len(held) > _MOST:
        raise BadInput(f"{path}: more than {_MOST:,} bytes; a record is far smaller.")
    return text


def _write(path: Path, text: str, mode: str) -> None:
    try:
        with path.open(mode, encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise BadInput(f"{path}: cannot be written ({error.strerror}).") from error
