"""Form fields → services and choices. Raises BadInput with words the page shows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from starlette.datastructures import FormData, QueryParams

from assistant.days import day_of
from assistant.errors import BadInput
from assistant.privacy.details import scrub
from assistant.privacy.shown import shown
from assistant.reference import Reference
from assistant.reference.codes import compact, is_valid, validate
from assistant.schema import PAYERS, Service

MOST_ROWS = 40
SHORT = 20  # characters of a field that is shown again
Form = FormData | QueryParams


def texts(form: Form, name: str) -> list[str]:
    """All values of a field, trimmed."""
    return [value.strip() for value in form.getlist(name) if isinstance(value, str)]


def text(form: Form, name: str) -> str:
    """One value of a field, empty when it is not there."""
    return next(iter(texts(form, name)), "")


def again(value: str) -> str:
    """A field's value as it is shown again: nothing of one that is long or tells who a patient is."""
    return value if len(value) <= SHORT and not scrub(value)[1] else ""


def payer(form: FormData) -> str | None:
    """The payer chosen, None when none is."""
    chosen = text(form, "payer")
    if chosen and chosen not in PAYERS:
        raise BadInput("The payer is not one of the list.")
    return chosen or None


def day(form: FormData, name: str = "as_of") -> date | None:
    """A date, None when it is left empty."""
    return day_of(text(form, name), "the date of service")


def services(form: FormData) -> tuple[Service, ...]:
    """Rows of code, minutes, by whom and the assistant's minutes; rows without a code are left out."""
    codes, minutes = texts(form, "code"), texts(form, "minutes")
    whose, theirs = texts(form, "who"), texts(form, "theirs")
    if len(codes) > MOST_ROWS:
        raise BadInput(f"{len(codes)} rows: at most {MOST_ROWS}.")
    return tuple(
        _service(code, _at(minutes, n), _at(whose, n), _at(theirs, n)) for n, code in enumerate(codes) if code
    )


def _service(code: str, minutes: str, who: str, theirs: str) -> Service:
    name = compact(code) if is_valid(code) else "a row"
    given = number(minutes, f"{name}: minutes")
    part = {"assistant": given or 0, "shared": number(theirs, f"{name}: assistant's minutes") or 0}.get(who, 0)
    return Service(validate(code), given, part)


def number(said: str, what: str) -> int | None:
    """A whole number, None when it is left empty."""
    if not said:
        return None
    if not (said.isascii() and said.isdigit() and len(said) < 6):
        raise BadInput(f"{what}: {shown(said)} is not a whole number.")
    return int(said)


def choices(reference: Reference, on: date) -> list[tuple[str, str]]:
    """(code, words it is found by) of the codes a therapist reports on a day, for completing what is typed."""
    return [(row.code, ", ".join((row.label, *row.aliases[:6]))) for row in reference.codes.values() if row.active(on) and row.base != "none"]


def _at(values: Sequence[str], place: int) -> str:
    return values[place] if place < len(values) else ""
