"""Modifiers: letters (KX, GP, XU), and figures only where the words around them say modifier.

"modifier 25", "mod 59", "97530-59", "use a 59", "59 or XU"; but not "25 minutes" or "97110 25". Letters
that are also words or group codes (GO, CO, GA, LT) count in capitals or beside another modifier only. Which modifiers
there are, and how each is written, stands in knowledge/tables/modifiers.csv; OTHERS are read too, to be told as unknown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from assistant.answer.shape import Shape
from assistant.answer.understand.codes import CodeMark
from assistant.answer.understand.wording import Page
from assistant.reference.rows import ModifierRow

MOST = 100  # places looked at in one text
OTHERS = "gk|gl|at|et|fx|fy|cr|cs|ct|kf|qz|sz|tl|xx|q[1-9]|f[qst]|a[ai]"  # letters that no row of ours explains
OTHER_FIGURES = "23|24|26|27|32|33|47|51|53|54|55|56|57|58|62|63|66|73|74|78|79|80|81|82|90|92"
OTHER_HUNG = "51|53|78|79"  # of these, those that follow a code's hyphen

_NO_STRANGERS = frozenset("PT OT ST SP MD NP PA RN DO HH VA WC US UB ID MA RT LT PO PN CH QJ".split())  # people, payers, and what sections speak of
_FREE = r"(?<![\w$.:/-])"  # no part of an amount, a time or a code
_FEW = "59|25|22|52|76|77"  # those that are written as bare figures
_BEHIND_MINUTES = "|".join(rf"(?<={one}{gap})" for one in (r"\dm", "min", "mins", "minutes", r"\x02 \d", r"\x02 \d\d") for gap in (" ", ", "))
_ON_59 = (
    rf"{_FREE}59(?= on\b)|(?<=\s-)(?:{_FEW})\b(?! ?min)|(?:{_BEHIND_MINUTES})59(?![\w:./%-])(?! ?(?:min|m\b|'|more|extra|total|in all|all told|of\b|for\b|and \d))"
    rf"|(?<=\x02 )59(?=,? \d{{1,3}} ?-?(?:min|m\b|'))"
)
_NOT_COUNTED = (
    r"(?![\w:./%]|-\d|,\d| ?\x02)(?!\s*-?\s*(?:min|m\b|'|units?|visits?|days?|weeks?|sessions?|more|extra|of\b|"
    r"patients?|x\b|timed|total|each|on\s+one))"
)
_USE = (
    r"(?:need|needs|us(?:e|es|ed|ing)|add(?:s|ed|ing)?|append(?:s|ed|ing)?|put|puts|putting|attach(?:es|ed|ing)?|stick(?:s|ing)?|stuck|slap(?:s|ped)?|"
    r"requires?|required|wants?|override with|bypass with|remove|drop)"
)

# Around two letters
_GO_ON = Shape("to go on, and no GO", r" (?:on|to|with|up|in|under|over|back|for|through|by|out|about)\b", ("does it go[ on] line 2",), ("is GO onerous", "97530 GO, GP"))
_NO_MODIFIER = Shape(
    "letters of another word or name", r"[- ]?(?:pay|treat|insur|owner|sign|eval|[ab]?\d)", ("a CO[-pay]", "denied CO[-4]", "CO[ treat]ment"), ("CO, KX", "GO alone")
)
_CODE_BEFORE = Shape("a code right before", r"\d{5}\s*$", ("we sent [97530 ]",), ("97530 with", "line 12"))
_MODIFIER_BEFORE = Shape("another modifier right before", r"(?:^|[^a-z])(?:cq|gp|gn|ga|gz|gy|gx|gt)\s*(?:/|or|and|,|&)?\s*$", ("cotas use[ cq or ]", "[gp, ]"), ("the pta or ", "gp goes on "))
_MODIFIER_AFTER = Shape("another modifier right behind", r"\s*(?:/|or\b|and\b|,|&)\s*(?:cq|gp|gn|gz|gy|gx|kx)\b", ("CO[ or cq]", "GO[/kx]"), ("CO or nothing", "go and ask"))
_IN = Shape("a state's letters", r"\bin $", ("our clinic is [in ]",), ("within ", "in the "))
_GROUP_CODES = Shape("denials, and no OTA", r"\b(?:pr|oa)\b|\bgroup codes?\b", ("is it [pr] or co", "which [group code] is that"), ("the group was coded", "co by the ota"))
_STRANGER = Shape(
    "a modifier that no list holds", r"\b[Mm]od(?:ifier)?s? [\"']?([A-Z][A-Z0-9])\b|(?<![\w/-])([A-Z][A-Z0-9])[\"']? [Mm]od(?:ifier)?s?\b",
    ("what is [modifier SA]", "the [SB modifier] came back"), ("modifiers are missing", "a mod for PTs"),
)

# Around figures
_COUNTED_59 = Shape(
    "59 put on a line, beside minutes", _ON_59,
    ("[59] on the 97140, 23 min of it", "97140 -[59]", "\x02\x02 40 min [59]", "\x02\x02 [59] 40 min", "\x02\x02 20, \x02\x02 15 [59]"),
    ("59 min on the table", "97140 - 25 min", "\x02\x02 40 min 59 more", "\x02\x02 59", "40 min, 59 min"),
)
_LONE_59 = Shape(
    "a figure put on a line", _ON_59 + rf"|{_FREE}(?:25|22|52|76|77)(?= on\b)|{_FREE}59(?= ?\x02+(?:[ ,/&]{{1,2}}|,? and )\x02)",
    ("[25] on the eval", "[59] \x02\x02 and \x02\x02"), ("25 minutes on the bike", "59 \x02\x02"),
)
_BARE_59 = Shape(
    "59 with no word of use", rf"(?:(?<=\x02 )|{_FREE}(?!59 ?\x02))59(?![\w:./%-])(?!\s*(?:min|m\b|'|units?|and \d|of\b|each\b))", ("\x02\x02 with \x02\x02, [59] or not", "is it [59]?"), ("59 min", "59 units", "$59"),
)
_ASKED_59 = Shape(
    "nothing but where 59 goes", r"\A\W*(?:(?:and|so|ok|then|but|does|do|where|which|line|is|that|the|a|would|with|w/|any|need|needs|i|we|it|they|there) )*(?:59\b(?=.*[a-z?])|(?<=then )59|(?<=with )59|(?<=w/ )59|(?<=any )59|(?<=need )59|(?<=need a )59)(?:\W+(?:where|which|goe?s?|then|tho|though|or|not|on|for|that|this|it|the|line|here|too|still|to|both|either|ok|okay|right|there|need|needed|necessary|required|anywhere|at|all|now|any))*\W*\Z",
    ("[59 where]", "[where does 59 go]", "[so 59?]", "[59 or not]", "[then 59]", "[ok with 59 tho]", "[any 59 needed]", "[do i need a 59 there]"), ("59", "make it 59", "59 in all", "no, 59"),
)
_USED = (
    Shape("a figure that is put on", rf"\b{_USE}\s+(?:the |a |an |another )?['\"(-]?(?P<mod>{_FEW}|95|93|96)['\")]?{_NOT_COUNTED}", ("do I [need a 59] here", "we [append '25'] to it"), ("we need 25 more", "add 22 minutes")),
    Shape("a figure beside 59", r"\b59 (?:or|and|/) (?:a |the )?(?P<mod>25|76|77|22|52)\b(?! ?-?(?:min|m\b|'|more|of\b))", ("is it [59 or 25]", "both [59 and 76] on it"), ("59 and 25 min",)),
    Shape("59 beside another figure", r"(?P<mod>\b59)(?= (?:or|and|/) (?:a |the )?(?:25|76|77|22|52)\b(?! ?-?(?:min|m\b|'|more|of\b)))", ("is it [59] or 25",), ("59 and 25 min",)),
    Shape("a figure that is taken", r"\b(?:gets?|takes?|carr(?:y|ies))\s+(?:the |a )?(?P<mod>59)\b(?!\s*-?\s*(?:min|m\b|'|units?))", ("which line [gets the 59]",), ("it takes 59 min", "it gets a 25")),
    Shape("a figure that is needed", rf"{_FREE}(?P<mod>{_FEW})['\"]?\s+(?:is |be )?(?:ever |always |still )?(?:needed|required|appropriate|used|allowed|on the eval)\b", ("is [59 ever needed]", "[25 on the eval]"), ("59 minutes needed",)),
)
_USED_59 = Shape(
    "59 behind a little word", rf"\b(?:with|without|the|a|an|is|of|or|and|no)\s+(?:the |a )?['\"(-]?(?P<mod>59)['\")]?{_NOT_COUNTED}", ("bill both [without 59]", "xu [or 59]?"), ("with 59 min of it", "59 or xu"),
)
_HUNG_NUMBER = Shape("a figure behind a code's hyphen", r"-(\d{1,2})(?!\d)", ("\x02\x02[-23], \x02\x02[-10] are minutes",), ("\x02\x02-123", "23"))
_MINUTES = Shape("a figure of minutes", r"\d\s*-?(?:min|m\b|')", ("2[3 min]utes", "3[0m]", "2[5']"), ("59 more", "modifier 59"))
_SMALL = Shape("a number of one or two figures", r"(?<![\w$.,:/-])\d{1,2}(?![\w%])", ("[8] and [12]",), ("85%", "97110"))
_VERBS = Shape(
    "talk of modifiers and edits",
    r"\b(?:need(?:ed|s)?|use|using|used|add|append|put|attach|require[ds]?|appropriate|modifier|mods?|bypass|unbundle|override|ncci|edit|xu|x[esp]|claim|code|codes|bill|billing|denied)\b",
    ("does it [unbundle]", "what will [bypass] the [edit]"), ("we treated her knee", "needless"),
)


@dataclass(frozen=True, slots=True)
class Shapes:
    """The shapes of the modifiers that there are. figures: those that may follow a code's hyphen, joined by |."""

    each: Shape
    plain: Shape
    worded: Shape
    hangs: Shape
    named: Shape
    named_after: Shape
    hung: Shape
    figures: str


