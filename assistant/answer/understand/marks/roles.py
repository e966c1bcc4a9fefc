"""What a quantity is in the words around it: no treatment, a total, for each, left over, taken off, an example.

Kinds, in the order they are weighed: rule, aside, least, moment, other (a noun behind it: a count or a rate),
weak, example and slot (no treatment where other minutes are told), or, idle, excluded, net, session, total, each, extra, stray.
"""

from __future__ import annotations

from assistant.answer.understand.marks.rule import Rule

_TOTAL_TAIL = r"(?!\s*(?:of|is|was|time|=|:)*\s*\d)(?!(?<=total)\s+(?:\w+ )?units?\b)"
_KINDS_OF_TIME = r"(?:therapy|treatment|timed|direct|skilled|one[- ]on[- ]one|billable)"

NO_TREATMENT = (
    Rule("the rule's own 8 minutes", "rule", r"#[\s-]*(?:rules?\b|total(?! units?\b)|limit|method|thing|or (?:midpoint|ama)|vs\.?|versus|guideline|policy|way|math|calculation|counting|requirement|standard)\b", ("does the [8-minute] rule apply", "the [8 minute] method"), ("8 minutes of ther ex",)),
    Rule("a least or most", "least", r"\b(?:per|every|each|than|under|below|above|over|least|minimum|within|inside|apply|maximum|max|typical|reach|reaches|first|exceeds?|beyond|passes|needs?|requires?|equals|past|increments|non|not|non-|until|till)[\s~(\"]*(?:(?:a|the|of|<filler>)\s+){0,2}#", ("at least [8 minutes]", "paid per [15 minutes]", "within [15 minutes] of the door", "must reach [23 min]"), ("we did 8 minutes",)),
    Rule("enough for a unit", "aside", r"\b(?:enough (?:to bill|for)|counts? as|to reach|to make|to bill) #", ("is it enough to bill [15 minutes]",), ("we bill 15 minutes",)),
    Rule("a span between things", "aside", r"#[\s-]*(?:late|early|before|after|apart|ago|later|away|into|gap|break|delay|notice|grace|window|wait(?:ing)?|behind|drive|commute|lunch|warning|reminder|webinar|course|video|meeting|in-?service|lecture)\b", ("he came [20 minutes] late", "their clinic is [40 min] away", "a [15 minute] grace window"), ("20 minutes of gait",)),
    Rule("late or cancelled", "aside", r"\b(?:late|early|cancel\w*|no[- ]showed|drove|arrived|overdue|delayed)\b(?: (?:by|for|of|about|with|only|up to))* #", ("they were late by [12 minutes]", "he cancelled with [30 minutes] to go"), ("later we did 12 minutes",)),
    Rule("when it is due", "moment", r"\bin (?:the next |less than |under )?#(?! (?:of|on|for)\b)", ("I have to answer in [30 minutes]",), ("we did 30 minutes",)),
    Rule("what a unit is", "weak", r"\b(?:(?:a|an|each|one|every|1) (?:billable |timed |billing |full )?unit|(?:timed )?codes) (?:is|are|=|equals?|means?|lasts?|takes?|covers?|requires?|needs?|go(?:es)? (?:by|in))(?: (?:always|defined as|really|<filler>))* #(?!\s*(?:of|on|for) )", ("a unit is [15 minutes], he had 25", "each unit covers [15 min] and we did 40 min"), ("a unit of 97110 and 20 minutes of gait",)),
    Rule("what a unit is", "weak", r"#\s*(?:is|=|are|equals?|makes?|counts? (?:as|for)|for|gets?(?: you)?|earns?) (?:a|one|1|each|every|a single)\s(?:\w+ )?units?\b", ("[8 minutes] earns one unit, we had 25 min",), ("20 minutes makes 2 units",)),
    Rule("what is usual, planned or was another time", "weak", r"\b(?:usual(?:ly)?|typical(?:ly)?|normal(?:ly)?|average|generally|used to|booked|scheduled|supposed|planned|hoped|last (?:time|visit|session|week|month|treatment)|(?:previous|prior|earlier|next) (?:visit|session|treatment|time)|yesterday|the other day|tomorrow)\b(?: (?!today|but)[a-z]+){0,5} #", ("usually she gets [45 minutes] but today 30 min", "last visit was [40 minutes], today 25 min"), ("today 25 minutes",)),
    Rule("an example", "example", r"\b(?:e\.?g\.?|for example|for instance|such as|i\.e\.|ie|example)[ ,:]*(?:if )?(?:<who> )?(?:(?:did|have|had|do|with|a|<filler>) )*#", ("units are by time (eg [24 min] is one)",), ("20 min of gait e.g. stairs",)),
    Rule("minutes for units", "aside", r"#\s*for [1-9]\b(?!\s*(?:units?|more|min|patients?|pts|people|clients|of\b|m\b|')| ?[.:/]?\d)", ("it is [24] for 3",), ("24 minutes for 3 units",)),
    Rule("another possibility", "or", r"\bor (?:is it |was it |even |like |maybe |<filler> )*#", ("is it 15 or [20 minutes]", "24 for three or [40] for three"), ("20 min of 97110 or not",)),
    Rule("what is left", "net", r"\b(?:leaves?|leaving|left|down to|nets?|netting|remains?|that makes|which makes|ends? up (?:with|at))(?: (?:me|us|him|her|you|them|it|with|at|a|net|of|<filler>))* #", ("a break, which leaves [55]", "leaving me with only [38 minutes]"), ("he left at noon, 38 minutes",)),
    Rule("left over", "extra", r"#[\s-]*(?:of (?:\w+ ){1,2})?(?:(?:are|is|was|were) )?(?:left(?:[- ]?over)?|remaining|extra|unused|to spare)\b", ("so there are [10] left over", "with [7 minutes] remaining"), ("10 minutes of gait",)),
    Rule("left over", "extra", r"\b(?:extra|additional|remaining|leftover|last|rest|unused|other|next|over)[\s~(\"]*(?:(?:a|the|<filler>)\s+)?#", ("the remaining [5 minutes]", "an extra [7 min]"), ("we gave 7 min",)),
)

