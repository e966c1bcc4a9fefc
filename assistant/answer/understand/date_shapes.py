"""The shapes of dates, one alternative a shape; dates.py says what each means, and which of them cannot be.

Whatever has the shape of a date is matched here, so that its digits are never read as minutes: 2025-12-32 too.
"""

from __future__ import annotations

import re

_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"(?:19[89]\d|20[0-5]\d)"

SCAN = re.compile(
    "|".join(
        (
            (
                r"(?P<iso>(?<![\d/.-])(?P<iy>(?:19|20)\d\d)(?P<is>[-/.])(?P<im>\d{1,2})(?P=is)(?P<id>\d{1,2})(?![\d/-]|\.\d)"
                r"(?:t\d{2}:\d{2}(?::\d{2})?z?)?)"
            ),
            r"(?P<compact>(?<![\w#./-])(?P<cy>(?:19[89]|20[0-4])\d)(?P<cm>0[1-9]|1[0-2])(?P<cd>0[1-9]|[12]\d|3[01])(?![\w/-]|\.\d))",
            (
                r"(?P<us>(?<![\d/.-])(?P<um>\d{1,2})(?P<sep>[/.-])(?P<ud>\d{1,2})(?P=sep)(?P<uy>\d{4}|\d{2})(?![\d/]|"
                r"-\d|\.\d)"
                r"(?!\s*(?:min|m\b|'|of\b|each)))"
            ),
            (
                rf"(?P<mdy>\b{_MONTH.format('mm')}\s*(?P<md>\d{{1,2}})(?:st|nd|rd|th)?(?:\s*,\s*|"
                rf"\s+(?:of\s+)?)(?P<my>{_YEAR})(?!\d))"
            ),
            (
                rf"(?P<dmy>\b(?P<dd>\d{{1,2}})(?:st|nd|rd|"
                rf"th)?\s+(?:of\s+)?{_MONTH.format('dm')}\s*,?\s*(?P<dy>{_YEAR})(?!\d))"
            ),
            rf"(?P<quarter>\b(?:q(?P<q1>[1-4])\s*(?:of\s*)?(?P<qy1>{_YEAR})|(?P<qy2>{_YEAR})\s*-?\s*q(?P<q2>[1-4]))\b)",
            rf"(?P<my>\b{_MONTH.format('mo')}\s*(?:of\s+|,\s*|-|/)?\s*(?:(?P<yo>{_YEAR})|'(?P<ys>[123]\d))(?!\d))".replace(
                "(?P<my>", "(?P<month>", 1
            ),
            r"(?P<slash>(?<![\d/.-])(?P<sm>0?[1-9]|1[0-2])/(?P<sy>20[0-4]\d)(?![\d/]))",
            r"(?P<ym>(?<![\d/.-])(?P<yy>20[0-4]\d)-(?P<ymm>0[1-9]|1[0-2])(?![\d/-]))",
            rf"(?P<day>\b{_MONTH.format('ym2')}\s+(?P<yd>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:/]|\s*(?:min|unit)))",
            (
                rf"(?P<named>\b(?P<rel>last|this past|past|next|this|coming|in|since|of|by|until|through|as of|for|"
                rf"during)\s+{_MONTH.format('nm')}(?!\s+(?:i|we|be|not|have)\b|\s*(?:of\s+|,\s*)?[\d']))"
            ),
            (
                r"(?P<short>\b(?P<lead>dos|on|was|is|dated|date of service|eval(?:uation)?|since|by|from|seen|"
                r"started|soc|start of care)"
                r"[: ]\s*(?P<shm>0?[1-9]|1[0-2])/(?P<shd>0?[1-9]|[12]\d|3[01])(?![\d/]|\s*(?:min|m\b|'|of\b|each|"
                r"units?)))"
            ),
            (
                r"(?P<ago>\b(?P<an>\d{1,3}|a|one|two|three|four|five|six|couple)(?: of)? (?P<unit>day|week|month|"
                r"year)s? ago\b)"
            ),
            (
                r"(?P<rel2>\b(?P<rw>last|past|next|this|current|coming|previous|prior) (?:calendar )?(?P<ru>year|"
                r"month|week)\b|\bnext (?P<ry>january)\b)"
            ),
            r"(?P<word>\b(?P<wd>yesterday|today|tomorrow|this morning)\b)",
            rf"(?P<span>(?<![\d$,.-])(?P<y1>{_YEAR})\s*(?:-|to|through|thru|/)\s*(?P<y2>{_YEAR}|[12]\d)(?!\d|,\d))",
            (
                rf"(?P<year>(?<![a-z\d$,.:/-])(?:cy|fy|calendar year)?\s?(?P<y>{_YEAR})(?P<on>\+| ?(?:and|"
                rf"or) (?:later|after|on|onward|newer|beyond)|"
                r" ?onwards?| ?forward)?(?![\d/]|[,:.]\d|\s*-?\s*(?:min|units?)|-\d))"
            ),
            r"(?P<nomonth>(?<![\d/.-])(?:(?:00|1[3-9]|[2-9]\d)/20[0-4]\d|20[0-4]\d-(?:00|1[3-9]|[2-9]\d))(?![\d/-]))",
            r"(?P<noday>\b(?:dos|dated|date of service|service date)[: ]\s*\d{1,2}/\d{1,2}(?![\d/]|\s*(?:min|m\b|'|of\b|each|units?)))",
            rf"(?P<noquarter>\bq[05-9]\s*(?:of\s*)?{_YEAR}\b)",
            r"(?P<apos>(?<=[\s(])'(?P<ay>[123]\d)(?![\d']))",
        )
    )
)
