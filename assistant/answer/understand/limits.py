"""What words alone settle: input that is no question, attempts to steer the program, requests to cheat.

Only wording that leaves no doubt. "Can I backdate?" is a question with an answer; "how do I backdate the
note" asks for help with it. What lies outside the field is judged later, from knowledge/limits.toml.
"""

from __future__ import annotations

import re

from assistant.answer.understand.wording import MAX_LENGTH
from assistant.schema import Reason, Refusal

_STEERING = re.compile(
    r"(?:^|[.!?:;\n]\s*|\bplease |\bnow |\bthen |\band )(?:ignore|disregard|forget)\s+"
    r"(?:(?:all|any|of|the|your|my|these|those|every|everything|previous|prior|above|earlier|preceding|safety|"
    r"system)\s+){1,5}"
    r"(?:instructions?|rules|prompts?|guardrails?|restrictions|programming|training|context|directives)\b"
    r"|\b(?:ignore|disregard|forget) (?:everything|all) (?:above|before|you (?:were|have been) told)\b"
    r"|\b(?:reveal|show|print|repeat|output|display|leak|tell me|give me|what (?:is|are)) (?:me )?(?:your|"
    r"the) (?:hidden |full |entire |initial |secret )*"
    r"(?:system (?:prompt|message|instructions)|hidden prompt|initial prompt|initial instructions|prompt above)\b"
    r"|\byou are now (?:a|an|in|dan|free|no longer|not)\b|\b(?:enter|enable|activate) (?:developer|dan|god|"
    r"jailbreak|debug) mode\b"
    r"|\bpretend (?:to be|you are|that you are|you have no)\b.{0,60}\b(?:no|without|unrestricted|hacker|dan|"
    r"rules|restrictions)\b"
    r"|<\s*/?\s*(?:script|system|iframe|img)\b|\bdo anything now\b|\[/?(?:system|inst)\]|<\|im_start\|>"
)
_ASKING_HOW = (
    r"(?:\bhow (?:do|can|could|should|would|to|might)(?: (?:i|we|you|one))?|\bhelp (?:me|us)(?: to)?|"
    r"\bshow (?:me|us) how to|"
    r"\b(?:tell|teach) (?:me|us) how to|\b(?:best|easiest|a|any|good) way to|\b(?:i|we) (?:need|want|would like|"
    r"have) to|\btrying to|"
    r"\btricks? to|\bways to|\b(?:can|could|will) you|(?:^|[.!?]\s+)(?:please\s+)?)\s*"
)
_RECORD = (
    r"(?:(?:the|a|an|my|our|his|her|this|that|these|some|patient'?s?|progress|daily|treatment|therapy|old|late|"
    r"missing|extra|all|"
    r"more|physician|doctor'?s?)\s+){0,3}(?:minutes?|time|times|notes?|documentation|records?|units?|charts?|poc|"
    r"plans? of care|plan|"
    r"cert\w*|recert\w*|signatures?|dates?|reports?|evals?|evaluations?|abns?|visits?|orders?|it)\b"
)
_CHEATING = re.compile(
    rf"{_ASKING_HOW}(?:back-?date|back date|falsify|fake|fabricate|forge|fudge|inflate|pad|doctor)\s+{_RECORD}"
    r"|\bmake (?:it |the |my |our |these |those |only )*(?:\d+|eight|ten|five|seven|six)?\s*(?:min\w*|units?|"
    r"notes?|time|documentation|records?|chart)?\s*"
    r"(?:look|appear|seem) (?:like|as (?:if|though)|to be) (?:it was |i |we |there |they |a |an |about |around )*"
    r"(?:\d+|twenty|thirty|fifteen|more|one-on-one|did|had|was|were|spent|treated|longer)\b"
    rf"|{_ASKING_HOW}(?:bill|charge|claim)\b.{{0,40}}\b(?:without getting caught|and not get caught|so (?:they|"
    rf"medicare|the payer) (?:won't|doesn't|don't) notice)"
    r"|\bwithout getting caught\b|\bnot get caught\b"
    r"|\b(?:bill|charge|code|submit|claim)\b.{0,20}\b(?:no[- ]?shows?|missed (?:visit|appointment)|cancel\w+)\b.{0,15}\b(?:as|with|under)\b.{0,10}\b(?:9\d{4}|units?|treatment|a visit)"
    r"|\b(?:word|phrase|write)\b.{0,30}\b(?:notes?|it|documentation)\b.{0,20}\bso\b.{0,30}\b(?:looks?|sounds?|seems?|appears?)\b"
)
_BY_PAY = re.compile(
    r"\bwhich\b(?: of| one| code| codes| cpt| these| those| them| the| two| treatment| procedure| modifier|"
    r" should| i| bill)*,?\s*(?:that )?"
    r"(?:pays?|reimburses?|is paid|gets paid|makes?|earns?)(?: us| me)? (?:the )?(?:more|most|better|best|higher|"
    r"highest)\b"
    r"|\b(?:highest|best|better|higher)[- ](?:paying|paid|reimbursed|reimbursing) (?:cpt )?codes?\b"
    r"|\bcodes? (?:that|which) (?:pays?|reimburses?|makes?) (?:us |me )?(?:the )?(?:more|most|better|best|higher|"
    r"highest)\b"
    r"|\b(?:bill|use|pick|choose|code) (?:the one|whichever(?: one)?|whatever) (?:that )?(?:pays|reimburses)\b"
    r"|\b(?:maximi[sz]e|increase|boost) (?:my |our |the )?(?:reimbursement|payments?|revenue|"
    r"income)\b.{0,40}\b(?:cod(?:e|es|ing)|units|bill(?:ing)?)\b"
)
_SAFE_TO_TREAT = re.compile(
    r"\b(?:is|are|was)\b.{0,40}\b(?:safe|contraindicated|dangerous|harmful)\b(?!.{0,20}\b(?:harbor|term|to bill|from audit))"
    r"|\b(?:blood pressure|bp|heart rate|oxygen|o2 sat\w*|inr|hemoglobin|glucose)\b.{0,40}\b(?:should|can|may|is it ok)\b.{0,15}\btreat"
    r"|\bshould (?:i|we) (?:treat|hold therapy|stop treatment)\b.{0,20}(?:today|with|if|\?|$)"
)
_ASKS_LEAVE = re.compile(r"\b(?:ok|okay|allowed|legal|illegal|fraud|permitted|acceptable|compliant)\b")
_CODE_NAMED = re.compile(r"\bcodes?\b|\bcpt\b|\b9\d{4}\b.*\b9\d{4}\b|\b9\d{4}\b.{0,40}\bor\b|\b(?:bill|units)\b")
_NEGATIVE = re.compile(r"(?:^|\b(?:of|with|for|was|is|did|only|had)\s+|[:=]\s*)-\s?(\d{1,4})\s*-?min")


