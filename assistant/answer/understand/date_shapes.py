"""The shapes of dates, one alternative a shape; dates.py says what each means, and which of them cannot be.

Whatever has the shape of a date is matched here, so that its digits are never read as minutes: 2025-12-32 too.
"""

from __future__ import annotations

import re

from assistant.answer.understand import date_words
from assistant.answer.understand.date_slips import SLIPS

_SURE = (  # months that are no other word, also as they are misspelt: "Febuary", "Decmber", "septembre"
    r"jan(?:[a-z]{2,4}y)?|feb(?:[a-z]{0,5}y)?|apr(?:[a-z]{1,2}l)?|june?|july?|aug(?:[a-z]{1,2}t)?|sep(?:t?[a-z]{0,4}b(?:er|re|r)|t)?|"
    r"oct(?:[a-z]{0,3}b(?:er|re|r))?|nov(?:[a-z]{0,4}b(?:er|re|r))?|dec(?:[a-z]{0,4}b(?:er|re|r))?"
)
_TH = r"(?:st|nd|rd|th)?"
_JOIN = r"\s*[-/.,]?\s*"  # between a day, a month's name and a year: "31-Dec-2025", "31Dec2025", "Dec. 31, 2025"
_NOT_TIME = r"(?!\d|/|:\d|\s*-?\s*(?:min|unit|m\b|'))"


def _month(group: str, names: str = rf"mar(?:ch)?|may|{_SURE}") -> str:
    return rf"(?P<{group}>{names})(?![a-z])\.?"


_YEAR = r"(?:19[89]\d|20[0-5]\d)"

_WEEKDAY = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s"
_VISIT = (  # what is told of a visit, right before its day: "first visit 9/8", "started Mon 9/7", "missed on 9/22"
    r"(?:(?:(?:first|initial|1st|eval(?:uation)?|last|progress) (?:visit|day|treatment|session|eval(?:uation)?|note|report|seen)|first seen|initial|starts?|starting|began|evaluated|eval'?e?d|"
    r"start date|ie|day (?:one|1)|admit(?:ted)?|pn|missed|cancell?ed|skipped|no[- ]?show(?:ed|s)?)(?: (?:on|was|is|for|of))?:?\s"
    rf"(?:{_WEEKDAY})?|(?:started|eval(?:uation)?|soc|start of care|seen)(?: (?:on|was))?\s{_WEEKDAY})"
)
_MONTH_DAY_ENDS = r"(?![\w/]|[-.,|\\]\d{4}|\s*(?:min|m\b|'|of\b|each|units?))"

_STARTS = r"(?:(?=[\d'\s])|(?<![a-z])(?=[a-z]))"  # where a shape can begin: tried first, since most places of a text are none

