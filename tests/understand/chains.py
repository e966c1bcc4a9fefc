"""Makes chains of edits to a day's lines, in wordings of their own, with the day that stands after each.

What one edit does is unambiguous: no minutes are swapped, moved or cut where a part of them is an assistant's.
"""

import random
from dataclasses import dataclass, replace
from datetime import date

from assistant.schema import Service

TODAY = date(2026, 11, 23)
NAMES = {
    "97110": ["97110", "97110", "the ther ex", "therapeutic exercise", "the exercises"],
    "97112": ["97112", "97112", "neuro re-ed", "the neuro reed"],
    "97140": ["97140", "97140", "the manual", "manual therapy"],
    "97116": ["97116", "97116", "gait training", "the gait"],
    "97530": ["97530", "97530", "therapeutic activities", "ther act"],
    "97535": ["97535", "97535", "self-care training", "the ADL training"],
    "97035": ["97035", "97035", "the ultrasound"],
}
OPENINGS = ["{p}: {lines}. How many units?", "{p} patient today, {lines} - what do I bill?", "Billing {p} for {lines}, units please", "{p}, {lines}. Units?"]
LINES = ["{m} min {c}", "{c} {m} minutes", "{m} minutes of {c}", "{c} for {m} min"]
ADD = [
    "We also did {m} minutes of {c}.", "Oops, left out {c}, {m} min.", "There were {m} min of {c} on top of that", "plus {m} minutes of {c} at the end",
    "put in {m} minutes of {c} as well", "one more thing: {c}, {m} minutes", "I forgot {c}: {m} min", "also add {c} for {m} minutes", "throw in {m} min {c} too",
]  # fmt: skip
REMOVE = [
    "strike {c} from it", "{c} didn't happen after all", "actually we skipped {c}", "leave {c} out", "count it without {c}", "take {c} out again",
    "what if I don't bill {c}?", "forget about {c}", "delete {c} please", "{c} should not be on there",
]  # fmt: skip
SWAP = [
    "I mixed up the minutes of {a} and {b}", "swap the times of {a} and {b}", "{a} and {b} are the wrong way round", "exchange the minutes of {a} and {b}",
    "flip {a} and {b}", "sorry, I had {a} and {b} reversed",
]  # fmt: skip
SET = [
    "{c} was {m} minutes, not {old}", "make {c} {m}", "{c} ran {m} minutes", "correction: {c} {m} min", "it should say {m} minutes for {c}", "put {c} at {m}",
    "what if {c} had been {m} minutes?", "I misread my notes, {c} took {m} minutes", "change {c} to {m} please", "and if {c} is only {m}?",
]  # fmt: skip
MORE = [
    "{x} more minutes of {c}", "{c} went {x} minutes longer", "add {x} minutes to {c}", "give {c} another {x} minutes", "{x} extra minutes on {c}",
    "tack {x} minutes onto {c}", "{c} actually ran {x} minutes over",
]  # fmt: skip
LESS = [
    "{c} was {x} minutes shorter", "cut {x} minutes from {c}", "take {x} minutes off {c}", "{x} fewer minutes of {c}", "{c} ended {x} minutes early",
    "subtract {x} from {c}", "trim {c} by {x} minutes",
]  # fmt: skip
MOVE = [
    "{x} of the minutes of {a} were really {b}", "move {x} minutes from {a} to {b}", "shift {x} min of {a} over to {b}",
    "{x} minutes I put under {a} belong to {b}", "count {x} minutes of {a} as {b}", "reassign {x} minutes of {a} to {b}",
]  # fmt: skip
RECODE = ["bill {b} instead of {a}", "{a} should have been {b}", "it wasn't {a}, it was {b}", "call {a} {b} instead", "replace {a} with {b}"]
HALF = ["{h} did half of {c}", "half of {c} was by {h}", "{c}: half by {h}", "{t} and {h} each did half of {c}"]
WHOLE = ["{h} gave {c}", "{c} was done by {h}", "{h} handled {c}", "what if {h} did {c}?", "it was {h} who did {c}"]
PART = ["{h} did {x} of the minutes of {c}", "{x} minutes of {c} were given by {h}", "{h} gave {x} minutes of {c}", "of {c}, {x} minutes were by {h}"]
EVERYTHING = ["{h} did everything", "all of it was done by {h}", "what if {h} did the whole visit?", "{h} treated the entire time"]
THERAPIST = ["no, {t} did all of it", "{t} gave everything, no assistant", "what if {t} did it all?", "actually all by {t}"]
EVENLY = ["divide the minutes evenly between {a} and {b}", "split the time evenly between {a} and {b}", "half the time was {a} and half {b}"]
PAYERS = {
    "medicare": ["what if it's Medicare?", "change the payer to Medicare", "sorry, she has Medicare"],
    "commercial": ["what if it's Aetna?", "and for a Blue Cross patient?", "same day but the payer is Cigna"],
    "workers_comp": ["it's workers' comp, actually", "what if work comp pays?"],
    "ama": ["and by the AMA midpoint rule?", "count it the AMA way"],
}
DATES = {
    date(2021, 5, 6): ["the date of service was 5/6/2021", "that was on May 6, 2021"],
    date(2023, 8, 14): ["it was August 14, 2023", "date of service 8/14/2023 by the way"],
    date(2025, 2, 3): ["for a visit on 2/3/2025", "sorry, DOS is 2/3/25"],
    date(2024, 10, 9): ["what if the visit was 10/9/2024?", "it was on October 9, 2024"],
}
KINDS = {"add": 5, "remove": 4, "swap": 4, "set": 6, "more": 4, "less": 4, "move": 4, "recode": 2, "whole": 3, "part": 3, "everything": 1, "therapist": 2, "half": 3, "evenly": 2, "payer": 3, "date": 2}


