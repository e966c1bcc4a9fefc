"""Numbers that are neither codes nor minutes: denial codes, sections, forms, ages, ZIP codes, frequencies, doses.

They are claimed before codes and minutes are read, in this order, so that "CO-50", "89 FR 97817", "TX 75001" or "3x/week" is never
taken for a modifier, a procedure code or treatment time.
"""

from __future__ import annotations

from assistant.answer.understand.marks.rule import Rule

_STATE = r"a[klrz]|c[aot]|d[ce]|fl|ga|hi|i[adl]|k[sy]|la|m[adeinost]|n[cdehjmvy]|o[hk]|pa|ri|s[cd]|t[nx]|ut|v[at]|w[aivy]"
_GROUP = "co|pr|oa|pi"
_NUMBER = r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)"
_PATIENTS = r"(?:patients?|pts|people|ppl|peeps|clients|kids|children|participants|members|others|ladies|men|women|of (?:them|us|em))"
_SCALE = r"(?:harris(?: hip)?|lower extremity functional scale|tug|timed up and go|lefs|quick ?dash|dash|odi|ndi|oswestry|berg(?: balance)?|foto|womac|koos|moca|mmse|dgi|fga|psfs|barthel|tinetti|abc scale|phq-?9|fim)"

ZIP = Rule("a ZIP code", "name", rf"\b(?:{_STATE.upper()}|(?<=, )(?:OR|IN)) \d{{5}}(?:-\d{{4}})?\b", ("a clinic in [TX 75001]",), ("tx 97110",))

DENIALS = (
    Rule("a denial code", "denial", rf"\b(?:{_GROUP})-a?\d{{1,3}}\b(?![.:]\d)<min>", ("[CO-119]: what now", "[pr-a1] came"), ("co-23 min",)),
    Rule("a denial code", "denial", rf"\b(?:{_GROUP})(?:[- ]?(?:carc)?[- ]?)a?\d{{1,3}}\b(?![.:]\d|\s*(?:of|for)\b)<min>", ("[CO 97] again",), ("co 3 of 4",)),
    Rule("a denial code", "denial", r"\b(?:co|pr|oa|pi) (?:4|16|18|22|29|45|50|59|96|97|109|119|151|167|204|222|234|236|242)(?= for\b)", ("[CO 97] for 97110",), ("co 15 for 97110",)),
    Rule("a denial code", "denial", rf"\b(?:carc|rarc|(?:reason|remark|denial|adjustment|claim adjustment reason) codes?)[- :#]{{0,2}}(?:(?:{_GROUP})[- ]?)?[a-z]{{0,2}}\d{{1,3}}\b", ("[remark code N130]", "[CARC 4]"), ("reason is 4 visits",)),
    Rule("a remark code", "denial", r"\b(?:ma|n|m)\d{2,3}\b", ("they sent [MA130]",), ("m 4",)),
    Rule("a denial code", "denial", r"\b(?:denials?|deny|denied)(?: (?:as|with|under|for|code))? (?:co|pr|oa)?[- ]?\d{1,3}\b(?!\s*-?(?:min|unit|m\b|'|visit))", ("[denied with 50]",), ("denied 2 units",)),
)