SCAN = re.compile(
    _STARTS
    + "(?:"
    + "|".join(
        (
            *SLIPS,
            *date_words.shapes(_SURE),
            (
                r"(?P<iso>(?:(?<![\d/.-])|(?<=\d\d/)(?=\d{4}-))(?P<iy>(?:19|20)\d\d)(?P<is>[-/._]|\s-\s|\s/\s)(?P<im>\d{1,2})(?P=is)(?P<id>\d{1,2})(?![\d-]|/\d{1,2}/|\.\d|\s*min)"
                r"(?:t\d{2}:\d{2}(?::\d{2})?z?|(?![a-z])))"
            ),
            r"(?P<compact>(?<![\w#./-])(?P<cy>(?:19[89]|20[0-4])\d)(?P<cm>[01]\d|[23]\d(?=[01]\d))(?P<cd>[0-3]\d)(?![\w/-]|\.\d))",
            r"(?P<joined>(?<![\w#./-])(?P<jm>[01]\d)(?P<jd>[0-3]\d)(?P<jy>20[0-4]\d)(?![\w/-]|\.\d))",
            r"(?P<six>\b(?:dos|dated?|date of service|service date)[: ]\s*(?P<xm>\d\d)(?P<xd>\d\d)(?P<xy>\d\d)(?![\w/-]|\.\d))",
            r"(?P<spaced>(?<![\d/.-])(?P<s1>\d{1,2})(?P<ss>\s?/\s?|\.\s|\s-\s)(?P<s2>\d{1,2})(?P=ss)(?P<s3>(?:19|20)\d\d)(?![\d/-]|\.\d))",
            (
                r"(?P<us>(?:(?<![\d/.-])|(?<=/\d\d-)|(?<=/\d\d\d\d-)|(?<=\d/\d-)|(?<=\d/\d\d-))(?P<um>\d{1,2})(?P<sep>[/._-])(?P<ud>\d{1,2})(?P=sep)(?P<uy>\d{4}|'?\d{2})(?![\d/]|"
                r"-\d(?!\d?/\d)|\.\d)"
                r"(?!\s*(?:min|m\b|'|of\b|each)))"
            ),
            rf"(?P<mdy>\b{_month('mm')}{_JOIN}(?P<md>\d{{1,2}}){_TH}(?:{_JOIN}|\s+of\s+)(?:(?P<my>{_YEAR})|'(?P<mys>[123]\d))(?!\d))",
            rf"(?P<dmy>(?<![\w/.-])(?P<dd>\d{{1,2}}){_TH}(?:{_JOIN}|\s+of\s+){_month('dm')}{_JOIN}(?P<dy>{_YEAR})(?!\d))",
            rf"(?P<ymd>(?<![\w$.-])(?P<wy>{_YEAR}){_JOIN}{_month('wm', _SURE)}{_JOIN}(?P<wday>\d{{1,2}}){_TH}{_NOT_TIME})",
            rf"(?P<dayof>(?<![\w$:/.-])(?P<nd>\d{{1,2}})(?:{_TH}(?:\s*[-/]\s*|\s+of\s+|\.?\s?){_month('n1', _SURE)}|(?:(?:st|nd|rd|th)\s+(?:of\s+)?|\s+of\s+){_month('n2')})(?!\s*(?:min|m\b)))",
            rf"(?P<quarter>\b(?:q(?P<q1>[1-4])\s*(?:of\s*)?(?P<qy1>{_YEAR})|(?P<qy2>{_YEAR})\s*-?\s*q(?P<q2>[1-4]))\b)",
            rf"(?P<my>\b{_month('mo')}\s*(?:of\s+|,\s*|-|/)?\s*(?:(?P<yo>{_YEAR})|'(?P<ys>[123]\d))(?!\d))".replace(
                "(?P<my>", "(?P<month>", 1
            ),
            r"(?P<slash>(?<![\d/.-])(?P<sm>0?[1-9]|1[0-2])[/-](?P<sy>20[0-4]\d)(?![\d/]))",
            r"(?P<ym>(?<![\d/.-])(?P<yy>20[0-4]\d)[-/](?P<ymm>0[1-9]|1[0-2])(?![\d/-]))",
            rf"(?P<day>\b(?:{_month('ym2')}\s+(?:the\s+)?|{_month('ym3', _SURE)}\s*[-/]?\s*)(?P<yd>\d{{1,2}}){_TH}{_NOT_TIME})",
            (
                rf"(?P<named>\b(?P<rel>last|this past|past|next|this|coming|in|since|of|by|until|through|as of|for|"
                rf"during)\s+{_month('nm')}(?!\s+(?:i|we|be|not|have)\b|\s*(?:of\s+|,\s*)?[\d']))"
            ),
            rf"(?P<visit>\b{_VISIT}(?P<vm>0?[1-9]|1[0-2])/(?P<vd>0?[1-9]|[12]\d|3[01]){_MONTH_DAY_ENDS})",
            r"(?P<early>(?<![\d/.-])(?P<em>0?[1-9]|1[0-2])/(?P<ed>0?[1-9]|[12]\d|3[01])(?=\s(?:was |is |= ?)?(?:the |her |his )?(?:eval(?:uation)?|first (?:visit|day|treatment)|initial|start of care|soc|ie)\b))",
            (
                r"(?P<short>\b(?P<lead>dos|on|was|is|dated|date of service|eval(?:uation)?|since|by|from|seen|"
                r"started|soc|start of care)"
                r"[: ]\s*(?P<shm>0?[1-9]|1[0-2])/(?P<shd>0?[1-9]|[12]\d|3[01])(?![\w/]|[-.,|\\]\d{4}|\s*(?:min|m\b|'|of\b|each|"
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
            r"(?P<nomonth>(?<![\d/.-])(?:(?:00|1[3-9]|[2-9]\d)/20[0-4]\d|20[0-4]\d[-/](?:00|1[3-9]|[2-9]\d))(?![\d/-]))",
            (
                r"(?P<bare>(?:(?<=\bmin \()|(?<=\bmins \()|(?<=minutes \())(?P<b1>0?[1-9]|1[0-2])/(?P<b2>[12]\d|3\d|0?[1-9])(?=\))|"
                r"\A(?P<b3>0?[1-9]|1[0-2])/(?P<b4>[12]\d|3\d|0?[1-9])(?=[:,]?\s\d{5}\s(?:for\s|x\s|-\s)?\d{1,3}\s?(?:m\b|min|')))"
            ),
            r"(?P<noday>\b(?:dos|dated|date of service|service date)[: ]\s*\d{1,2}/\d{1,2}(?![\w/]|[-.,|\\]\d{4}|\s*(?:min|m\b|'|of\b|each|units?)))",
            rf"(?P<noquarter>\bq[05-9]\s*(?:of\s*)?{_YEAR}\b)",
            r"(?P<apos>(?<=[\s(])'(?P<ay>[123]\d)(?![\d']))",
        )
    )
    + ")"
)
