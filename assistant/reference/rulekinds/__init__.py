"""What each rule of knowledge/rules holds: one record a kind, its keys as typed fields. Read and checked by rules.py."""

from __future__ import annotations

from assistant.reference.rulekinds.billing import (
    Amount,
    AssistantPayment,
    Coinsurance,
    Due,
    Factor,
    Progress,
    Receipt,
    Reduction,
    Sequestration,
    Threshold,
)
from assistant.reference.rulekinds.coding import (
    AssistantMethod,
    Counting,
    DailyLimit,
    DeMinimis,
    Episode,
    Exempt,
    Families,
    FirstDays,
    Indicator,
    MayGive,
    ModifierLine,
    MostModifiers,
    PairNote,
    PayerCount,
    Payers,
    PlanModifier,
    SameMinutes,
    Separate,
    TimeBase,
    Units,
)
from assistant.reference.rulekinds.frame import FRAME, Disciplines, Noted, RuleValue, Said
from assistant.schema import PAYERS

__all__ = [
    "FAMILIES",
    "FRAME",
    "KINDS",
    "Amount",
    "AssistantMethod",
    "AssistantPayment",
    "Coinsurance",
    "Counting",
    "DailyLimit",
    "DeMinimis",
    "Disciplines",
    "Due",
    "Episode",
    "Exempt",
    "Factor",
    "Families",
    "FirstDays",
    "Indicator",
    "MayGive",
    "ModifierLine",
    "MostModifiers",
    "Noted",
    "PairNote",
    "PayerCount",
    "Payers",
    "PlanModifier",
    "Progress",
    "Receipt",
    "Reduction",
    "RuleValue",
    "Said",
    "SameMinutes",
    "Separate",
    "Sequestration",
    "Threshold",
    "TimeBase",
    "Units",
]  # fmt: skip

KINDS: dict[str, type[RuleValue]] = {
    **{f"payer-count-{payer}": PayerCount for payer in PAYERS}, **{f"mai-{number}": Indicator for number in (1, 2, 3)},
    "count-medicare": Counting, "count-ama": Counting, "untimed-units": Units, "two-clinicians": Said, "disciplines-apart": Said, "co-treatment-split": Said,
    "assistant-modifiers": AssistantMethod, "de-minimis": DeMinimis, "assistant-enrolment": Said, "discipline-modifiers": Disciplines,
    "assistant-exempt": Exempt, "assistant-settings": Noted, "assistant-evaluation": Families, "assistant-may-give": MayGive,
    "claim-plan-modifier": PlanModifier, "claim-edits": Payers, "claim-status": RuleValue, "functional-reporting": RuleValue, "claim-kx": Payers,
    "claim-bypass": RuleValue, "claim-visits-only": RuleValue, "leftover-modifiers": RuleValue, "claim-four-modifiers": MostModifiers,
    "certification": Due, "recertification": Due, "delayed-certification": Due, "verbal-order": Due, "plan-transmission": Due,
    "timely-filing": Due, "redetermination": Due, "reconsideration": Due, "hearing": Due, "council": Due, "court": Due,
    "progress-report": Progress, "receipt": Receipt,
    "conversion-factor": Factor, "mppr": Reduction, "assistant-payment": AssistantPayment, "coinsurance": Coinsurance, "sequestration": Sequestration,
    "kx-threshold": Threshold, "medical-review": Amount,
    "ncci-modifier-line": ModifierLine, "ncci-separate": Separate, "ncci-same-minutes": SameMinutes, "pair-first-days": FirstDays,
    "mue-denial": Said, "mue-episode": Episode, "daily-limit": DailyLimit,
}  # fmt: skip
"""The kind of every rule; each must be there."""

FAMILIES: dict[str, type[RuleValue]] = {
    "reported-": Said, "time-": TimeBase, "pair-note-": PairNote,
}  # fmt: skip
"""The kind of rules of which there may be any number, by how their name begins."""
