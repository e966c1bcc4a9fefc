"""Words that every tool needs: lists, counts, ordinals, dates, dollars and percents as they are read.

>>> listed(["97110 × 2", "97140 × 1"]), listed("abc", "or"), units_said(1), ordinal(4), number(2)
('97110 × 2 and 97140 × 1', 'a, b or c', '1 unit', '4th', 'two')
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")


def listed(items: Iterable[str], word: str = "and") -> str:
    """'a', 'a and b', 'a, b and c'."""
    *first, last = [*items] or [""]
    return f"{', '.join(first)} {word} {last}" if first else last


def either(items: Iterable[str]) -> str:
    """'a', 'a or b', 'a, b or c'."""
    return listed(items, "or")


def units_said(count: int, none: str = "no unit") -> str:
    """'no unit', '1 unit', '3 units'."""
    return f"{count} unit{'' if count == 1 else 's'}" if count else none


def minutes_said(count: int) -> str:
    """'1 minute', '7 minutes'."""
    return f"{count} minute{'' if count == 1 else 's'}"


def ordinal(count: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th."""
    end = "th" if count // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}{end}"


def number(count: int) -> str:
    """'one' to 'nine' in words, then figures."""
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def nth(count: int) -> str:
    """'first' to 'ninth' in words, then 10th."""
    return _ORDINALS[count] if 0 < count < len(_ORDINALS) else ordinal(count)


def verb(count: int) -> str:
    """Is or are."""
    return "is" if count == 1 else "are"


def upper(text: str) -> str:
    """The first letter as a capital, the rest as it is."""
    return text[:1].upper() + text[1:]


def lower(text: str) -> str:
    """The first letter small, but of a code, a modifier or an abbreviation.

    >>> lower("Bill 1 unit"), lower("G0283 is denied"), lower("KX is needed")
    ('bill 1 unit', 'G0283 is denied', 'KX is needed')
    """
    first = text.partition(" ")[0]
    kept = any(letter.isdigit() for letter in first) or (len(first) > 1 and first.isupper())
    return text if kept else text[:1].lower() + text[1:]


def day(on: date) -> str:
    """A date as American claims write it: 12-31-2019."""
    return f"{on:%m-%d-%Y}"


def long_day(on: date) -> str:
    """'January 5, 2026'."""
    return f"{on:%B} {on.day}, {on.year}"


def money(amount: Decimal) -> str:
    """Dollars as printed: $2,480 or $14.23."""
    return f"${amount:,.2f}" if amount != amount.to_integral_value() else f"${amount:,.0f}"


def percent(share: Decimal) -> str:
    """0.85 → '85 %', 0.855 → '85.5 %'."""
    return f"{share * 100:f}".rstrip("0").rstrip(".") + " %" if share % 1 else f"{share * 100:.0f} %"