@lru_cache(maxsize=8)
def shapes(rows: tuple[tuple[str, str], ...]) -> Shapes:
    """The shapes for modifiers and how each is written."""
    plain = "|".join(name.lower() for name, written in rows if written == "any") or "(?!)"
    wordy = "|".join([*(name.lower() for name, written in rows if written == "capitals"), OTHERS])
    own = "|".join(name.lower() for name, written in rows if not written)
    any_one = f"{plain}|{wordy}|{own}|{OTHER_FIGURES}"
    hung = f"{own}|{OTHER_HUNG}"
    joined = rf"(?:\s*(?:,|/|&|\+|or|and|vs\.?|versus)\s*|\s)(?:{any_one})\b(?!\s*-?\s*(?:min|units?|visits?|days?|m\b))"
    return Shapes(
        each=Shape("one of a list", rf"\b(?:{any_one})\b", ("[kx], [cq] and [59]",), ("kxx", "590")),
        plain=Shape("letters that are no word", rf"(?<![a-z0-9$.])(?:{plain})(?:'s|s)?(?![a-z0-9])", ("does [kx] go there", "two [gps]"), ("go on", "kxy")),
        worded=Shape("letters that are words too", rf"(?<![\w$.'])(?:{wordy})(?:'s)?(?![\w'])", ("is it [go] or [co]",), ("goes", "co2")),
        hangs=Shape("what stands between a code and its modifier", rf"[\s,:(/-]*(?:(?:{any_one}|x ?\d|\d units?|with|w/|modifiers?|and|&|\+)[\s,:(/-]*){{0,5}}", ("[, gp and ]", "[ 2 units ]"), ("foot",)),
        named=Shape("what the word names", rf"\b(?:modifiers?|modifer|modfier|mods?)\b\s*(?:code\s*)?[:#\"'(-]{{0,2}}\s*((?:{any_one})\b(?:{joined}){{0,12}})", ("[modifier 25] there", "[mods kx, gp]"), ("modifier 25x", "25 modifiers")),
        named_after=Shape("what the word behind it names", rf"(?<![\d.$])(?<![a-z])((?:{any_one})(?:\s*(?:,|/|&|or|and)\s*(?:{any_one})){{0,8}})(?:['\"\s-]+(?:modifiers?|mods?)\b)", ("a [59 modifier]", "the [kx or gp mods]"), ("modifier 59", "159 modifiers")),
        hung=Shape("one behind a code's hyphen", rf"-({plain}|{wordy}|{hung})(?![a-z0-9:])(?!\s*(?:min|m\b|'))", ("\x02\x02[-59]", "\x02\x02[-gp]"), ("\x02\x02-59 min", "\x02\x02-5")),
        figures=hung,
    )