NAMES = (
    Rule("a place of service", "place", r"\b(?:pos|place of service) ?\d\d(?:\s*(?:,|/|or|and|vs\.?|versus|to)\s*\d\d\b(?!\s*min))+", ("[POS 11 or 22]",), ("pos 11",)),
    Rule("a section", "name", r"§{1,2}\s?[\d.]+(?:\.[a-z])?", ("[§220.3] says",), ("220",)),
    Rule(
        "a numbered thing", "name",
        r"\b(?:(?:sec|ch|chap|pp?|pub|rev|ste|apt|ext|se)\.?|section|chapter|part|page|appendix|exhibit|title|article|lcd|ncd|transmittal|"
        r"revision|change request|mln|publication|form|box|item|field|line|row|step|question|example|scenario|option|level|phase|tier|"
        r"indicator|mai|column|bill type|revenue codes?|rev codes?|condition code|occurrence code|value code|specialty|type of bill|tob|"
        r"place of service|pos|suite|room|extension|aic)(?:\s*(?:#|no\.?|number|is|of)){0,2}\s*-?\s*[a-z]?\d{1,4}(?:[.\-]\d+)*[a-z]?\b<min>",
        ("[chapter 15] of it", "[box 24] is empty", "[line 2] denied"), ("step 8 minutes",),
    ),
    Rule("a numbered exercise", "name", r"\b(?:activity|exercise|task|station|drill|circuit|stretch|set) ?#?\d(?=:? +\d)", ("[activity 1] 8 min",), ("exercise 8, manual 9",)),
    Rule("a registered number", "name", r"\b(?:zip(?: code)?|cr|npi|tin|ein|taxonomy)\s*(?:#|no\.?|number|is|:)?\s*\d+x?\b<min>", ("[NPI 1234567890]", "[zip code 94105]"), ("npi needed",)),
    Rule(
        "a registered number", "name",
        r"\b(?:account|acct|case|claim|invoice|ticket|reference|ref|group|policy|member|auth|authorization)\s*(?:#|no\.|number|id)\s*(?:is|:|#)?\s*[a-z]{0,3}\d+\b",
        ("[claim #12345] denied",), ("group 12 min",),
    ),
    Rule("a law", "name", r"\b\d+\s*(?:cfr|u\.?s\.?c\.?|fr|fed\.? reg\.?|f\.r\.)\s*(?:§{1,2}\s?)?(?:part\s*)?[\d.,()a-z\-]*\d[\d.()a-z]*", ("[42 CFR 410.60] says", "[89 FR 97817]"), ("42 minutes",)),
    Rule("a form or manual", "name", r"\b(?:(?:cms|hcfa|ub|cpb|ncd|lcd|h\.r\.|icd)[- ]?|r-)\d{1,4}(?:-[a-z])?\b<min>", ("a [CMS-1500]", "[UB-04]"), ("cms 8 min",)),
    Rule("an article", "name", r"\b[al]\d{5}\b", ("[A53065]",), ("97110",)),
    Rule("a test's name", "name", r"\b(?:2|6|12|two|six|twelve)[- ]?min\w*(?= walk)", ("a [6 minute] walk",), ("6 minutes of walking",)),
    Rule("a bound", "count", r"\b(?:over|above|under|below|at least|more than|less than) \d{1,2}\b(?! ?-?(?:min|m\b|'|%|\d|of\b))", ("gait was [over 8], I'd say", "it's [under 8]"), ("over 20 minutes", "over 8 of it")),
    Rule("a blood pressure", "name", r"\b(?:blood pressure|bp)\b[^.?!\d]{0,12}\d{2,3} ?/ ?\d{2,3}\b", ("[BP was 120/80]",), ("20/15",)),
    Rule("a manual", "name", r"\b100-0[0-9]\b", ("[100-04]",), ("100-40",)),
    Rule("a telephone number", "name", r"\bhelp ?line\b.{0,12}\d+", ("[helpline at 800]",), ("helpful 8",)),
    Rule("a number of something", "name", r"(?:(?<!modifier )(?<!mod )#|\bno\. ?)\d{1,9}\b", ("bed [#12]", "bed [no. 12]"), ("modifier #59",)),
    Rule("a diagnosis", "diagnosis", r"\b[a-z]\d{2}\.[0-9a-z]{1,4}\b", ("[M54.5] and more",), ("m54",)),
    Rule("a disease's name", "name", r"\bcovid-?19\b", ("[covid-19] waiver",), ("covid 20",)),
    Rule("who is treated", "name", r"\bneuro(?= (?:patients?|pts?|clients?|cases?|dx|diagnos[ei]s|clinics?|population|conditions?)\b)", ("a [neuro] patient",), ("neuro 15",)),
    Rule("an address", "name", r"\b\d{1,5} (?:[nsew]\.? )?[a-z]+ (?:st|street|ave|avenue|blvd|boulevard|road|rd|lane|ln|drive|dr|hwy|pkwy)\b", ("at [12 Oak Street]",), ("12 oaks",)),
    Rule("a telephone number", "name", r"\b1?-?8(?:00|33|44|55|66|77|88)-[\da-z]{3,}(?:-\d{4})?\b", ("call [1-800-633-4227]",), ("80-100",)),
    Rule("a long number", "name", r"\b\d{9,}\b", ("id [123456789]",), ("97110",)),
)

