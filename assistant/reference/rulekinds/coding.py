"""Kinds of counting.toml, assistants.toml, claim.toml and edits.toml: units, modifiers, edits."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Literal

from assistant.reference.rulekinds.frame import Disciplines, Noted, RuleValue, Said

HOUR = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting(RuleValue):
    """A way of counting timed codes. method: of tools/counting/quarters.py; unit, first: minutes of a unit, and that earn the first."""

    label: str
    method: Literal["total", "each-code"]
    unit: int
    first: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Units(RuleValue):
    """So many units, whatever the time."""

    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PayerCount(RuleValue):
    """How a payer counts. counts: names of count-* rules; reported: rules that tell of single plans; ask: what to ask back."""

    counts: tuple[str, ...]
    note: str = ""
    ask: str = ""
    reported: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeBase(RuleValue):
    """Another time base. codes: first and each further step; first, more: their minutes, those of a unit where pooled; shorter: the rule of a shorter first step."""

    SLOTS: ClassVar[tuple[str, ...]] = ("unit", "longer", "longer_first", "below_longer")  # unit: of count-medicare; longer: the code that takes this one's place

    codes: tuple[str, ...]
    method: Literal["pooled", "full", "midpoint"]
    note: str
    first: int = 0
    more: int = 0
    period: Literal["day", "month"] = "day"
    shorter: str = ""

    def slots(self) -> dict[str, object]:
        """The codes, and the minute past the middle that earns a step."""
        hours = {"first_hours": Fraction(self.first, HOUR), "more_hours": Fraction(self.more, HOUR)}
        return {"code": self.codes[0], "further": self.codes[-1], "half_first": self.first // 2 + 1, "half_more": self.more // 2 + 1, **hours}


@dataclass(frozen=True, slots=True, kw_only=True)
class AssistantMethod(RuleValue):
    """Which units carry CQ or CO, by a method of tools/givers/shares.py.

    eight: therapist minutes that free the last unit; least_each: fewest minutes of each person in the published
    pairs. In a sentence, percent is that of de-minimis and unit that of count-medicare.
    """

    SLOTS: ClassVar[tuple[str, ...]] = ("percent", "unit")

    method: Literal["none", "each-unit", "therapist-eight"]
    said: str = ""
    last: str = ""
    eight: int = 0
    least_each: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DeMinimis(RuleValue):
    """More than so many percent of a service by the assistant."""

    percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Exempt(RuleValue):
    """Codes that the assistant rule does not reach, and those beside them that it does."""

    codes: tuple[str, ...]
    subject: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Families(Noted):
    """Families of codes (codes.csv) that a sentence is of."""

    families: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MayGive(RuleValue):
    """Families of codes an assistant may give, and under which supervision."""

    families: tuple[str, ...]
    supervision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Payers(RuleValue):
    """Whose claims a rule is of."""

    payers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanModifier(Payers):
    """Lines that take GP, GO or GN: by the therapy flag or family of their code. without: families that take none."""

    therapy: tuple[str, ...]
    families: tuple[str, ...]
    without: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MostModifiers(RuleValue):
    """How many modifiers a line takes."""

    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ModifierLine(Said):
    """On which line a modifier is read."""

    SLOTS: ClassVar[tuple[str, ...]] = ("column2",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Separate(Said):
    """What makes two services separate, and the modifier that says so."""

    SLOTS: ClassVar[tuple[str, ...]] = ("unit",)

    apart: str
    modifier: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SameMinutes(Said):
    """besides: codes that may run while another service is given."""

    besides: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstDays(RuleValue):
    """Pairs whose edit began on the first day of this value: "97150 97110"."""

    pairs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairNote(Said):
    """A sentence on pairs of one list with another. apart, modifier: where they are not the general ones; column2: only of the code denied."""

    SLOTS: ClassVar[tuple[str, ...]] = ("one", "other")

    one: tuple[str, ...]
    two: tuple[str, ...]
    apart: str = ""
    modifier: str = ""
    column2: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator(Said):
    """What an MUE adjudication indicator means, in a sentence and in short."""

    short: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode(Said):
    """Codes that are one in an episode of care."""

    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyLimit(Disciplines):
    """Units allowed a day, and the codes of each discipline that the chart names."""

    say: str
    units: int
