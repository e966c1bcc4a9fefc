"""The grammar of numbers: named rules with examples (PLACES claim a place, ROLES tell what a quantity is).

>>> from assistant.answer.understand.wording import Page
>>> [(token.rule, token.words) for token in claim(Page("CO-119, 82 yo"))]
[('a denial code', 'CO-119'), ('an age', '82 yo')]
"""

from __future__ import annotations

from itertools import islice

from assistant.answer.understand.marks.places import PLACES, SCORES, ZIP
from assistant.answer.understand.marks.roles import ROLES
from assistant.answer.understand.marks.rule import Rule, Token, places, sides
from assistant.answer.understand.wording import Page

__all__ = ["ROLES", "SCORES", "Rule", "Token", "claim", "roles"]

AROUND = 90  # characters looked at on each side of a quantity
MOST = 60  # tokens kept of one text; further places are claimed all the same
_AFTER = frozenset(["aside", "other", "idle", "excluded", "weak", "extra"])


def claim(page: Page, rules: tuple[Rule, ...] = PLACES) -> list[Token]:
    """Claim every number that names something or counts it: no code, no modifier, no minutes."""
    found = []
    for rule in rules:
        for match in places(rule).finditer(page.open):
            found.append(_token(page, rule, *match.span()))
            page.claim(*match.span())
    for match in () if page.shouting or rules is not PLACES else places(ZIP).finditer(page.text):
        found.append(_token(page, ZIP, *match.span()))
        page.claim(*match.span())
    return sorted(islice(found, MOST), key=lambda one: one.start)


def roles(text: str, start: int, end: int) -> dict[str, Token]:
    """What a quantity at a place is, by kind: the first rule of each kind that holds. text: lower case, claimed places masked.

    Behind a quantity that ends its sentence ("15 min. After that …") stands nothing that belongs to it.
    """
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    stopped = text[end - 1] == "."
    found: dict[str, Token] = {}
    for rule in ROLES:
        if rule.kind in found or (stopped and rule.kind in _AFTER and not rule.pattern.endswith("#")):
            continue
        left, right = sides(rule)
        behind = right.match(after)
        ahead = left.search(before) if behind else None
        if behind and ahead:
            found[rule.kind] = Token(rule.name, rule.kind, "", start - len(before) + ahead.start(), end + behind.end())
    return found


def _token(page: Page, rule: Rule, start: int, end: int) -> Token:
    return Token(rule.name, rule.kind, page.text[start:end], start, end)
