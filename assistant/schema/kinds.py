"""How an answer ends, why it is declined, how sure it and its source are; payers and topics by id."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """How a question ends. A refusal is a result, not an error."""

    ANSWERED = "answered"
    NEEDS_DETAIL = "needs_detail"
    DECLINED = "declined"


class Reason(StrEnum):
    """Why a question is declined (contract.md)."""

    OUT_OF_SCOPE = "out_of_scope"
    NOT_COVERED = "not_covered"
    NOT_IN_FORCE = "not_in_force"
    UNKNOWN_CODE = "unknown_code"
    PATIENT_DATA = "patient_data"
    UNSAFE_REQUEST = "unsafe_request"
    BAD_INPUT = "bad_input"


class Certainty(StrEnum):
    """How sure an answer is that it answers what was asked; each has its own form."""

    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure"


class Tier(StrEnum):
    """How sure a source is; ordered strongest first."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    UNCONFIRMED = "unconfirmed"


PAYERS: dict[str, str] = {
    "medicare": "Medicare",
    "ama": "AMA midpoint rule",
    "medicare_advantage": "Medicare Advantage",
    "medicaid": "Medicaid",
    "tricare": "TRICARE",
    "va": "VA",
    "commercial": "commercial plan",
    "workers_comp": "workers' compensation",
    "auto": "auto insurance",
    "cash": "self-pay",
}


TOPICS: dict[str, str] = {
    "units": "how many units; what to bill for given minutes",
    "why": "asks for the reason of an earlier answer",
    "whatif": "what if more or other minutes",
    "compare": "difference between codes; which code",
    "pair": "billed together, same day, bundled, edit, 59 needed",
    "modifier": "which modifier, is one needed",
    "assistants": "PTA/OTA, CQ/CO, de minimis",
    "limit": "MUE, MAI, how many units a day are allowed",
    "addon": "add-on code and its base",
    "threshold": "KX amount, therapy threshold, medical review",
    "payment": "what is paid, MPPR, fee, rate, conversion factor",
    "deadline": "by when: certification, progress report, filing, appeal",
    "lookup": "what is this code or modifier, is it timed, is it valid",
    "history": "did it change, since when, replaced by",
    "claim": "check these lines",
    "source": "asks for the source of an earlier answer",
}
