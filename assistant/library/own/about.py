"""What an own document is: title, publisher, edition, dates, tier, payers. Said, printed or guessed, in that order.

Said: options of the command line, or `name.toml` beside `name.pdf`:

    title = "Prior approval of therapy"
    publisher = "Acme Health"
    edition = "3.1"
    effective = 2026-02-01      # until = 2026-12-31, when it ended
    tier = "primary"            # primary: the publisher's own text; secondary: a report of it; unconfirmed
    payers = ["Highmark"]       # ids or names of knowledge/tables/payers.csv ("Texas Medicaid"), a class ("commercial"),
                                # or a payer that stands in no table; [] for a document that is no payer's
    url = "https://…"
    groups = ["billing"]        # who may read it: groups that the users file or the proxy gives; without it everybody
    patients = "leave_out"      # passages in which patient details are found; "keep" takes them in, with a warning
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import PurePath
from typing import Any

from assistant.errors import Unreadable
from assistant.library.loaders.document import Document, clean, day_in
from assistant.library.own.whose import guessed_payers, named_payer
from assistant.reference.payers import Payers
from assistant.schema import Tier

KEYS = ("title", "publisher", "edition", "effective", "until", "tier", "payers", "url", "groups", "patients")
MOST_BYTES = 64 << 10
PATIENTS = ("keep", "leave_out")  # what becomes of passages that may hold patient details
_ANY = re.compile(r".+", re.DOTALL)
GROUP = re.compile(r"[A-Za-z0-9._@/-]{1,100}")  # one group of users, as the proxy or the users file names it
_HOUSE = re.compile(r"\b(?:health|rehab\w*|therapy|clinics?|hospitals?|medical|cent(?:er|re)|department|division|bureau|board|agency|plans?|insurance|fund|inc|llc|corp|group|services|care|association|university)\b", re.IGNORECASE)
_OWN_TEXT = (".pdf", ".docx", ".docm", ".xlsx", ".xlsm", ".csv", ".tsv")  # how publishers give out their own text
@dataclass(frozen=True, slots=True)
class About:
    """A document's source record. line: its payers and all above them. guessed: what nobody said and the document does not print; told: what was said."""

    title: str
    publisher: str = ""
    edition: str = ""
    effective: date | None = None
    until: date | None = None
    tier: Tier = Tier.SECONDARY
    payers: tuple[str, ...] = ()
    line: tuple[str, ...] = ()
    url: str = ""
    groups: tuple[str, ...] = ()
    patients: str = "keep"
    guessed: tuple[str, ...] = field(default=())
    told: tuple[str, ...] = field(default=())


def about(document: Document, name: str, said: Mapping[str, Any], known: Payers) -> About:
    """The source record of a document. said: what options and name.toml give, checked by `checked`."""
    suffix = PurePath(name).suffix.lower()
    printed = {k: v for k, v in document.meta.items() if k in KEYS and k != "groups" and v}
    if document.title:
        printed["title"] = document.title
    guesses: dict[str, Any] = {
        "title": clean(re.sub(r"[_-]+", " ", PurePath(name).stem)),
        "tier": Tier.PRIMARY if suffix in _OWN_TEXT else Tier.SECONDARY,
    }
    by = str(document.meta.get("by", ""))
    if by and not printed.get("publisher") and (_HOUSE.search(by) or known.find(by)):
        printed["publisher"] = by  # a person's name stays out
    if not is_address(str(printed.get("url", ""))):
        printed.pop("url", None)  # what a page prints of itself may be javascript:
    values = {**guesses, **printed, **said}
    if "payers" in said:
        values["payers"] = _named(said["payers"], name, known)
    else:
        guesses["payers"] = values["payers"] = guessed_payers(document, values["title"], values.get("publisher", ""), name, known)
    line = tuple(dict.fromkeys(one for payer in values["payers"] for one in known.line(payer)))
    guessed = tuple(k for k in guesses if k not in printed and k not in said and guesses[k])
    return About(**{k: v for k, v in values.items() if k in KEYS}, line=line, guessed=guessed, told=tuple(said))


def is_address(text: str) -> bool:
    """Is it a web address and nothing that runs?

    >>> is_address("https://example.org/a"), is_address("javascript:alert(1)")
    (True, False)
    """
    return bool(re.fullmatch(r"https?://[^\s<>\"'`]{1,2000}", text, re.IGNORECASE))


def _named(said: Iterable[str], name: str, known: Payers) -> tuple[str, ...]:
    try:
        return tuple(named_payer(one, known) for one in said)
    except Unreadable as error:
        raise Unreadable(f"{PurePath(name).stem}.toml: {error}") from error


def sidecar(text: bytes, name: str) -> dict[str, Any]:
    """What a name.toml says. Raises Unreadable when it is wrong: a document is not taken in under a wrong name."""
    if len(text) > MOST_BYTES:
        raise Unreadable(f"{name}: more than {MOST_BYTES:,} bytes; it says what one document is.")
    try:
        return checked(tomllib.loads(text.decode("utf-8-sig")), name)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Unreadable(f"{name}: {error}") from error
    except (RecursionError, ValueError, TypeError) as error:
        raise Unreadable(f"{name}: nested too deeply, or a value of a kind that cannot be.") from error


def checked(values: Mapping[str, Any], where: str) -> dict[str, Any]:
    """Values of name.toml or of options as records. Raises Unreadable naming the value that is wrong."""
    found: dict[str, Any] = {}
    for key, value in values.items():
        if key not in KEYS:
            raise Unreadable(f"{where}: {key!r} is not known; known are {', '.join(KEYS)}.")
        found[key] = _value(key, value, where)
    first, last = found.get("effective"), found.get("until")
    if first and last and last < first:
        raise Unreadable(f"{where}: until {last} is before effective {first}: the document would count on no day.")
    return found


def _names(key: str, value: Any, where: str) -> tuple[str, ...]:
    """Names of payers or of groups; one alone may stand without brackets."""
    names = tuple(value) if isinstance(value, list | tuple) else (value,)
    form = GROUP if key == "groups" else _ANY
    wrong = [name for name in names if not isinstance(name, str) or not form.fullmatch(clean(name))]
    if wrong:
        what = "group" if key == "groups" else "payer"
        how = "letters, digits and . _ @ / - make a group's name" if key == "groups" else "write a name or an id of payers.csv"
        raise Unreadable(f"{where}: {what} {str(wrong[0])[:60]!r}; {how}.")
    if key == "groups" and not names:
        raise Unreadable(f"{where}: groups is empty; leave it out where everybody may read the document.")
    return tuple(map(clean, names))


def _value(key: str, value: Any, where: str) -> Any:
    if key in ("effective", "until"):
        day = value.date() if isinstance(value, datetime) else value if isinstance(value, date) else day_in(str(value))
        if day is None:
            raise Unreadable(f"{where}: {key} {value!r} is no date; write 2026-02-01.")
        return day
    if key == "tier":
        if value not in tuple(Tier):
            raise Unreadable(f"{where}: tier {str(value)[:60]!r}; it is one of {', '.join(Tier)}.")
        return Tier(value)
    if key in ("payers", "groups"):
        return _names(key, value, where)
    if not isinstance(value, str):
        raise Unreadable(f"{where}: {key} must be text in quotes.")
    if key == "patients" and value not in PATIENTS:
        raise Unreadable(f"{where}: patients {value[:60]!r}; it is one of {', '.join(PATIENTS)}.")
    if key == "url" and value and not is_address(value):
        raise Unreadable(f"{where}: url {value[:60]!r} is no address that begins with https:// or http://.")
    return clean(value)
