"""Practice in a terminal: `python -m assistant practice [--lesson counting] [--cases 10] [--seed N] [--sheet FILE]`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from assistant.errors import BadInput
from assistant.practice.cases import LETTERS, Case, Options
from assistant.practice.material import Material
from assistant.practice.session import MOST, Marked, Session, play, sheet


def practise(material: Material, lesson: str, seed: int, cases: int, sheet_to: Path | None) -> int:
    """Ask and explain until the cases are done or the input ends; returns 0. Raises BadInput for bad options."""
    if not 1 <= cases <= MOST:
        raise BadInput(f"{cases} cases: give 1 to {MOST}.")
    if sheet_to is not None and sheet_to.exists():
        raise BadInput(f"{sheet_to} is already there: name a new file for the score sheet.")
    session = play(material, lesson, seed, [])
    print(f"{session.lesson.title}: {session.lesson.aim}\nLessons: {', '.join(material.lessons)}. Seed {seed}. An empty line ends.\n")
    answers: list[str] = []
    while len(answers) < cases:
        print(_asked(session.case, len(answers) + 1, session.level))
        answer = _answer()
        if answer is None:
            break
        try:
            session = play(material, lesson, seed, [*answers, answer])
        except BadInput as error:
            print(f"{error}\n")
            continue
        answers.append(answer)
        print(_told(session.done[-1]))
    _end(session, sheet_to)
    return 0


def _answer() -> str | None:
    print("> ", end="", flush=True)
    line = sys.stdin.readline()
    if not sys.stdin.isatty():
        print(line.rstrip("\n"))
    return line.strip() or None


def _asked(case: Case, number: int, level: int) -> str:
    return "\n".join([f"{number}. (level {level}) {case.ask}", *_shown(case), f"   Answer with {case.answer.how}."])


def _shown(case: Case) -> Iterator[str]:
    if case.table:
        widths = [max(len(row[n]) for row in (case.table.header, *case.table.rows)) for n in range(len(case.table.header))]
        for row in (case.table.header, *case.table.rows):
            yield "   " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
    if isinstance(case.answer, Options):
        yield from (f"   {LETTERS[n]}) {option}" for n, option in enumerate(case.answer.options))


def _told(one: Marked) -> str:
    case = one.case
    lines = ["Right." if one.right else f"Not right: {' or '.join(case.answer.key)}."]
    lines += [f"  {step}" for step in case.steps]
    lines += [f"  {case.choice}"] if case.choice else []
    lines += [f"  {case.passage[1]}"] if case.passage else []
    cited = dict.fromkeys(f"  [{c.title}, {c.locator}]" for c in case.citations)
    return "\n".join([*lines, *cited, ""])


def _end(session: Session, sheet_to: Path | None) -> None:
    right, asked = session.score
    print(f"{right} of {asked} right, level {session.level}. The same cases again: --lesson {session.lesson.id} --seed {session.seed}")
    if sheet_to is not None:
        try:
            with sheet_to.open("x", encoding="utf-8") as file:
                file.write(sheet(session))
        except OSError as error:
            raise BadInput(f"{sheet_to}: cannot be written ({error.strerror}).") from error
        print(f"Score sheet: {sheet_to}")
