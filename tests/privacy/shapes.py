"""Numbers, dates, addresses and carrier sentences from which the generated sets of this folder (fourth.py, fifth.py) are put together.

A text is a lead, a core and an ask, in one of several orders: a core tells who somebody is (or only looks so), lead and
ask say nothing of anybody. The figures have the shapes that payers, registers and people give them.
"""

import random
from dataclasses import dataclass

MONTHS = "January February March April May June July August September October November December".split()
CARD = "ACDEFGHJKMNPQRTUVWXY"


@dataclass(frozen=True)
class Set:
    """Cores by kind on both sides, the lists that fill them, and what stands around them."""

    people: tuple[tuple[str, str], ...]
    tell: dict[str, tuple[str, ...]]
    look: dict[str, tuple[str, ...]]
    pools: dict[str, tuple[str, ...]]
    leads: tuple[str, ...]
    asks: tuple[str, ...]


PLANTED = tuple("p P p_ lf LF g s s_ d mbi ssn acc pol clm icn mem st ph mail mails S G six closed bare shut abroad short mix few wid addr addrz hand".split())  # what must be gone from a stopped text


def people(text):
    """Given name and family name, parted by "/"."""
    return tuple(tuple(one.strip().split("/")) for one in text.split(","))


def drawn(one, frames, each, seed):
    """(kind, text, pieces that must be gone), so many for each core."""
    luck = random.Random(seed)
    for kind, cores in frames.items():
        for core in cores:
            for _ in range(each):
                values = _values(luck, one)
                text = _around(luck, one, core).format(**values)
                yield kind, text, [values[key] for key in PLANTED if f"{{{key}}}" in core]


def _around(luck, one, core):
    """The core with a lead before it, an ask behind or before it, or alone where it asks by itself."""
    lead, ask = luck.choice(one.leads), luck.choice(one.asks)
    if core.rstrip().endswith("?"):
        return luck.choice((core, core, f"{lead} {core}")).strip()
    end = "" if core[-1] in ".,;:" else luck.choice((".", ",", " -", ";"))
    return luck.choice((f"{core}{end} {ask}", f"{core}{end} {ask}", f"{lead} {core}{end} {ask}", f"{ask} {core}")).strip()


def _digits(luck, many):
    return str(luck.randrange(10 ** (many - 1), 10**many))


def _birth(luck):
    year, month, day = luck.randrange(1927, 1974), luck.randrange(1, 13), luck.randrange(1, 29)
    name = MONTHS[month - 1]
    return luck.choice((f"{month}/{day}/{year}", f"{month:02}/{day:02}/{year}", f"{month:02}-{day:02}-{year}", f"{year}-{month:02}-{day:02}", f"{month}.{day}.{year}", f"{name} {day}, {year}", f"{day} {name[:3]} {year}", f"{month}/{day}/{year % 100:02}"))


def _card(luck):
    letter = lambda: luck.choice(CARD)  # noqa: E731
    m = luck.choice("123456789") + letter() + luck.choice(CARD + "0123456789") + _digits(luck, 1) + letter() + luck.choice(CARD + "0123456789") + _digits(luck, 1) + letter() + letter() + _digits(luck, 1) + _digits(luck, 1)
    return luck.choice((m, f"{m[:4]}-{m[4:7]}-{m[7:]}", f"{m[:4]} {m[4:7]} {m[7:]}", m.lower()))


