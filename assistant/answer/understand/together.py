"""Several patients treated at one time: what they did is group treatment (97150; speech 92508), whatever the activity.

Constant attendance of two or more patients at once is billed as group, one unit a patient (Claims Processing Manual ch. 5 §100.10;
Benefit Policy Manual ch. 15 §230). Only words are read so: who names a code in figures asks about that code.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answer.shape import Shape
from assistant.answer.understand.binding import Item
from assistant.answer.understand.codes import CodeMark
from assistant.answer.understand.day import Given
from assistant.answer.understand.minutes import Quantity
from assistant.answer.understand.wording import Page
from assistant.reference.codes import Codes

GROUP, SPEECH_GROUP = "97150", "92508"
AT_ONCE = "for several at once"  # how words are told that were read as group treatment
_SOME = r"(?:[2-9]|1[0-2]|two|three|four|five|six|seven|eight|nine|ten|several|a few|a couple of|multiple)"
_WHO = r"(?:patients|pts|people|ppl|peeps|clients|persons|folks|kids|children|ladies|gentlemen|guys|men|women|residents|others|participants|members|of (?:them|us))"
_AT_ONCE = r"(?:at once|at (?:the|one|a|the same) time|together|simultaneous\w*|side by side|all in one group)"
_SEVERAL = Shape(
    "several treated at one time",
    rf"(?P<named>\b(?:group|class)(?: therapy| treatment| session)?) (?:of|with|for) (?:\w+ )?{_SOME}\b(?! ?-?min)"
    rf"|\b(?:in|as|into|ran|run|small|balance|exercise|pt|ot|therapy) (?:an? |one |the )?(?:small |same )?(?P<word>group|class)\b(?! codes?\b| practice| home| health| npi)"
    rf"|\b{_SOME} (?:\w+ ){{0,2}}{_WHO}\b[^.;?!,]{{0,40}}(?P<once>\b{_AT_ONCE}\b)"
    rf"|\b{_SOME} (?:\w+ ){{0,2}}{_WHO} (?:in|at) (?:the|a|one|my|our) (?:\w+ )?(?P<circle>group|class|circle)\b",
    ("a [class of four] on balance", "[3 patients together] for 30", "did it [in a group]", "[five ladies in the class]"),
    ("both codes together", "our group practice", "a class action", "4 patients, one after the other"),
)
_ANYBODYS = Shape(
    "several patients at one time, and whose minutes they are is the question",
    r"\b(?:two|three|four|five|several|multiple|both|[2-5]) (?:\w+ )?(?:patients|pts|people|clients)\b[^.?!]{0,40}\b(?:same time|at once|together|simultaneous\w*|concurrent\w*|overlap\w*)\b"
    r"|\b(?:same time|at once|together|simultaneously|concurrently)\b[^.?!]{0,25}\b(?:two|three|four|five|[2-5]) (?:\w+ )?(?:patients|pts|people|clients)\b",
    ("[two medicare patients at once], 30 min", "i saw [concurrently 3 clients]"), ("two patients, one after the other", "both codes at once"),
)
_SINGLE = Shape(
    "one patient alone", r"\b(?:one[- ](?:on|to)[- ]one|1[: -](?:on |to )?1|individual(?:ly)?|alone|in turn|one after (?:the other|another)|each (?:of them )?(?:alone|separately)|back to back)\b",
    ("[one-on-one] gait", "then [alone]", "[in turn]"), ("gait 15",),
)
_PARTED = Shape(
    "another part of the visit begins",
    r"[.;?!](?=\s|$)|\b(?:and then|then|after(?:ward)?s?(?: that)?|before(?: that)?|plus|followed by|and also|and (?:the )?(?:other|last|rest))\b",
    ("group 30[.] gait 10", "30 of balance [and then] 12"), ("group and gait",),
)
_SPEECH = Shape("speech treatment", r"\b(?:speech|slps?|aphasia|language|articulation|stutter\w*|voice)\b", ("a [speech] group",), ("balance group",))


def grouped(marks: Sequence[CodeMark], found: Sequence[Quantity], page: Page, codes: Codes) -> list[CodeMark]:
    """The marks, with what several patients did at once read as group treatment; where no activity is named the word for the group is.

    Beside a word for group treatment itself other minutes may stand ("group 30, gait 15"): then each keeps its own.
    """
    code = SPEECH_GROUP if _SPEECH.search(page.lower) else GROUP
    read = list(marks)
    for start, end, place in _stretches(page.lower):
        inside = [mark for mark in read if start <= mark.start < end]
        several = sum(start <= one.start < end and one.unit == "min" for one in found) > 1
        if any((mark.code in (GROUP, SPEECH_GROUP) and several) or not mark.said for mark in inside):
            continue
        one_on_one = [mark for mark in inside if mark.code in codes and codes[mark.code].timed]
        for mark in one_on_one:
            read[read.index(mark)] = replace(mark, code=code, said=f"{mark.said} {AT_ONCE}", likely=True)
        if not inside:
            read.append(CodeMark(*place, code, page.text[slice(*place)], weak=True, likely=True))
    return sorted(read, key=lambda mark: mark.start)


def bound(given: Sequence[Given], items: Sequence[Item], page: Page) -> list[Given]:
    """The minutes, with the only ones of a part of the visit in which several were treated as the group's ("sat in our group with four others for half an hour")."""
    found = list(given)
    for start, end, _ in _stretches(page.lower):
        inside = [item for item in items if start <= item.start < end]
        groups = [item.code for item in inside if item.code and item.code.code in (GROUP, SPEECH_GROUP)]
        times = [item for item in inside if item.quantity]
        quantity = times[0].quantity if len(times) == 1 else None
        if groups and quantity and quantity.sure and not quantity.total and not any(one.place == times[0].start or one.mark.code == groups[0].code for one in found):
            found.append(Given(groups[0], quantity.value, times[0].who, "", page.sentence(times[0].start), None, quantity.clock, times[0].start))
    return found


def settled(given: Sequence[Given], items: Sequence[Item]) -> bool:
    """Is group treatment read from words, and has every number its service? Then nothing is weighed again."""
    return any(one.mark.said.endswith(AT_ONCE) for one in given) and {item.start for item in items if item.quantity} <= {one.place for one in given}


def unclear(marks: Sequence[CodeMark], page: Page) -> bool:
    """Are minutes told of several at one time, and of no group: whose they are is the question?"""
    return bool(_ANYBODYS.search(page.lower)) and not any(mark.code in (GROUP, SPEECH_GROUP) for mark in marks)


def _stretches(text: str) -> Iterator[tuple[int, int, tuple[int, int]]]:
    """(start, end, the word for the group) of every part of a visit in which several were treated at once."""
    bounds = [0, *(match.start() for match in _PARTED.finditer(text)), len(text)]
    for start, end in zip(bounds, bounds[1:], strict=False):
        told = _SEVERAL.search(text[start:end])
        if told and told.lastgroup and not _SINGLE.search(text[start:end]):
            yield start, end, (start + told.start(told.lastgroup), start + told.end(told.lastgroup))