@dataclass(frozen=True)
class Day:
    """What stands after a turn."""

    lines: tuple[Service, ...]
    payer: str
    on: date = TODAY
    trade: str = "PT"

    def with_line(self, n, **values):
        """The day with one line changed."""
        return replace(self, lines=(*self.lines[:n], replace(self.lines[n], **values), *self.lines[n + 1 :]))

    def minutes(self, n, minutes):
        """The day with other minutes of one line; what an assistant gave whole stays the assistant's."""
        one = self.lines[n]
        return self.with_line(n, minutes=minutes, assistant=minutes if one.assistant == one.minutes else one.assistant)

    @property
    def plain(self):
        """Lines of which no part is an assistant's."""
        return [n for n, one in enumerate(self.lines) if not one.assistant]

    @property
    def whole(self):
        """Lines that one clinician gave."""
        return [n for n, one in enumerate(self.lines) if one.assistant in (0, one.minutes)]

    @property
    def others(self):
        """Codes that are not among the lines."""
        return sorted(set(NAMES) - {one.code for one in self.lines})


@dataclass(frozen=True)
class Step:
    """A turn, what kind of edit it is, and the day after it."""

    kind: str
    text: str
    day: Day


def name(rng, day, n):
    """What a line is called."""
    return rng.choice(NAMES[day.lines[n].code])


def people(rng, day):
    """What assistant and therapist are called."""
    assistants, therapists = (["the PTA", "our PTA", "my PTA"], ["the PT", "me, the PT"]) if day.trade == "PT" else (["the OTA", "our COTA"], ["the OT"])
    return {"h": rng.choice(assistants), "t": rng.choice(therapists[:1])}


def _of_one(rng, day, kind):
    """An edit of one line: its minutes."""
    n = rng.choice(day.whole)
    old, c = day.lines[n].minutes, name(rng, day, n)
    if kind == "set":
        m = rng.choice([m for m in range(8, 46) if m != old])
        return rng.choice(SET).format(c=c, m=m, old=old), day.minutes(n, m)
    if kind == "more":
        x = rng.randint(2, 14)
        return rng.choice(MORE).format(c=c, x=x), day.minutes(n, old + x)
    x = rng.randint(2, max(2, min(12, old - 4)))
    return rng.choice(LESS).format(c=c, x=x), day.minutes(n, old - x)


