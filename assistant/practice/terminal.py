"""Practice in a terminal: `python -m assistant practice [--lesson counting] [--cases 10] [--seed N] [--sheet FILE]`.

--lesson path is the learner's path; --sheet FILE then names the record, continued where it is there. --lesson
stories:97112 asks about one code; --lesson "stories.2x10 audit.1x5" is a trainer's set. --records ANNA.txt BEN.txt
prints the sheet of a class from the records that its learners kept.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from assistant.errors import BadInput
from assistant.practice.answers import LETTERS, Options, Several
from assistant.practice.cases import Case
from assistant.practice.deals import ORDER
from assistant.practice.material import Material
from assistant.practice.path import Record, answered, following, read_record, standing, started
from assistant.practice.session import MOST, Session, play
from assistant.practice.sheets import class_sheet, sheet

_MOST = 4 << 20  # bytes of a record
WHY = {"placement": "to find where you start", "return": "back again", "new": "new"}


def practise(material: Material, lesson: str, seed: int, cases: int, sheet_to: Path | None) -> int:
    """Ask and explain until the cases are done or the input ends; returns 0. Raises BadInput for bad options."""
    if not 1 <= cases <= MOST:
        raise BadInput(f"{cases} cases: give 1 to {MOST}.")
    if lesson == "path":
        return _path(material, seed, cases, sheet_to)
    if sheet_to is not None and sheet_to.exists():
        raise BadInput(f"{sheet_to} is already there: name a new file for the score sheet.")
    lesson, _, about = lesson.partition(":")
    session = play(material, lesson, seed, [], about)
    print(f"{session.lesson.title}: {session.lesson.aim}\nLessons: path, {', '.join(material.lessons)}. Seed {seed}. An empty line ends.\n")
    answers: list[str] = []
    while len(answers) < min(cases, session.length):
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


def classed(records: Sequence[Path], sheet_to: Path | None) -> int:
    """Print the sheet of a class, or write it; returns 0. Raises BadInput for a file that is no record."""
    held: dict[str, Record] = {}
    for path in records:
        try:
            held[path.stem] = read_record(_read(path))
        except BadInput as error:
            raise BadInput(f"{path}: {error}") from error
    text = class_sheet(held)
    if sheet_to is None:
        print(text, end="")
    else:
        _write(sheet_to, text, "x")
    return 0


def _path(material: Material, seed: int, cases: int, kept: Path | None) -> int:
    """The path from a record, or from its beginning."""
    record = read_record(_read(kept)) if kept is not None and kept.exists() else started(seed)
    print(f"Your path: {len(record.steps)} cases so far. An empty line ends{'; the record is kept in ' + str(kept) if kept else ''}.\n")
    for _ in range(cases):
        following_case = following(record, material)
        if following_case is None:
            print("Every topic is mastered.")
            break
        deal, case, why = following_case
        print(_asked(case, f"{len(record.steps) + 1}. ({deal.topic}, level {deal.level}, {WHY[why]})"))
        before = record
        record = _step(record, material, case)
        if record is before:
            break
    _standings(record)
    if kept is not None:
        _write(kept, record.text() + "\n", "w")
    return 0


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


def _standings(record: Record) -> None:
    for topic in ORDER:
        one = standing(record, topic)
        if one.asked:
            print(f"{topic}: {'mastered' if one.mastered else f'level {one.level}'}, {one.right} of {one.asked} right")


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
    print(f"{right} of {asked} right, level {session.level}. The same cases again: --lesson {session.lesson.id} --seed {session.seed}")
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