@dataclass(frozen=True, slots=True)
class ModifierMark:
    """A modifier at its place; code: the index of the code mark it hangs on, or None; hung: by a hyphen."""

    start: int
    end: int
    modifier: str
    code: int | None = None
    hung: bool = False


def read(page: Page, marks: Sequence[CodeMark], rows: Mapping[str, ModifierRow]) -> list[ModifierMark]:
    """Every modifier in order of place; their places are claimed. rows: modifiers.csv."""
    shape = shapes(tuple((name, row.written) for name, row in rows.items()))
    found: dict[int, tuple[int, str]] = {}
    ends = {mark.end for mark in marks}
    counted = any(match.start() in ends and match[1] not in shape.figures for match in _HUNG_NUMBER.finditer(page.open))
    for match in shape.hung.finditer(page.open):
        if match.start() in ends and not (counted and match[1].isdigit() and match[1] != "59"):
            found[match.start(1)] = match.end(1), match[1]
    _each(shape.named, shape, page, found)
    _each(shape.named_after, shape, page, found)
    for match in shape.plain.finditer(page.open):
        found.setdefault(match.start(), (match.end(), match[0][:2]))
    _strangers(page, found)
    _wordy(shape.worded, page, marks, found)
    _figures(page, marks, found)
    for start, (end, _) in found.items():
        page.claim(start, end)
    return [
        ModifierMark(start, end, name.upper(), _owner(shape.hangs, page, marks, start), page.text[start - 1 : start] == "-")
        for start, (end, name) in sorted(found.items())
    ]


