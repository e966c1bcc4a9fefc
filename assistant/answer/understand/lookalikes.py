"""Numbers that are neither codes nor minutes: denial codes, sections, forms, ages, ZIP codes, frequencies.

They are claimed before codes and minutes are read, so that "CO-50", "89 FR 97817", "TX 75001" or
"3x/week" is never taken for a modifier, a procedure code or treatment time.
"""

from __future__ import annotations

import re

from assistant.answer.understand.wording import Page

_MIN = r"(?!\s*-?\s*(?:min|m\b|'))"
_STATE = (
    r"a[klrz]|c[aot]|d[ce]|fl|ga|hi|i[adl]|k[sy]|la|m[adeinost]|n[cdehjmvy]|o[hk]|pa|ri|s[cd]|t[nx]|ut|v[at]|w[aivy]"
)

_ZIP = re.compile(rf"\b(?:{_STATE.upper()}|(?<=, )(?:OR|IN)) \d{{5}}(?:-\d{{4}})?\b")
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?:pos|place of service) ?\d\d(?:\s*(?:,|/|or|and|vs\.?|versus|to)\s*\d\d\b(?!\s*min))+",
        # denial codes: group code with a number, CARC, RARC
        rf"\b(?:co|pr|oa|pi)-a?\d{{1,3}}\b(?![.:]\d){_MIN}",
        rf"\b(?:co|pr|oa|pi)(?:[- ]?(?:carc)?[- ]?)a?\d{{1,3}}\b(?![.:]\d|\s*(?:of|for)\b){_MIN}",
        r"\b(?:carc|rarc|(?:reason|remark|denial|adjustment|claim adjustment reason) codes?)"
        r"[- :#]{0,2}(?:(?:co|pr|oa|pi)[- ]?)?[a-z]{0,2}\d{1,3}\b",
        r"\b(?:ma|n|m)\d{2,3}\b",
        (
            r"\b(?:denials?|deny|denied)(?: (?:as|with|under|for|code))? (?:co|pr|oa)?[- ]?\d{1,3}\b(?!\s*-?(?:min|"
            r"unit|m\b|'|visit))"
        ),
        # sections, laws, manuals, forms, notices
        r"§{1,2}\s?[\d.]+(?:\.[a-z])?",
        (
            r"\b(?:(?:sec|ch|chap|pp?|pub|rev|ste|apt|ext|se)\.?|section|chapter|part|page|appendix|exhibit|title|"
            r"article|lcd|ncd|transmittal|"
            r"revision|change request|mln|publication|form|box|item|field|line|row|step|question|"
            r"example|scenario|option|level|phase|tier|indicator|mai|column|bill type|revenue codes?|rev codes?|"
            r"condition code|occurrence code|value code|specialty|type of bill|tob|place of service|pos|"
            r"suite|room|extension|aic)"
            r"(?:\s*(?:#|no\.?|number|is|of)){0,2}\s*-?\s*[a-z]?\d{1,4}(?:[.\-]\d+)*[a-z]?\b"
        )
        + _MIN,
        r"\b(?:zip(?: code)?|cr|npi|tin|ein|taxonomy)\s*(?:#|no\.?|number|is|:)?\s*\d+x?\b" + _MIN,
        r"\b(?:account|acct|case|claim|invoice|ticket|reference|ref|group|policy|member|auth|authorization)"
        r"\s*(?:#|no\.|number|id)\s*(?:is|:|#)?\s*[a-z]{0,3}\d+\b",
        r"\b\d+\s*(?:cfr|u\.?s\.?c\.?|fr|fed\.? reg\.?|f\.r\.)\s*(?:§{1,2}\s?)?(?:part\s*)?[\d.,()a-z\-]*\d[\d.()a-z]*",
        r"\b(?:(?:cms|hcfa|ub|cpb|ncd|lcd|h\.r\.|icd)[- ]?|r-)\d{1,4}(?:-[a-z])?\b" + _MIN,
        r"\b[al]\d{5}\b",
        r"\b(?:2|6|12|two|six|twelve)[- ]?min\w*(?= walk)",  # a test's name
        r"\b(?:blood pressure|bp)\b[^.?!\d]{0,12}\d{2,3} ?/ ?\d{2,3}\b",
        r"\b100-0[0-9]\b",
        r"\bhelp ?line\b.{0,12}\d+",
        r"(?:(?<!modifier )(?<!mod )#|\bno\. ?)\d{1,9}\b",
        r"\b[a-z]\d{2}\.[0-9a-z]{1,4}\b",  # ICD-10
        r"\bcovid-?19\b",
        r"\bneuro(?= (?:patients?|pts?|clients?|cases?|dx|diagnos[ei]s|clinics?|population|conditions?)\b)",  # who is treated, not what is done
        r"\b\d{1,5} (?:[nsew]\.? )?[a-z]+ (?:st|street|ave|avenue|blvd|boulevard|road|rd|lane|ln|drive|dr|hwy|pkwy)\b",
        r"\b1?-?8(?:00|33|44|55|66|77|88)-[\da-z]{3,}(?:-\d{4})?\b",
        r"\b\d{9,}\b",
        # ages, ratios, strengths, shares
        r"\b\d{1,3}[- ]?(?:y/?o|yrs? old|years?[- ]old|year[- ]old)\b",
        r"\b(?:age[ds]?|over the age of) \d{1,3}\b",
        (
            r"\b24/7\b(?! min)|\b50/50\b(?!/|\s*min)|\b1:1\b|\b1[- ](?:on|to)[- ]1\b|\bone[- ](?:on|to)[- ]one\b|"
            r"\b[0-5][+-]?/5\b(?!\s*(?:min|/|of))"
        ),
        r"\b\d+(?:\.\d+)? ?(?:%|percent\b|per cent\b)",
        r"\b(?:patient|client|person) ?#? ?[1-9]\b(?!\s*-?\s*(?:min|unit|hour))",
        # frequency, dose and counts of other things
        (
            r"\b\d{1,2}\s*x\s*(?:/|per|a|each|every)\s*(?:week|wk|day|month|visit)\b(?:\s*(?:x|"
            r"for)\s*\d+\s*(?:weeks?|wks?|w\b))?"
        ),
        r"\b\d{1,2}\s*(?:-\s*\d{1,2}\s*)?(?:times?|x)\s*(?:/|per|a|each|every)?\s*(?:weekly|daily|week|wk|day|month)\b",
        r"\bx ?\d{1,2} (?:weeks?|wks?|visits?|sessions?|days?|reps?)\b",
        r"\b\d{1,2} ?x ?\d{1,2} (?:reps?|sets?)\b|\b\d+ (?:sets?|reps?|lbs?|pounds|feet|ft|steps|meters|degrees)\b",
        r"\b\d+(?:st|nd|rd|th)\b",
        r"\b\d+(?:[- ]?\d+)? ?(?:sq ?cm|cm2?|mhz|hz|hp|kg|mg|ml)\b",
    )
)


def claim(page: Page) -> None:
    """Claim every such number of a page."""
    for pattern in _PATTERNS:
        page.claim_all(pattern)
    for match in () if page.shouting else _ZIP.finditer(page.text):
        page.claim(*match.span())
