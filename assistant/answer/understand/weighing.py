"""How likely each change to a day is meant (edits.py): learned from turns of conversations and the days after them.

changes.npz is made by `python -m eval.train changes`; what is weighed: what the turn does as the small reader tells it
(heads.py), and how what it names goes up in the change: services, minutes, people, each used or left.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import numpy as np

from assistant.answer.judge.profiles import forms
from assistant.answer.judge.weights import Weights
from assistant.answer.understand.edits import HELPER, NOBODY, THERAPIST, Edit
from assistant.answer.understand.mentions import SAID, Mentions, Named, Row

FILE = Path(__file__).with_name("changes.npz")
OPS = ("keep", "add", "remove", "set", "more", "less", "swap", "move", "who", "split", "new")
SCOPES = ("only", "rest", "all", "half", "double", "both", "part", "set")
_CUES = {
    "only": r"\b(?:only|just|nothing but|by itself|alone|keep)\b",
    "rest": r"\b(?:rest|others?|remainder|else|except|but|besides)\b",
    "all": r"\b(?:all|everything|whole|entire|both|every|each|them)\b",
    "half": r"\b(?:half|halves|even|evenly|equal|equally|50|fifty)\b",
    "double": r"\b(?:twice|double|doubled|again)\b",
    "not": r"\b(?:not|never|no|wasn'?t|didn'?t|isn'?t|don'?t|without|forget|wrong)\b",
    "instead": r"\b(?:instead|rather|really|actually|stead|replace|become|turns?)\b",
    "may": r"\b(?:can|could|may|should|must|do|does|is|are|why|who|which|what|how|when|where)\b",
    "if": r"\b(?:if|say|suppose|had|would)\b",
}
_BEFORE = {  # words right before a number
    "to": r"(?:\bto|\bat|=|:|\bis|\bwas|\bbe(?:en)?|\bas|\bsays?|\bran|\bonly|\bjust|\bfor|\blasted|\btook|\bmake (?:it|that)) (?:about |a |really |actually |only )?\Z",
    "from": r"(?:\bnot|\bfrom|\binstead of|\bthan|\bof the|\bof those|\bthe) \Z",
    "by": r"(?:\bby|\banother|\bextra|\badd|\bplus|\+|-|\bminus|\boff|\bof|\blose|\bdrop|\bgive) ?\Z",
}
_AFTER = {  # words right after it
    "more": r" ?(?:min(?:ute)?s? )?(?:more|longer|extra|over|additional|on top|additional)\b",
    "less": r" ?(?:min(?:ute)?s? )?(?:less|fewer|shorter|off|short|under|early)\b",
    "of": r" ?(?:min(?:ute)?s? )?(?:of (?:it|that|those|them|the|which)|were|was|mine|hers|his)\b",
}
_DENIED = re.compile(r"(?:\bnot|n't|\bnever|\bwithout|\binstead of|\brather than) (?:by |with |the |my |our )*\Z")
_TOWARDS = {  # words right before a service or code
    "out": re.compile(r"(?:\bfrom|\boff|\bof|\bout of|\binstead of|\brather than|\bunder|\bcalled|\bin place of) (?:the |my |our |that |those |some |a )?\Z"),
    "in": re.compile(r"(?:\bto|\binto|\bas|\bover to|\bonto|\bwith|\breally|\bactually|\bin fact|\bis|\bwas|\bwere|\bbe) (?:the |my |our |that |really |actually |a )?\Z"),
    "not": re.compile(r"(?:\bnot|n't|\bnever|\bno|\bwithout|\bdrop|\bremove|\bcut|\blose|\bdelete|\bscratch|\btake) (?:out |off |do |did |the |any |a |my |our )*\Z"),
}
_KEPT_BEFORE = re.compile(r"\b(?:leave|leaving|left|keep|keeping|kept) (?:the |my |our |that )?\Z")  # "leave gait as it was but add 8 of ultrasound"
_KEPT_AFTER = re.compile(r"[a-z\d'/-]+(?: [a-z-]+)?,? (?:stays?|stayed|remains?|as (?:it )?(?:is|was)|is fine|(?:is|was) (?:right|ok|fine|good)|the same|unchanged|alone)\b")
_COMPILED = {name: re.compile(pattern) for name, pattern in _CUES.items()}
_BEFORES = {name: re.compile(pattern) for name, pattern in _BEFORE.items()}
_AFTERS = {name: re.compile(pattern) for name, pattern in _AFTER.items()}
Many = Callable[..., dict[str, float]]
_NUMBER = re.compile(r"\d+|[a-z]+")


@dataclass(frozen=True, slots=True)
class Weighed:
    """The change meant most likely; days: every day it may make, likeliest first; keep: how likely nothing changes; none: its words do not tell what does."""

    edit: Edit
    days: tuple[tuple[Row, float], ...]
    keep: float
    none: float

    @property
    def likely(self) -> float:
        """How likely the likeliest day is."""
        return self.days[0][1] if self.days else 0.0


def says(text: str, cue: str) -> bool:
    """Does a turn have a cue ("all", "only", "not")?"""
    return bool(_COMPILED[cue].search(text))


def weigh(row: Row, named: Mentions, edits: Sequence[Edit], shares: Mapping[str, float], changed: str) -> Weighed:
    """Of the changes the likeliest; those that make the same day count together."""
    learned = weights()
    table = features(row, named, edits, shares, changed)
    found = learned.shares(np.array([[one[name] for name in learned.names] for one in table], dtype=np.float32))
    days: dict[Row, float] = {}
    for edit, share in zip(edits, found.tolist(), strict=True):
        days[edit.row] = days.get(edit.row, 0.0) + share
    keep = days.pop(row, 0.0)
    ranked = sorted(days.items(), key=lambda one: -one[1])
    best = ranked[0][0] if ranked else row
    likeliest = max((n for n, edit in enumerate(edits) if edit.row == best), key=lambda n: float(found[n]))
    return Weighed(edits[likeliest], tuple(ranked), keep, float(1 - found.sum()))


def features(row: Row, named: Mentions, edits: Sequence[Edit], shares: Mapping[str, float], changed: str) -> list[dict[str, float]]:
    """What speaks for each change, about 0 to 1."""
    text = named.text
    cues = {name: float(bool(pattern.search(text))) for name, pattern in _COMPILED.items()}
    whole = {
        **{f"says {name}": value for name, value in cues.items()},
        **{f"likely {op}": shares.get(op, 0.0) for op in (*OPS, "unclear")},
        "words": min(len(text.split()) / 20, 2.0),
        "asks": float("?" in text),
        "form": min(len(forms(text)) / 2, 1.0),
        "services": min(len(row) / 4, 1.0),
        "numbers": min(len(named.minutes) / 3, 1.0),
        "names none": float(not named.lines and not named.codes),
        "helped": float(any(one.assistant for one in row)),
    }
    denied = [role for at, role in named.roles if _DENIED.search(text[max(0, at - 14) : at])]
    roles = {f"denies {role}": float(role in denied) for role in ("helper", "self", "other")}
    roles |= {f"names {role}": float(any(r == role for _, r in named.roles)) for role in ("helper", "nobody", "self", "therapist", "other")}
    same = cache(partial(_lines, row, named, changed)), cache(partial(_towards, named)), cache(partial(_beside, named)), cache(partial(_giver, row, named, cues["not"]))
    return [{**whole, **roles, **_of(row, named, edit, shares, cues, *same)} for edit in edits]


def _of(row: Row, named: Mentions, edit: Edit, shares: Mapping[str, float], cues: Mapping[str, float], lines: Many, towards: Many, beside: Many, giver: Many) -> dict[str, float]:
    share = shares.get(edit.op, 0.0)
    return {
        "op": share,
        "op log": max(math.log(share + 1e-4), -9.0) / 9,
        **{f"is {op}": float(edit.op == op) for op in OPS},
        **{f"scope {scope}": float(edit.scope == scope) for scope in SCOPES},
        **{f"scoped {scope}": float(edit.scope == scope) * cues[scope] for scope in ("only", "rest", "all", "half", "double")},
        **lines(edit.lines),
        **_codes(named, edit),
        **_values(row, named, edit),
        **towards(edit.lines, edit.codes),
        **beside(edit.values),
        **giver(edit.giver, edit.lines, edit.values),
    }


def _lines(row: Row, named: Mentions, changed: str, lines: tuple[int, ...]) -> dict[str, float]:
    sure = {n: max((one.sure for one in named.lines if one.what == n), default=0.0) for n in range(len(row))}
    worded = {n: max((one.sure for one in named.lines if one.what == n and one.how != "minutes"), default=0.0) for n in range(len(row))}
    touched = [sure[n] for n in lines]
    left = [worded[n] for n in sure if n not in lines]
    return {
        "line least": min(touched, default=0.0),
        "line mean": float(np.mean(touched)) if touched else 0.0,
        "line worded": min((worded[n] for n in lines), default=0.0),
        "line left": max(left, default=0.0),
        "line share": len(lines) / len(row),
        "line sole": float(len(row) == 1 and bool(lines)),
        "line last": float(len(lines) == 1 and row[lines[0]].code == changed and not any(worded.values())),
        "lines ordered": _ordered(named.lines, lines),
    }


def _ordered(lines: Sequence[Named], touched: Sequence[int]) -> float:
    """Are two services named in the order in which the change takes them? 0.5 where that is not told."""
    if len(touched) != 2:
        return 0.5
    places = [min((one.place for one in lines if one.what == n and one.sure >= 0.5), default=-1) for n in touched]
    return 0.5 if -1 in places or places[0] == places[1] else float(places[0] < places[1])


def _towards(named: Mentions, lines: tuple[int, ...], codes: tuple[int, ...]) -> dict[str, float]:
    """Do the words before what a change takes from, and before what it gives to, say so ("from the gait to 97530")?"""
    ends = {"first": lines[:1], "second": lines[1:2]}
    places = {end: [one.place for one in named.lines if one.what in held and one.sure >= SAID] for end, held in ends.items()}
    places["code"] = [one.place for one in named.codes if codes and one.sure >= SAID]
    kept = [place for end in ends for place in places[end] if _KEPT_BEFORE.search(named.text[max(0, place - 24) : place]) or _KEPT_AFTER.match(named.text, place)]
    return {
        "kept as it was": float(bool(kept)),
        **{f"{end} {way}": float(any(shape.search(named.text[max(0, at - 24) : at]) for at in held)) for end, held in places.items() for way, shape in _TOWARDS.items()},
    }


def _codes(named: Mentions, edit: Edit) -> dict[str, float]:
    sure: dict[str, float] = {}
    for one in named.codes:
        sure[str(one.what)] = max(sure.get(str(one.what), 0.0), one.sure)
    order = list(dict.fromkeys(str(one.what) for one in sorted(named.codes, key=lambda one: -one.sure)))
    used = {order[c] for c in edit.codes if c < len(order)}
    return {
        "code used": min((sure[code] for code in used), default=0.0),
        "uses code": float(bool(used)),
        "code left": max((value for code, value in sure.items() if code not in used), default=0.0),
    }


def _values(row: Row, named: Mentions, edit: Edit) -> dict[str, float]:
    """How the numbers of the turn go up in the change: which are used, which left, and what stands beside those used."""
    minutes = named.minutes
    held = {one.minutes for one in row}
    own = {row[n].minutes for n in edit.lines}
    used = [minutes[k] for k in edit.values]
    left = [value for k, (_, value) in enumerate(minutes) if k not in edit.values]
    places = [one.place for one in named.lines if one.what in edit.lines and one.how != "minutes"] + (
        [one.place for one in named.codes] if edit.codes else []
    )
    near = [min((abs(at - place) for place in places), default=60) for at, _ in used]
    return {
        "uses number": float(bool(used)),
        "number left": min(len([value for value in left if value not in held]) / 2, 1.0),
        "old number left": min(len([value for value in left if value in own]) / 2, 1.0),
        "others' number left": min(len([value for value in left if value in held - own]) / 2, 1.0),
        "used is own": float(any(value in own for _, value in used)),
        "used is held": float(any(value in held - own for _, value in used)),
        "used near": 1 / (1 + max(near) / 15) if near else 0.0,
        "used last": float(bool(used) and used[-1] == minutes[-1]),
        "used first": float(bool(used) and used[0] == minutes[0]),
        "used in order": 0.5 if len(edit.values) < 2 or len(edit.lines) < len(edit.values) else float(_rising(edit.values) == _rising(edit.lines)),
        "all used": float(len(minutes) == len(row) == len(edit.values)),
    }


def _rising(numbers: Sequence[int]) -> bool:
    return list(numbers) == sorted(numbers)


def _beside(named: Mentions, values: tuple[int, ...]) -> dict[str, float]:
    """What stands right before and right after the numbers a change uses."""
    used = [named.minutes[k][0] for k in values]
    ends = [match.end() for at in used if (match := _NUMBER.match(named.text, at))]
    found = {f"before {name}": float(any(pattern.search(named.text[max(0, at - 24) : at]) for at in used)) for name, pattern in _BEFORES.items()}
    return found | {f"after {name}": float(any(pattern.match(named.text, end) for end in ends)) for name, pattern in _AFTERS.items()}


def _giver(row: Row, named: Mentions, negated: float, giver: str, lines: tuple[int, ...], values: tuple[int, ...]) -> dict[str, float]:
    """Who is said to have given it, against the people the turn names."""
    mine = {HELPER: ("helper",), THERAPIST: ("self", "therapist"), NOBODY: ("nobody",)}
    places = [minute[0] for k, minute in enumerate(named.minutes) if k in values] or [one.place for one in named.lines if one.what in lines]

    def near(roles: Sequence[str]) -> float:
        return max((1 / (1 + min((abs(at - place) for place in places), default=30) / 15) for at, role in named.roles if role in roles), default=0.0)

    wanted = mine.get(giver, ())
    denied = [role for at, role in named.roles if _DENIED.search(named.text[max(0, at - 14) : at])]
    return {
        "giver denied": float(any(role in wanted for role in denied)),
        "another denied": float(bool(giver) and any(role not in wanted for role in denied)),
        **{f"giver {who}": float(giver == who) for who in mine},
        "giver named": near(wanted),
        "giver other": near(("other",)) * float(bool(giver)),
        "giver unnamed": float(bool(giver) and not any(role in wanted for _, role in named.roles)),
        "giver against": max((near(roles) for who, roles in mine.items() if giver and who != giver), default=0.0),
        "helper left": float(giver != HELPER) * near(("helper",)),
        "self left": float(giver != THERAPIST) * near(("self",)),
        "nobody left": float(giver != NOBODY) * near(("nobody",)),
        "not given": float(bool(giver)) * negated,
        "part": float(bool(lines) and any(0 < row[n].assistant < (row[n].minutes or 0) for n in lines)),
        "wholly helped": float(bool(lines) and all(row[n].assistant and row[n].assistant == row[n].minutes for n in lines)),
    }


@cache
def weights() -> Weights:
    """The shipped weights."""
    return Weights.read(FILE)
