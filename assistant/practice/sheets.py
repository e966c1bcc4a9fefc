"""Score sheets as CSV: of a session for the learner, of a path for the trainer (topics, levels, times), of a whole class."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from assistant.practice.cases import Case
from assistant.practice.deals import ORDER
from assistant.practice.path import Record, standing, waiting
from assistant.practice.session import Session


def sheet(session: Session) -> str:
    """A line a case."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n")
    right, asked = session.score
    write.writerow(["lesson", session.lesson.title, "seed", session.seed, "right", f"{right} of {asked}"])
    write.writerow(["case", "level", "question", "answered", "right answer", "right"])
    for number, one in enumerate(session.done, 1):
        write.writerow([number, one.level, _plain(one.case), one.said, " or ".join(one.case.answer.key), "yes" if one.right else "no"])
    return out.getvalue()


def path_sheet(record: Record) -> str:
    """A line a topic: level, mastered, asked, right, minutes, and what still comes back."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n")
    first = record.steps[0].day.isoformat() if record.steps else ""
    last = record.steps[-1].day.isoformat() if record.steps else ""
    write.writerow(["path", "seed", record.seed, "cases", len(record.steps), "from", first, "to", last])
    write.writerow(["topic", "level", "mastered", "asked", "right", "minutes", "seconds a case", "to come back"])
    back = [step.deal.topic for _, step in waiting(record)]
    for one in (standing(record, topic) for topic in ORDER):
        each = round(one.seconds / one.asked) if one.asked else 0
        write.writerow([one.topic, one.level, "yes" if one.mastered else "no", one.asked, one.right, round(one.seconds / 60, 1), each, back.count(one.topic)])
    return out.getvalue()


def class_sheet(records: Mapping[str, Record]) -> str:
    """A line a learner: cases, right, minutes, topics mastered, the level of each topic, and the topic with most wrong answers."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n")
    write.writerow(["learner", "cases", "right", "minutes", "mastered", "to come back", "weakest", *ORDER])
    for name, record in records.items():
        each = [standing(record, topic) for topic in ORDER]
        weakest = max(each, key=lambda one: one.asked - one.right)
        write.writerow([
            name.lstrip("=+-@\t\r"), len(record.steps), sum(step.right for step in record.steps), round(sum(step.seconds for step in record.steps) / 60, 1), sum(one.mastered for one in each),
            len(waiting(record)), weakest.topic if weakest.asked > weakest.right else "", *("mastered" if one.mastered else one.level if one.asked else "" for one in each),
        ])  # fmt: skip
    return out.getvalue()


def _plain(case: Case) -> str:
    """The question with its note and table in one line; no cell can start a formula."""
    rows = "; ".join(": ".join((row[0], " + ".join(row[1:]))) for row in case.table.rows) if case.table else ""
    return f"{case.ask}{''.join(f' {line}' for line in case.note)}{f' ({rows})' if rows else ''}"