def _each(pattern: Shape, shape: Shapes, page: Page, found: dict[int, tuple[int, str]]) -> None:
    """Add every modifier of a list that the word "modifier" names."""
    for match in pattern.finditer(page.open):
        for one in shape.each.finditer(match[1]):
            start = match.start(1) + one.start()
            if one[0].isdigit() or one[0] not in ("at", "et", "go", "cr") or _capital(page, start):
                found.setdefault(start, (start + len(one[0]), one[0]))


def _strangers(page: Page, found: dict[int, tuple[int, str]]) -> None:
    """Two capitals that the word "modifier" names and no list holds ("the SA modifier"): to be told as unknown."""
    for match in () if page.shouting else _STRANGER.finditer(page.text):
        group = 1 if match[1] else 2
        if match[group] not in _NO_STRANGERS:
            found.setdefault(match.start(group), (match.end(group), match[group]))


def _capital(page: Page, start: int) -> bool:
    return page.text[start : start + 2].isupper() and not page.shouting


def _wordy(pattern: Shape, page: Page, marks: Sequence[CodeMark], found: dict[int, tuple[int, str]]) -> None:
    """GO, CO, GA … in capitals, beside a code, or beside another modifier."""
    group_codes = bool(_GROUP_CODES.search(page.lower)) and "modifier" not in page.lower
    for match in islice(pattern.finditer(page.open), MOST):
        start = match.start()
        before, after = page.lower[max(0, start - 12) : start], page.lower[start + 2 : start + 10]
        if match[0] == "go" and _GO_ON.match(after) and not _capital(page, start):
            continue
        if match[0] == "co" and group_codes:
            continue
        if _NO_MODIFIER.match(after) and not _CODE_BEFORE.search(before):
            continue
        beside = _MODIFIER_BEFORE.search(before)
        ahead = _MODIFIER_AFTER.match(after)
        if _IN.search(before) and not ahead:  # "in GA", "in CO": a state
            continue
        rare = match[0][:2] in ("at", "et", "cr", "cs", "ct", "rt", "lt", "fx", "fy", "tl")
        hung = any(mark.end <= start <= mark.end + 2 for mark in marks)
        if beside or ahead or (_capital(page, start) and (hung or not rare)):
            found.setdefault(start, (start + 2, match[0][:2]))


def _figures(page: Page, marks: Sequence[CodeMark], found: dict[int, tuple[int, str]]) -> None:
    """59, 25 … after words of use ("need a 59"), and 59 beside a code pair that asks for it."""
    text = page.open
    counted = bool(_MINUTES.search(text)) or len(set(_SMALL.taken(text))) > 1
    for match in (_COUNTED_59 if counted else _LONE_59).finditer(text):
        found.setdefault(match.start(), (match.end(), match[0]))
    for pattern in _USED if counted else (_USED[0], _USED_59, *_USED[1:]):
        for match in pattern.finditer(text):
            found.setdefault(match.start("mod"), (match.end("mod"), match["mod"]))
    if counted or not (marks or _VERBS.search(text) or _ASKED_59.fullmatch(text)):
        return
    for match in _BARE_59.finditer(text):
        found.setdefault(match.start(), (match.end(), "59"))


def _owner(pattern: Shape, page: Page, marks: Sequence[CodeMark], start: int) -> int | None:
    """The code a modifier stands right behind, other modifiers and units between allowed."""
    best = max((n for n, mark in enumerate(marks) if mark.end <= start), default=None)
    if best is None:
        return None
    between = page.lower[marks[best].end : start]
    hung = pattern.fullmatch(between)
    return best if hung else None