def _values(luck, one):
    """All that a core may name, drawn for one text."""
    (first, last), (first2, last2) = luck.sample(one.people, 2)
    pools = {name: luck.choice(pool) for name, pool in one.pools.items()}
    letter = lambda: luck.choice(CARD)  # noqa: E731
    area, line = pools["area"], f"{luck.randrange(200, 999)}-{_digits(luck, 4)}"
    hand = "".join(c for c in f"{first[:3]}{last}".lower() if c.isascii() and c.isalpha())[:14]
    toll = luck.choice("800 833 844 855 866 877 888".split())
    visit = f"{luck.randrange(1, 13)}/{luck.randrange(1, 29)}/{luck.choice(('26', '2026', '2025'))}"
    return pools | {
        "p": f"{first} {last}", "P": f"{first} {last}".upper(), "p_": f"{first} {last}".lower(), "lf": f"{last}, {first}", "LF": f"{last}, {first}".upper(), "G": first.upper(), "S": last.upper(), "g": first, "s": last, "s_": last.lower(),
        "p2": f"{first2} {last2}", "g2": first2, "s2": last2, "i": last.rpartition(" ")[2][0].upper(), "gi": first[0],
        "x": luck.choice("BDFHJLRSVW"), "y": luck.choice("BDFGHJLRWZ"), "d": _birth(luck), "v": visit, "v2": f"{luck.randrange(1, 13)}/{luck.randrange(1, 29)}/2026",
        "age": str(luck.randrange(58, 97)), "young": str(luck.randrange(3, 14)), "mbi": _card(luck), "ssn": f"{_digits(luck, 3)}-{luck.randrange(10, 99)}-{_digits(luck, 4)}", "four": _digits(luck, 4),
        "acc": luck.choice((_digits(luck, 7), f"{letter()}{_digits(luck, 6)}", f"{_digits(luck, 3)}-{_digits(luck, 5)}", f"00{_digits(luck, 6)}")),
        "pol": luck.choice((f"{letter()}{letter()}{letter()}{_digits(luck, 9)}", f"{_digits(luck, 4)}-{_digits(luck, 4)}-{_digits(luck, 2)}", f"R{_digits(luck, 8)}")),
        "clm": luck.choice((f"{_digits(luck, 4)}-{letter()}{letter()}-{_digits(luck, 5)}", f"{letter()}{_digits(luck, 9)}", _digits(luck, 11), f"{_digits(luck, 2)}-{_digits(luck, 6)}")),
        "icn": _digits(luck, luck.choice((13, 14, 17))), "mem": luck.choice((f"{letter()}{letter()}{letter()}{_digits(luck, 8)}", f"{_digits(luck, 9)}", f"{letter()}{_digits(luck, 8)}-02")),
        "st": f"{luck.randrange(3, 9900)} {pools['street']} {luck.choice(('St', 'Street', 'Ave', 'Rd', 'Road', 'Lane', 'Dr', 'Court', 'Blvd', 'Circle'))}{luck.choice(('', '', ' Apt 4', ', Unit 12B', ' #3'))}",
        "ph": luck.choice((f"({area}) {line}", f"{area}-{line}", f"{area}.{line.replace('-', '.')}", f"{area} {line}")), "ph0": luck.choice((f"({area}) {line}", f"{area}-{line}")),
        "tf": luck.choice((f"1-{toll}-{line}", f"{toll}-{line}", f"({toll}) {line}", f"{toll}.{line.replace('-', '.')}")), "npi": f"1{_digits(luck, 9)}", "ein": f"{_digits(luck, 2)}-{_digits(luck, 7)}",
        "mail": f"{hand}{luck.choice(('', str(luck.randrange(40, 99))))}@{pools['host']}", "mails": f"{hand} {luck.choice(('at', '(at)', '[at]'))} {pools['host'].replace('.', luck.choice((' dot ', ' (dot) ')))}",
        "cpt": luck.choice("97110 97112 97530 97116 97535".split()), "cpt2": luck.choice("97140 97150 97035 97750 97016".split()), "m": str(luck.randrange(8, 53)), "m2": str(luck.randrange(8, 31)), "n": str(luck.randrange(2, 40)),
        "carc": luck.choice("16 45 50 97 119 151".split()), "five": f"3{_digits(luck, 4)}", "usd": f"{luck.randrange(12, 4000):,}.{luck.randrange(10, 99)}", "year": luck.choice(("2024", "2025", "2026")),
    }  # fmt: skip