def _limit(said: str) -> str:
    """The limit of knowledge/limits.toml whose reply fits a request to cheat."""
    if "date" in said:
        return "backdating"
    return "alter-notes" if re.search(r"falsif|forge|fabricat|doctor|word|phrase|write", said) else "inflate-minutes"


def steers(text: str) -> bool:
    """Does a lower-case text hold an attempt to steer the program?"""
    return bool(_STEERING.search(text))


def refusal(raw: str, text: str, codes: int = 0) -> Refusal | None:
    """Why a text must not be answered, or None. raw: as sent; text: normalised; codes: how many are meant."""
    if len(raw) > MAX_LENGTH:
        return Refusal(Reason.BAD_INPUT, f"longer than {MAX_LENGTH:,} characters")
    if not text:
        return Refusal(Reason.BAD_INPUT, "empty")
    if not any(char.isalnum() for char in text):
        return Refusal(Reason.BAD_INPUT, "no words")
    lower = text.lower()
    if steers(lower):
        return Refusal(Reason.BAD_INPUT, "prompt-injection")
    cheating = _CHEATING.search(lower)
    if cheating and not (_ASKS_LEAVE.search(lower) and "how" not in lower):
        return Refusal(Reason.UNSAFE_REQUEST, _limit(cheating[0]))
    if _BY_PAY.search(lower) and (codes > 1 or _CODE_NAMED.search(lower)):
        return Refusal(Reason.UNSAFE_REQUEST, "code-by-payment")
    if _SAFE_TO_TREAT.search(lower):
        return Refusal(Reason.OUT_OF_SCOPE, "clinical-diagnosis")
    if negative := _NEGATIVE.search(lower):
        return Refusal(Reason.BAD_INPUT, f"-{negative[1]} minutes")
    return None