COUNTS = (
    Rule("an age", "age", r"\b\d{1,3}[- ]?(?:y/?o|y\.o\.?|yrs? old|years?[- ]old|years? of age|year[- ]old)(?![a-z])", ("[82 yo] woman", "a [7-year-old]"), ("7 years",)),
    Rule("an age", "age", r"\b(?:age[ds]?|over the age of|turn(?:ed|s|ing)) \d{1,3}\b<min>", ("[aged 65]", "he [turned 72]"), ("ages ago",)),
    Rule("an age", "age", r"\b(?:she|he|mom|dad|grandma|patient|pt)(?:'s| is| was) (?:about |around |almost )?[1-9]\d(?=\s*(?:[,.;?!)]|$|and (?:has|had|on|is|with|in)\b|with\b|now\b))", ("[she is 72], on Medicare",), ("she is 72 minutes in",)),
    Rule("a range of motion", "score", r"\b0 ?(?:-|to) ?\d{1,3}\b<min>|\b\d{1,3}(?: ?(?:-|to) ?\d{1,3})? ?(?:degrees?\b|deg\b|°)", ("ROM [0-95] now", "flexion [40-70 degrees]"), ("10-12 min",)),
    Rule("a level of the spine", "diagnosis", r"\b[ctls]\d{1,2} ?[-/] ?[ctls]?\d{1,2}\b<min>", ("[L3-4] fusion", "[c6/7]"), ("l 3 4",)),
    Rule("what a patient pays", "count", r"\b(?:co-?pays?|co-?payment|co-?insurance|deductible)(?: (?:is|was|of|at|about))?:? \d{1,4}\b<min>", ("[copay 35], then",), ("copay, 15 of gait",)),
    Rule("how many patients", "count", rf"\b{_NUMBER} ?(?:-|to|or) ?{_NUMBER} {_PATIENTS}\b|\b(?:groups?|class(?:es)?|circle) (?:of|with) {_NUMBER}\b(?! ?min)|\b{_NUMBER} (?:{_PATIENTS} )?in (?:the|a|one|my|our|that) (?:group|class)\b|\b{_NUMBER} (?:{_PATIENTS} )?(?:in the \w+ )?(?:at once|at a time|at the same time|side by side)\b|\b{_NUMBER} (?:ppl|others)\b(?!' )|\b(?:[2-9]|1[0-2]|two|three|four|five|six|seven|eight) (?!min|units?\b|more\b|of\b|for\b|with\b|and\b|to\b|on\b|by\b|each\b|one\b|per\b|timed\b|total\b|gave\b|did\b)[a-z]{{3,}} (?:patients|pts|people|clients|ladies|men|women|kids)\b", ("[2-3 patients] in it", "a [group of four]", "[5 in the class]", "[four in the pool at once]", "30 min, [4 ppl]", "with [three others]", "[3 stroke patients], 45 min"), ("20 with patients", "a group for 40 minutes", "12 in the pool")),
    Rule("a bound", "count", r"[<>]=? ?\d{1,2}(?: ?min(?:ute)?s?)?\b", ("gait [<8 min]",), ("8 min",)),
    Rule("a share", "share", r"\b24/7\b(?! min)|\b50/50\b(?!/|\s*min)|\b1:1\b|\b1[- ](?:on|to)[- ]1\b|\bone[- ](?:on|to)[- ]one\b|\b[0-5][+-]?/5\b(?!\s*(?:min|/|of))", ("split [50/50]", "strength [4/5]"), ("20/20",)),
    Rule("a share", "share", r"\b\d+(?:\.\d+)? ?(?:%|percent\b|per cent\b)", ("[85%] of it",), ("85 minutes",)),
    Rule("a patient's number", "name", r"\b(?:patient|client|person) ?#? ?[1-9]\b(?!\s*-?\s*(?:min|unit|hour))", ("[patient 2] came",), ("patient 20 min",)),
    Rule("a frequency", "frequency", r"\b\d{1,2}\s*x\s*(?:/|per|a|each|every)\s*(?:week|wk|day|month|visit)\b(?:\s*(?:x|for)\s*\d+\s*(?:weeks?|wks?|w\b))?", ("[3x/week]", "[2 x per wk for 6 weeks]"), ("97110 x3",)),
    Rule("a frequency", "frequency", r"\b\d{1,2}\s*(?:-\s*\d{1,2}\s*)?(?:times?|x)\s*(?:/|per|a|each|every)?\s*(?:weekly|daily|week|wk|day|month)\b", ("[3 times a week]", "[2-3x weekly]"), ("3 times 15",)),
    Rule("a dose", "count", r"\bx ?\d{1,2} (?:weeks?|wks?|visits?|sessions?|days?|reps?)\b", ("[x10 reps]",), ("x10",)),
    Rule("a dose", "count", r"\b\d{1,2} ?x ?\d{1,2} (?:reps?|sets?)\b|\b\d+ (?:sets?|reps?|lbs?|pounds|feet|ft|steps|meters|degrees)\b", ("[3x10 reps]", "[5 lbs]"), ("3x10",)),
    Rule("a place in a row", "count", r"\b(?:(?:visit|session|treatment|day|week|note) ?#? ?\d{1,3} (?:of|out of) ?\d{1,3}|visit ?#? ?\d{1,3})\b<min>", ("this is [visit 7 of 12]", "it was [visit 9]"), ("a visit of 45 minutes", "session 45 min")),
    Rule("a place in a row", "count", r"\b\d+(?:st|nd|rd|th)\b", ("the [10th] visit",), ("10 the",)),
    Rule("a dose", "count", r"\b\d+(?:[- ]?\d+)? ?(?:sq ?cm|cm2?|mhz|hz|hp|kg|mg|ml)\b", ("[3 MHz]", "[20 sq cm]"), ("20 min",)),
)

