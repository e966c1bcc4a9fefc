"""A colleague told by first name and role ("Darnell is our PTA") is that role wherever the name stands again.

The name is put out of the way before anything else reads the text: who gave the minutes is told by roles alone. So is
"she" or "he" where it is said to have treated somebody after one assistant was spoken of ("my PTA … then she took him").
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.answer.shape import Shape
from assistant.answer.understand.lexicon import lexicon
from assistant.answer.understand.wording import Page
from assistant.reference import Reference

_ROLE = r"(?:new |other |weekend |float )?(?P<role>l?pta|cota|ota|(?:pt |ot )?assistant|pt|ot|slp|therapist|tech|aide)\b"
_NAMED = r"(?-i:(?P<name>[A-Z][a-z]{2,14}))"
_SAID = r"(?P<name>[a-z]{3,15})"
_TOLD = {  # how a name and a role are told together, and what is left of it: who works here is no telling of who gave the minutes
    re.compile(rf"\b{_SAID} is (?:our|my) {_ROLE}(?=[,.;]|$| and\b)", re.IGNORECASE): "",
    re.compile(rf"\b{_SAID} was (?:our|my|the) {_ROLE}(?=[,.;]|$| and\b)", re.IGNORECASE): "the {role}",
    re.compile(rf"\b{_NAMED}, (?:our|my|the) {_ROLE}(?=,)", re.IGNORECASE): "the {role}",
    re.compile(rf"\b{_NAMED} \({_ROLE}\)", re.IGNORECASE): "the {role}",
    re.compile(rf"\b(?:our|my|the) {_ROLE},? (?:named |called )?{_NAMED}\b", re.IGNORECASE): "the {role}",
}
_NO_NAME = frozenset(
    "she he it they this that there who what which here someone somebody one and but or so because since when where while both other another was were are not also only today yesterday "
    "all whoever nobody everyone line with from for does did has had says said under over than like plus about may can could would should must will".split()
)


_ASSISTANT = Shape("an assistant", r"\b(?:l?pta|c?ota|(?:pt |ot )?assistant)s?\b", ("my new [pta] is great", "the [ot assistant]"), ("assistance",))
_TREATED = Shape(
    "a colleague who treated somebody", r"\b(?:she|he)\b(?= (?:then |also |alone )?(?:took|treated|gave|had|worked with|finished with) (?:him|her|them|the (?:patient|pt|client))\b)",
    ("then [she] took him for 26 minutes", "[he] then treated her"), ("she took a break", "she had knee pain"),
)


def by_role(texts: Iterable[str], reference: Reference) -> list[str]:
    """The texts of a conversation with each colleague's first name as the role told for it, the texts as they were where none is."""
    roles: dict[str, str] = {}
    return [_treated(_renamed(_introduced(text, roles, reference), roles)) for text in texts]


def _introduced(text: str, roles: dict[str, str], reference: Reference) -> str:
    """The text without the introductions it makes; whom it names joins the roles."""
    for shape, left in _TOLD.items():
        for match in [one for one in shape.finditer(text) if _is_name(one["name"], reference)]:
            roles[match["name"].lower()] = f"the {match['role']}"
            text = text.replace(match[0], left.format(role=match["role"]))
    return text


def _renamed(text: str, roles: dict[str, str]) -> str:
    return re.sub(rf"\b(?:{'|'.join(roles)})\b", lambda one: roles[one[0].lower()], text, flags=re.IGNORECASE) if roles else text


def _treated(text: str) -> str:
    """The text with the one assistant it speaks of named where "she" or "he" treats somebody."""
    told = {one.lower().removesuffix("s") for one in _ASSISTANT.taken(text.lower())}
    if len(told) != 1:
        return text
    (role,) = told
    first = text.lower().index(role)
    return text[:first] + _TREATED.sub(f"the {role}", text[first:])


def _is_name(word: str, reference: Reference) -> bool:
    """No word of the field and none that joins others."""
    return word.lower() not in _NO_NAME and not list(lexicon(reference).find(Page(word)))
