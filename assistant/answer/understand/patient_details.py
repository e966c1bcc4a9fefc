"""Finds what tells who a patient is, and takes it out: it is never kept, searched or shown.

Names beside an identifier or a word for patient, birth dates, Medicare, Social Security and record
numbers, telephone numbers and e-mail addresses. Dates of service, codes, NPIs and "patient A" stay.

>>> scrub("Jane Roe, DOB 4/2/50, MBI 1EG4..., 20 min 97110")
('[removed], [removed], [removed], 20 min 97110', True)
>>> scrub("Patient A gets 18 minutes of 97110, DOS 1/5/25")
('Patient A gets 18 minutes of 97110, DOS 1/5/25', False)
"""

from __future__ import annotations

import re

REMOVED = "[removed]"

_DATE = (
    r"(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{1,2}-\d{1,2}|(?:\d{1,2} )?[A-Za-z]{3,9}\.? (?:\d{1,2}(?:st|nd|"
    r"rd|th)?,? )?\d{4}|\d{8})"
)
_MBI_LETTER = "[AC-HJKMNP-RT-Yac-hjkmnp-rt-y]"
_MBI = rf"[1-9]{_MBI_LETTER}(?:{_MBI_LETTER}|\d)\d-?{_MBI_LETTER}(?:{_MBI_LETTER}|\d)\d-?{_MBI_LETTER}{{2}}\d{{2}}"
_IDENTIFIERS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?i:d\.?o\.?b\.?|date of birth|birth ?date|birthday|born(?: on)?)\s*(?i:is|was|:|=|#|of|\()?\s*{_DATE}\)?",
        (
            r"\b(?i:mbi|hicn?|hic number|medicare (?:id|number|no\.?|#|beneficiary (?:id|identifier|number))|"
            r"(?:member|subscriber|"
            r"insurance|beneficiary|medicaid|policy ?holder) (?:id|number|no\.?|#)|mrn|medical record (?:number|"
            r"no\.?|#)|"
            r"(?:patient|chart|account) (?:id|number|no\.?|#))\s*(?i:is|was|:|=|#)?\s*#?\s*(?=[\w*.-]*\d)[\w*.-]{3,}"
        ),
        rf"(?<![A-Za-z0-9]){_MBI}(?![A-Za-z0-9])",
        rf"(?<![A-Za-z0-9])[1-9]{_MBI_LETTER}(?:{_MBI_LETTER}|\d)\d-?(?:\.{{2,}}|\*+|[xX]{{3,}}|-[xX*]+)[\w*.-]*",
        r"(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])",
        (
            r"\b(?i:ssn|social security(?: number| no\.?| #)?|social)\s*(?i:is|was|:|=|#|ending in|ending|last four|"
            r"last 4)?\s*#?\s*"
            r"[\dxX*-]*\d{4}\b"
        ),
        r"(?<![\w$.-])(?:\+?1[ .-]?)?(?!8(?:00|33|44|55|66|77|88)\b)(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[.-]\d{4}(?![\d-])",
        r"\b(?i:phone|cell|mobile|telephone|call (?:him|her|them) at|tel)\.?\s*(?i:number|no\.?|#|is|:)*\s*\d{10}\b",
        r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63})+",
    )
)
_FIRST = r"[A-Z][a-z]{1,15}(?:-[A-Z][a-z]+)?"
_LAST = r"(?:[A-Z][a-z]{1,15}|Mc[A-Z][a-z]+|O'[A-Z][a-z]+)(?:-[A-Z][a-z]+)?"
_FULL = rf"{_FIRST}(?: (?:[A-Z]\.?|[A-Z][a-z]+))? {_LAST}"
_PATIENT_WORD = (
    r"(?i:patients?(?:'s)?(?: (?:name|named|called))?|pt\.?(?: name)?|client|beneficiary|member|(?:my|our|"
    r"the) (?:pt|patient)|name(?:d|:| is)?)"
)
_AFTER_WORD = re.compile(rf"\b{_PATIENT_WORD}[:,]? (?:is |was )?({_FULL})\b")
_TITLED = re.compile(rf"\b(?:Mr|Mrs|Ms|Miss)\.? ({_LAST}(?: {_LAST})?)\b")
_BEFORE_IDENTIFIER = re.compile(
    rf"\b({_FULL}|{_LAST}, {_FIRST}(?: [A-Z]\.?)?)(?='?s?[\s,;:(-]*(?:(?:is|was|has|her|his|with|the)\s+)?\[removed\])"
)
_LOWER_NAME = re.compile(r"\b(?:patient|pt|client|beneficiary) ([a-z]{2,15} [a-z]{2,15})(?=,?\s*\[removed\])")
_INITIALS = re.compile(r"\b(?:patient|pt|client) ([A-Z]\.[A-Z]\.?)(?=[\s,;:(]+(?:\[removed\]|d\.?o\.?b))")
_NO_NAME = frozenset(
    "medicare medicaid advantage part plan blue cross shield united healthcare aetna cigna humana tricare "
    "physical occupational speech therapy therapist pathologist pathology advocate protection care community "
    "veterans affairs security access portal safety financial responsibility rights bill billing services service "
    "center clinic hospital health home group education notice eval evaluation manual exercise exercises training "
    "therapeutic activities gait neuromuscular re self management january february march april may june july "
    "august september october november december monday tuesday wednesday thursday friday saturday sunday is was "
    "has had the we can do does did what when how if and or for with under per in on at to all units unit code "
    "codes modifier question commercial workers compensation worker auto insurance new york texas california "
    "florida statement liability relations assistant private practice outpatient inpatient original traditional "
    "example act privacy data record records number id status level total treatment progress note report day "
    "visit visits a b c d".split()
)


def scrub(text: str) -> tuple[str, bool]:
    """The text with every such detail replaced by REMOVED, and whether there was one."""
    clean = text
    if any(char.isdigit() or char == "@" for char in clean):
        for pattern in _IDENTIFIERS:
            clean = pattern.sub(REMOVED, clean)
    identified = clean != text
    for pattern in _names(clean, identified=identified):
        clean = pattern.sub(_blank, clean)
    return clean, clean != text


def _names(text: str, *, identified: bool) -> tuple[re.Pattern[str], ...]:
    """The patterns of names worth looking for: "Mr. Smith" only beside a number, none in a heading."""
    if identified:
        return _BEFORE_IDENTIFIER, _AFTER_WORD, _TITLED, _LOWER_NAME, _INITIALS
    if _heading(text):
        return ()
    return (_AFTER_WORD, _TITLED) if any(char.isdigit() for char in text) else (_AFTER_WORD,)


def _heading(text: str) -> bool:
    """Is nearly every long word capitalised, so that capitals say nothing?"""
    words = re.findall(r"[A-Za-z]{4,}", text)
    return len(words) > 3 and sum(word[0].isupper() for word in words) > 0.6 * len(words)


def _blank(match: re.Match[str]) -> str:
    """The match with its name taken out, unless its words are no name."""
    name: list[str] = []
    for word in match[1].split():
        bare = word.strip(".,'").lower()
        if bare in _NO_NAME or (word.isupper() and len(bare) > 2):
            break
        name.append(word)
    least = 1 if " " not in match[1] else 2
    return match[0].replace(" ".join(name), REMOVED) if len(name) >= least else match[0]