# Before dates are read: a score looks like one.
SCORES = (
    Rule("a score", "score", r"\b(?:strength|mmt|pain|grade|graded|score|scored|borg|rpe|vas|nprs|quads?|hamstrings?|level|rated|rates|scale|out of|tests?)\b[^.?!\d\n]{0,20}\d{1,2}[+-]?(?: ?/ ?\d{1,2}\b(?!/)| out of \d{1,2}\b)", ("[Strength is 4/5] there", "[pain was 4/10] today", "[MMT 3+/5]"), ("seen 4/5", "tested on 4 of 5")),
    Rule("a score", "score", rf"\b\d{{1,3}}(?: ?/ ?\d{{1,3}})? (?:on (?:the |her |his )?)?{_SCALE}\b|\b{_SCALE}(?: (?:score|of|is|was|at))*:? \d{{1,3}}(?: ?/ ?\d{{1,3}})?\b<min>", ("[31/80 LEFS], then", "[NDI was 22] today"), ("dashed 15 minutes",)),
    Rule("a score", "score", r"\b\d{1,2}[+-]?/\d{1,2}(?= (?:pain|strength|mmt|on the|quad|grip))", ("[7/10] pain",), ("7/10 she came",)),
)

PLACES = (NAMES[0], *DENIALS, *NAMES[1:], *COUNTS)