def _of_two(rng, day, kind):
    """An edit of two lines, none of them an assistant's."""
    a, b = rng.sample(day.plain, 2)
    said = {"a": name(rng, day, a), "b": name(rng, day, b)}
    one, two = day.lines[a].minutes, day.lines[b].minutes
    if kind == "swap":
        return rng.choice(SWAP).format(**said), day.minutes(a, two).minutes(b, one)
    if kind == "evenly":
        return rng.choice(EVENLY).format(**said), day.minutes(a, (one + two) // 2).minutes(b, (one + two) // 2)
    x = rng.randint(2, max(2, one - 4))
    return rng.choice(MOVE).format(x=x, **said), day.minutes(a, one - x).minutes(b, two + x)


def _of_lines(rng, day, kind):
    """A line that comes, goes, or gets another code."""
    if kind == "add":
        code, m = rng.choice(day.others), rng.randint(7, 30)
        return rng.choice(ADD).format(c=rng.choice(NAMES[code]), m=m), replace(day, lines=(*day.lines, Service(code, m)))
    if kind == "recode":
        n, code = rng.choice(day.plain), rng.choice(day.others)
        return rng.choice(RECODE).format(a=name(rng, day, n), b=rng.choice(NAMES[code])), day.with_line(n, code=code)
    n = rng.randrange(len(day.lines))
    return rng.choice(REMOVE).format(c=name(rng, day, n)), replace(day, lines=day.lines[:n] + day.lines[n + 1 :])


def _of_people(rng, day, kind):
    """Who gave a line, a part of it, or everything."""
    said = people(rng, day)
    if kind in ("everything", "therapist"):
        lines = tuple(replace(one, assistant=one.minutes if kind == "everything" else 0) for one in day.lines)
        return rng.choice(EVERYTHING if kind == "everything" else THERAPIST).format(**said), replace(day, lines=lines)
    n = rng.choice([n for n in day.plain if kind != "half" or day.lines[n].minutes % 2 == 0])
    whole = day.lines[n].minutes
    x = {"whole": whole, "half": whole // 2, "part": rng.randint(2, whole - 2)}[kind]
    forms = {"whole": WHOLE, "half": HALF, "part": PART}[kind]
    return rng.choice(forms).format(c=name(rng, day, n), x=x, **said), day.with_line(n, assistant=x)


def _of_case(rng, day, kind):
    """Another payer, another day."""
    if kind == "payer":
        payer = rng.choice([one for one in PAYERS if one != day.payer])
        return rng.choice(PAYERS[payer]), replace(day, payer=payer)
    on = rng.choice([one for one in DATES if one != day.on])
    return rng.choice(DATES[on]), replace(day, on=on)


def possible(day, kind):
    """Can this edit be made without doubt?"""
    plain, helped = day.plain, any(one.assistant for one in day.lines)
    pair = len(plain) == len(day.lines) == 2 and plain and (day.lines[0].minutes + day.lines[1].minutes) % 2 == 0
    return {
        "add": len(day.lines) < 4, "remove": len(day.lines) > 1, "swap": len({day.lines[n].minutes for n in plain}) == len(plain) > 1, "set": day.whole,
        "more": day.whole, "less": day.whole and min(day.lines[n].minutes for n in day.whole) > 8, "move": len(plain) > 1 and min(day.lines[n].minutes for n in plain) > 8,
        "recode": plain, "whole": plain, "part": any(day.lines[n].minutes > 5 for n in plain), "everything": not helped, "therapist": helped,
        "half": any(day.lines[n].minutes % 2 == 0 for n in plain), "evenly": pair and day.lines[0].minutes != day.lines[1].minutes, "payer": True, "date": True,
    }[kind]  # fmt: skip


def edit(rng, day):
    """One edit that the day allows."""
    kinds = [kind for kind in KINDS if possible(day, kind)]
    kind = rng.choices(kinds, [KINDS[one] for one in kinds])[0]
    of = {"set": _of_one, "more": _of_one, "less": _of_one, "swap": _of_two, "move": _of_two, "evenly": _of_two, "payer": _of_case, "date": _of_case}
    of |= {"add": _of_lines, "remove": _of_lines, "recode": _of_lines}
    text, after = of.get(kind, _of_people)(rng, day, kind)
    return Step(kind, text, after)


def chain(rng):
    """An opening and three to five edits."""
    codes = rng.sample(sorted(NAMES), rng.choice([2, 2, 3, 3, 4]))
    day = Day(tuple(Service(code, rng.randint(8, 38)) for code in codes), rng.choice(["medicare", "medicare", "medicare", "commercial"]), trade=rng.choice(["PT", "PT", "OT"]))
    form = rng.choice(LINES)
    told = ", ".join(form.format(m=one.minutes, c=one.code) for one in day.lines)
    text = rng.choice(OPENINGS).format(p={"medicare": "Medicare", "commercial": "Blue Cross"}[day.payer], lines=told)
    steps = [Step("opening", text, day)]
    for _ in range(rng.randint(3, 5)):
        steps.append(edit(rng, steps[-1].day))
    return steps


def chains(count, seed=40):
    """That many chains, always the same ones."""
    rng = random.Random(seed)
    return [chain(rng) for _ in range(count)]
