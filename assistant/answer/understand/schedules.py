"""When a patient comes, as a text tells it (schema.Schedule): "first visit 9/8, comes Mon Wed Fri", "eval 10/6, tue/thu, cancelled 2".

Of each day named the words around it say what it is: the first, one that was missed, the last progress report's. What is told
of the days of the week in two ways ("MWF, later Tue/Thu") is not read: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from assistant.answer.understand import cues, weekdays
from assistant.answer.understand.date_shapes import SCAN
from assistant.answer.understand.dates import Dated
from assistant.schema import Schedule

Span = tuple[int, int]

MOST = 60  # visits; more are not missed in earnest
NUMBERS = {word: n for n, word in enumerate("one two three four five six seven eight nine ten".split(), 1)} | {"a": 1, "an": 1, "once": 1, "twice": 2}
_ROLE = re.compile(
    r"(?P<missed>\b(?:miss(?:ed|es|ing)?|cancel\w*|skip(?:s|ped)?|no[- ]?show\w*|absent|out)\b)"
    r"|(?P<reported>\b(?:last|latest|previous|prior|recent) (?:progress (?:note|report)|pn|pr|report)\b|\b(?:progress (?:note|report)|pn) (?:was|done|written|on)\b)"
    r"|(?P<other>\b(?:(?!1st)\d{1,2}(?:st|nd|rd|th)|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|next) (?:visit|treatment|session|day)\b"
    r"|\b(?:visit|session|treatment|day) (?:#|no\.? ?|number )?\d{1,2}\b|\b(?:dob|born|birth\w*|(?:re)?cert\w*|poc|plan|order\w*|referr\w*|script|discharg\w*|due|until|thru|through|dos|signed|surgery|injury|onset)\b)"
    r"|(?P<first>\b(?:first|initial|1st|eval(?:\w*|'d)|ie|soc|start\w*|began|begin\w*|since|from|admit\w*|day (?:one|1))\b)"
)
_BEHIND = re.compile(r"[\d/., '-]*(?:st|nd|rd|th)?\W{0,2}(?:was |is |= ?)?(?:the |her |his )?(?P<role>first|initial|eval\w*|ie|soc|start\w*)\b")
_JOINED = re.compile(r"[\d/., '-]*(?:st|nd|rd|th)?\s*(?:,|and|&|/|,\s?and)?\s*")
_SAID_NOW = re.compile(r"today|yesterday|tomorrow|this morning")
_LEAD, _BARE = re.compile(r"\D*"), re.compile(r"[\d/]+")
BEFORE = 40  # characters looked at for what a day is


def read(text: str, dated: Sequence[Dated], folder: Path) -> Schedule:
    """What a text tells of when somebody comes. dated: the days it names; folder: of the knowledge."""
    lower = text.lower()
    days = _roles(lower, dated)
    weekly = _weekly(text, folder)
    missed_on = tuple(one.day for one, role in days if role == "missed")
    missed = _missed(text, folder)
    return Schedule(
        first=tuple(sorted({one.day for one, role in days if role == "first"})),
        reported=next((one.day for one, role in days if role == "reported"), None),
        weekdays=_days(text, weekly),
        weekly=weekly,
        missed=None if missed_on and missed == len(missed_on) else missed,
        missed_on=missed_on,
        more=cues.stands("more_missed", text, folder),
    )


def spans(text: str, dated: Sequence[Dated], folder: Path) -> list[Span]:
    """Where a text tells it: days, days of the week, how often, what was missed."""
    lower = text.lower()
    found = [_figures(lower, one) for one in dated]
    found += [(one.start, one.end) for one in weekdays.read(text)]
    found += [match.span() for name in ("weekly", "missed", "more_missed", "none_missed") for match in cues.every(name, text, folder)]
    return sorted(found)


def _roles(lower: str, dated: Sequence[Dated]) -> list[tuple[Dated, str]]:
    """Each day named with what it is; a day alone, of which nothing says so, is the first."""
    days = [one for one in dated if one.kind == "day" or (one.kind == "now" and _SAID_NOW.match(lower, one.start))]
    found: list[tuple[Dated, str]] = []
    last = 0
    for one in days:
        head = _LEAD.match(lower, one.start)
        figures = head.end() if head and one.kind == "day" else one.start
        window = lower[max(last, one.start - BEFORE) : figures]
        named = [match.lastgroup or "" for match in _ROLE.finditer(window)]
        behind = _BEHIND.match(lower, figures)
        held = found[-1][1] if found and _JOINED.fullmatch(window) else ""
        found.append((one, held or (named[-1] if named else "first" if behind or len(days) == 1 else "")))
        last = figures
    return found


def _figures(lower: str, one: Dated) -> Span:
    """Where a day stands, without the words before it that say what it is ("eval 9/8")."""
    match = SCAN.match(lower, one.start) or _BARE.match(lower, one.start)
    if match is None:
        return one.start, one.start
    head = _LEAD.match(lower, one.start)
    return (head.end() if head and match.lastgroup in ("short", "visit") else match.start()), match.end()


def _days(text: str, weekly: int | None) -> tuple[int, ...]:
    """The days of the week; none where they are told in two ways, or as a range that may be a list."""
    named = {one.days for one in weekdays.read(text) if not one.open or weekly == len(one.days)}
    return named.pop() if len(named) == 1 else ()


def _weekly(text: str, folder: Path) -> int | None:
    said = cues.value("weekly", text, folder)
    return number(said["times"]) if said else None


def _missed(text: str, folder: Path) -> int | None:
    """How many visits did not take place: all that are told, together."""
    found = [number(next(filter(None, match.groups()))) for match in cues.every("missed", text, folder)]
    if not found and cues.stands("none_missed", text, folder):
        return 0
    return min(sum(found), MOST) if found else None


def number(word: str) -> int:
    """Of a figure, or of a word for one."""
    return NUMBERS.get(word.lower()) or int(word)
