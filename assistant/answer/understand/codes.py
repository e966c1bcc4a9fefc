"""Codes named in figures: 97110, 97-110, G0283, 97161-3, 97110/97112, cpt97110s; and what hangs on them.

"97110-59", "97110x2" and "97110 GP KX" also carry a modifier or a number of units; modifiers are read
in modifiers.py, units in minutes.py. Code-shaped words that stand in no table of ours are reported, not
guessed at; lookalikes.py has claimed ZIP codes, sections and the like before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer.understand.wording import Page
from assistant.reference.codes import Codes

_CODE = re.compile(
    r"(?<![a-z0-9$])(?<!\d\.)(?:(?:cpt|hcpcs|code)s?[- :#]{0,2})?"
    r"(?P<code>\d{5}|\d{4}[tfu](?![a-z])|[a-v]-?\d{4}|(?:9\d|20)-\d{3})(?!\d)(?P<wild>x(?![a-z0-9]| ?\d))?(?:'?s\b)?"
)
_FAMILY = re.compile(r"(?<![a-z0-9$])(\d{4})x\b")
_RANGE = re.compile(r"\s*(?:-|to\b|thru\b|through\b)\s*(\d{5})(?!\d)")
_SHORT = re.compile(r"(?:-(\d{1,2})|(?P<slashed>(?:/\d{1,2})+))(?![\d:/%]|\.\d|\s*(?:min|m\b|'))")
_CONTEXT = re.compile(r"\b(?:cpt|hcpcs|codes?|bill(?:ed|ing|able)?|units?|modifiers?|min(?:ute)?s?|mue|timed|ncci|edits?|bundl\w+)\b")
_JOIN = r"\s*(?:,|/|&|\+|and|with|plus|or|vs\.?|versus|next to|beside|together with|along with|into|to)\s*"
_BESIDE = re.compile(rf"(?:9\d{{4}}|g\d{{4}}){_JOIN}\Z"), re.compile(rf"{_JOIN}(?:9\d{{4}}|g\d{{4}})(?!\d)")
_SAME = re.compile(r"\d (?:min(?:ute)?s? )?(?:of|on) (the same(?: (?:code|one|thing|service))?)\b")
_APPOSITION = re.compile(r"[\s,:/\-\"']*[(\[]?\s*(?:cpt|code|cpt code|i\.e\.|aka|(?:billed |coded |charted )?as)?\s*[#:\-]?\s*[\"'(]?\s*")

WIDEST_RANGE = 12
MOST = 150  # codes read in one text


@dataclass(frozen=True, slots=True)
class CodeMark:
    """A code at its place. said: the words it was read from, empty for figures. known: in codes.csv.

    weak: counts only beside minutes or units. likely: an activity that this code usually reports.
    """

    start: int
    end: int
    code: str
    said: str = ""
    known: bool = True
    weak: bool = False
    likely: bool = False


def read(page: Page, codes: Codes) -> list[CodeMark]:
    """Every code written in figures, in order; its place is claimed."""
    marks: list[CodeMark] = []
    claims: list[tuple[int, int]] = []
    text, place = page.open, 0
    while len(marks) < MOST and (match := _CODE.search(text, place)):
        place = match.end()
        code = match["code"].replace("-", "").upper()
        if code not in codes and not _plausible(match, code, page):
            continue
        first = CodeMark(match.start(), match.end(), code, known=code in codes)
        if match["wild"] and not first.known:
            first = CodeMark(match.start(), match.end(), f"{code}X", known=False)
        more, place = _extended(text, first, codes)
        marks += [first, *more]
        claims.append((match.start(), place))
    for claim in claims:
        page.claim(*claim)
    for match in _FAMILY.finditer(page.open):
        if len(marks) > MOST:
            break
        family = sorted(code for code in codes if code.startswith(match[1]))
        if 0 < len(family) <= WIDEST_RANGE:
            marks += [CodeMark(match.start(), match.end(), code) for code in family]
            page.claim(*match.span())
    return sorted(marks, key=lambda mark: mark.start)


def _plausible(match: re.Match[str], code: str, page: Page) -> bool:
    """May an unlisted word be meant as a code? Lower-case letters and bare years are not."""
    if not code.isdigit() and code[-1].isalpha():
        return code[0] == "0" or f"code {match['code']}" in page.lower
    if code[0].isalpha():
        return page.text[match.start("code")].isupper() or f"code {match['code']}" in page.lower
    if "-" in match["code"]:
        return False
    if code[0] in "58" or code.endswith("000"):
        return False
    beside = _BESIDE[0].search(page.lower[max(0, match.start() - 24) : match.start()]) or _BESIDE[1].match(page.lower, match.end())
    return code[0] == "9" or len(page.words) <= 5 or bool(beside or _CONTEXT.search(page.lower))


def _extended(text: str, first: CodeMark, codes: Codes) -> tuple[list[CodeMark], int]:
    """The further codes of a range or short list after a code, and where it ends."""
    full = _RANGE.match(text, first.end)
    record = codes.get(first.code)
    untimed = record is not None and not record.timed
    if full and untimed:
        between = _between(codes, first.code, full[1])
        if between:
            return [CodeMark(full.start(1), full.end(1), code) for code in between], full.end()
    short = _SHORT.match(text, first.end)
    if short is None or record is None:
        return [], first.end
    if short["slashed"]:
        endings = short["slashed"][1:].split("/")
        listed = [first.code[: -len(end)] + end for end in endings]
        if all(code in codes for code in listed):
            return [CodeMark(short.start(), short.end(), code) for code in listed], short.end()
    elif untimed and short[1] > first.code[-len(short[1]) :]:
        between = _between(codes, first.code, first.code[: -len(short[1])] + short[1])
        if between:
            return [CodeMark(short.start(), short.end(), code) for code in between], short.end()
    return [], first.end


def _between(codes: Codes, first: str, last: str) -> list[str]:
    """Listed codes after `first` up to `last`; empty when `last` is not listed or too far away."""
    if last not in codes or not first < last:
        return []
    found = sorted(code for code in codes if first < code <= last and len(code) == len(last))
    return found if len(found) < WIDEST_RANGE else []


def same_again(marks: Sequence[CodeMark], page: Page) -> list[CodeMark]:
    """The marks, with "23 of the same (code)" as the code named before it."""
    found = []
    for match in _SAME.finditer(page.lower):
        before = [mark for mark in marks if mark.end <= match.start()]
        if before:
            found.append(replace(before[-1], start=match.start(1), end=match.end(), said=page.text[match.start(1) : match.end()]))
    return sorted([*marks, *found], key=lambda one: one.start)


def joined(marks: Sequence[CodeMark], text: str) -> list[CodeMark]:
    """Words standing in apposition to their code ("manual therapy (97140)") are one mark with it; so are words of one service side by side ("hands-on joint mobilization")."""
    kept: list[CodeMark] = []
    for mark in sorted(marks, key=lambda one: one.start):
        last = kept[-1] if kept else None
        if last and last.said and last.end - last.start > len(last.said):
            last = None  # joined already
        if last and last.said and mark.said and last.code == mark.code and not text[last.end : mark.start].strip(" -"):
            kept[-1] = replace(mark if last.weak else last, start=last.start, end=mark.end, said=text[last.start : mark.end])
            continue
        if last and bool(last.said) != bool(mark.said) and _APPOSITION.fullmatch(text[last.end : mark.start]):
            figures, words = (mark, last) if last.said else (last, mark)
            between = text[last.end : mark.start]
            meant = "(" in between or (words.likely and last is words and not re.search(r"[,:/]", between))
            if figures.code == words.code or (meant and (words.weak or words.likely)):
                kept[-1] = replace(figures, start=last.start, end=mark.end, said=words.said)
                continue
        kept.append(mark)
    return kept