TAKEN_OFF = (
    Rule("not treated", "excluded", r"\b<of_that>,?(?: (?:was|were|<who>|<filler>))*,? #(?: (?:was|were|is|spent|went|to|on|for|in|of|the|a|an|<who>|taking|getting|being|his|her))* (?:<idle>|<eval>)", ("45 minutes, of which [15] rested", "an hour of which [10 minutes] was waiting for the table"), ("45 minutes, of which 15 was gait",)),
    Rule("not treated", "excluded", r"\b<of_that>,? (?:(?:was|were|<who>|spent|in|on|the|took|needed) )*<idle>(?: (?:for|about|took|was|<filler>))* #", ("45 min of which she rested for [10]",), ("45 min of which she walked 10",)),
    Rule("not treated", "excluded", r"#,?\s*<of_that>,?(?: (?:was|were|is|spent|went|to|on|for|in|of|the|a|an|<who>|taking|getting|just|really|at|his|her))* (?:<idle>|<eval>)", ("60 min total, [10 min] of that was waiting", "40 minutes, [6] of those he was in the bathroom"), ("40 minutes, 6 of it gait",)),
    Rule("not treated", "excluded", r"\b(?:minus|less|excluding|except(?: for)?|not counting|without|subtract(?:ing)?|deduct(?:ing)?|take (?:away|off|out)|taking (?:away|off|out)|includ(?:es|ing|ed)|counting|but|with|although|though|apart from|aside from|however|contained|lost)(?: (?:then|the|a|an|his|her|their|took|taking|had|was|were|spent|needed|required|lost|for|of|in|on|at|(?:of|from) (?:which|that|it|those)|<who>|<filler>))* #[\s-]*(?:(?:min\w* )?(?:of|for|to|on|in|at|was|were|is|spent|went|being|taking|getting|<who>|the|a|an|his|her|their|no|short|long|quick|little|toilet|water|bathroom|snack|coffee) )*(?:<idle>|<eval>)", ("45 minute session minus a [5 minute] bathroom break", "30 minutes including [5 minutes] of rest", "60 minutes but [5] was bathroom", "an hour with a [10 min] break"), ("30 minutes including 5 minutes of gait",)),
    Rule("not treated", "excluded", r"\b<idle>(?: (?:for|about|of|a|total|lasted|took|<filler>))* #(?=\s*(?:,\s*)?(?:during|in|within|out of|through(?:out)?|over|of|inside|from) (?:an?|the|his|her|our|this|that|my|their)\b)", ("rested [10 minutes] during a 45-minute visit",), ("we walked 10 minutes during a 45-minute visit",)),
    Rule("not treated", "idle", r"\b<idle>(?: (?:for|took|takes|was|about|of|by|with|lasted|ran|only|:|another|a))*[ :]*#", ("waited [10 minutes]", "bathroom break lasted [5 min]"), ("manual 10 minutes",)),
    Rule("not treated", "idle", r"#[\s-]*(?:(?:of|for|on|in|to|was|were|spent|<who>|the|a|an|his|her|doing|quick|short|long|toilet|water|snack) ){0,4}<idle>", ("[10 minutes] of charting", "a [5 minute] call", "[5 minutes] he was on the phone"), ("10 minutes of gait",)),
    Rule("an evaluation's own time", "aside", r"\b<eval>(?: (?:for|took|takes|was|about|of|by|with|lasted|ran|only))* ?#", ("the eval took [40 minutes]",), ("gait took 40 minutes",)),
    Rule("an evaluation's own time", "other", r"#[\s-]*(?:of )?(?:the |an? )?<eval>", ("a [45 minute] eval",), ("45 minutes of gait",)),
    Rule("what the patient did alone", "aside", r"#\s*(?:of |on )?(?:the |a )?(?:[a-z\x02'-]+ ){1,5}(?:alone|independent(?:ly)?|unattended|unsupervised|by (?:him|her|them)sel\w+|on (?:his|her|their) own|without (?:me|us|supervision|the (?:pt|ot|therapist)))\b", ("[20 min] bike warm up alone",), ("20 min bike with me",)),
)

