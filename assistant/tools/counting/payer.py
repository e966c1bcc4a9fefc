"""Which counting rule a payer uses, and one patient's units under each rule that applies. The rules stand in knowledge/rules/counting.toml."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.reference import Reference
from assistant.reference.rulekinds import PayerCount
from assistant.schema import Service
from assistant.tools.counting.day import Count, count

RULES = ("medicare", "ama")


def payer_rule(payer: str | None, on: date, reference: Reference) -> PayerCount | None:
    """How a payer counts (counts, note, ask); None where no payer is named."""
    return reference.rules.in_force(f"payer-count-{payer}", on, PayerCount) if payer else None


def counts(services: Sequence[Service], payer: str | None, on: date, reference: Reference) -> tuple[Count, ...]:
    """One patient's units under each rule that applies: the payer's, or both where it is not known."""
    rule = payer_rule(payer, on, reference)
    return tuple(count(services, name, on, reference) for name in (rule.counts if rule else RULES))