COUNTED = (
    Rule("a rule, a rate or a count", "other", r"#(?:-|[\s\"']*)(?:rules?|codes?|units?|increments?|blocks?|chunks?|time[- ]based|time codes?|chart|table|guide|services?|intervals?|timed (?:codes?|units?|intervals?)|threshold|walk(?:ing)? tests?|mark|minimum|cut-?off|or (?:more|less|longer|over|under|greater|fewer)|each unit|per|and (?:over|up|above)|travel|driving|preparing|cleaning|doing the|i spend|we spend|notice|midpoint|convention|service code|procedure code|cpt|cancel+ation|counts?|rehab|a (?:day|week|month|visit)|(?:daily|weekly|monthly)\b|of (?:my|our) (?:day|time)|total limit)\b", ("a [15 minute] increment", "is it a [15-minute] code", "[8 minutes] or more"), ("15 minutes of gait",)),
)

SHAPES = (
    Rule("the whole session", "slot", r"#[\s-]*(?:time )?(?:slot|block|booking|appointment|appt|opening)\b", ("a [60 minute] slot", "a [45 min] appointment"), ("60 minutes of gait",)),
    Rule("the whole session", "session", rf"#[\s-]*(?:(?:of )?(?:pt|ot|slp|st|physical therapy|therapy|the|a|medicare|treatment|direct|skilled|one[- ]on[- ]one)\s+)?(?:treatment|session|visit|appointment|appt|period|slot|total|altogether|in all|in total|all together|of total)\b{_TOTAL_TAIL}", ("a [45 minute] session", "[45 min] total"), ("45 minutes of gait",)),
    Rule("the whole session", "total", r"(?:(?<!min )(?<!mins )(?<!minutes )\b(?:total(?:s|l?ed|l?ing)?|altogether|in all|sum|overall|whole (?:session|visit)|combined|all together)(?:\s+(?:of|is|was|were|time|treatment|timed|minutes|mins?|session|lasted|took|ran|to|just|about|for|up|today|:))*\s*[:=(]?\s*|\b(?:session|visit|treatment|appointment)(?: (?:time|today))?\s+(?:of|is|was|lasted|lasts|took|ran)(?: (?:just|about|for|a total of))?\s*|\btimed(?: (?:treatment|codes?|time|minutes|mins?))*\s*[:=(]?\s*|(?:[a-z]{2,}|[\d)'.]|(?:\d ?(?:min\w*)?|\bby(?: the)?) \x03+)\s*(?<!unit )(?<!units )(?<!unit)(?<!units)=\s*)#", ("total time [45 min]", "the visit lasted [50 minutes]", "10 + 15 = [25]"), ("we did 45 min",)),
    Rule("the whole session", "total", rf"#[\s,-]*(?:(?:of )?(?:{_KINDS_OF_TIME} )*(?:total|altogether|combined|in all)\b{_TOTAL_TAIL}|(?:of )?(?:timed|total) (?:time|minutes)\b|(?:of )?(?:timed|one[- ]on[- ]one) (?:treatment|therapy|codes)\b|were (?:documented|spent))", ("[38 minutes] of timed codes", "[50 min] in all"), ("38 minutes of gait",)),
    Rule("for each", "each", r"#[\s,]*(?:of |for |on )?(?:each|apiece|both|(?:for )?every one)\b(?! unit| day| week| visit)", ("[15 minutes] each",), ("15 minutes each visit",)),
    Rule("for each", "each", r"\b(?:each|both|all)(?: (?:of them|one|service|code))?(?: (?:for|at|was|were|is|are|got|took|of|done|lasted))*\s*[:=]?\s*#", ("both took [15 minutes]",), ("15 minutes",)),
    Rule("of something else", "stray", r"#(?!\s*of (?:\w+ )?(?:codes?|services?|procedures?|things|therapy|treatment)\b)(?!\s*(?:of|on|for) (?:the |an? |my |our |this |one )?(?:commercial|medic\w+|mcr|mcare|tricare|va\b|work\w*|auto|aetna|cigna|bcbs|bc|blue|uhc|united\w*|humana|anthem|cms|ama|plan|payer|insur\w+|patients?|pts?\b|clients?|person|day|visit|date|dos)\b)\s*(?:of|on|for|doing) (?:the |some |a )?(?!the\b|some\b|each\b|both\b)[a-z]{3,}", ("[15 minutes] of cupping",), ("15 minutes of treatment",)),
)

ROLES = (*NO_TREATMENT, *TAKEN_OFF, *COUNTED, *SHAPES)
