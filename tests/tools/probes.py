"""Questions for every tool, asked on days on both sides of the rules' dates: what tests of all tools run over."""

from datetime import date

TODAY = date(2026, 11, 23)
ASKED = (
    "do I need 59 for 97530 with 97140", "97124 and 97140 together", "97110, 97140 and 97150 together", "G0283 with 92526", "when did the 97530 97140 edit end",
    "what codes can't be billed with 97140", "max units of 97110 per day", "what does MAI 3 mean", "what is the base code for 97130", "is 97032 timed", "97150 timed or untimed",
    "can OT bill 97161", "is 97550 always therapy", "97001 replaced by", "98979 valid", "is 97014 valid for medicare", "modifier CQ", "97110 vs 97530", "leg press what cpt",
    "list all timed pt codes", "which modifiers go on 97110 for OT", "what modifiers does a PTA line above the threshold need", "can a pta do 97112", "can a pta do 97161",
    "PT 20 minutes and PTA 25 minutes of 97110, how do we bill", "from which minute does CQ start in a 45 minute session", "group 97150 of 40 minutes, PTA 5",
    "33 min 97110 and 7 min 97140 medicare units", "20 min 97110 and 20 min 97112", "8 min 97110 8 min 97112 8 min 97140 with Aetna", "45 total minutes how many units",
    "how many minutes for 4 units", "what if 3 more minutes of 97110 after 20 minutes of 97110", "three codes with 8 min each", "medicare 3 units of 97110 for 40 minutes, right?",
    "44 minutes of 97550", "97129 45 minutes", "80 minutes of 98980 this month", "is 8 units of 97530 too many",
    "kx threshold 2026", "targeted review threshold 2026", "KX for 2030", "used $2,300 this year do I need KX", "KX at 110 each and 1800 used", "threshold is $2,230?",
    "how much does medicare pay for 97110", "how much for 97530 and 97110", "does mppr apply to 97140", "conversion factor 2026", "what does CQ do to the payment of 97140",
    "plan started 3/4/2026 when is recert due", "eval 5/4/2026 doctor must sign by", "date of service 6/30/2025 last day to file medicare", "denied on 3/15/2026 redetermination deadline",
    "we are at visit 9, when must the progress note be written", "97110 x2 GP 59, 97112 x1 GP 40 minutes of 97110, check this claim",
)  # fmt: skip

OF_RULES = (
    ("97110: PT 8 minutes and PTA 9 minutes, which lines", "medicare", TODAY), ("97110: PTA 14 minutes and PT 9 minutes, which lines", "medicare", TODAY),
    ("from which minute does CQ start in a 50 minute session", None, TODAY), ("97110: PT 6 minutes and PTA 2 minutes, which lines", "medicare", TODAY), ("97110: PT 13 minutes and PTA 23 minutes, which lines", "medicare", date(2021, 6, 1)),
    ("97110: PT 12 minutes and PTA 23 minutes, which lines", "medicare", date(2021, 6, 1)), ("45 minutes of one code with the AMA midpoint", "ama", TODAY),
    ("20 min 97110 and 20 min 97112", "ama", TODAY), ("23 minutes of 97110", "ama", TODAY), ("180 minutes of 97545 and 97546", None, TODAY), ("45 minutes of 97550", "medicare", TODAY), ("45 minutes of G0541", "medicare", TODAY),
    ("151 minutes of 96105", None, TODAY), ("151 minutes of 96125", None, TODAY), ("106 minutes of 92607", None, TODAY), ("106 minutes of 92605", None, TODAY), ("106 minutes of 96112", None, TODAY),
    ("40 minutes of 98980 this month", None, date(2023, 5, 5)), ("40 minutes of 98980 this month", None, TODAY), ("10 minutes of 98980 this month", None, TODAY),
    ("97161 and 20 minutes of 97110, units", "medicare", TODAY), ("97161 for 40 minutes, how many units", "medicare", TODAY), ("verbal order 3/4/2026, when must it be signed", None, TODAY),
    ("plan sent under the signature exception, initial evaluation 3/4/2026, by when", None, TODAY), ("the certification was due 3/4/2026 and is late, delayed certification by when", None, TODAY),
    ("redetermination decided 3/15/2026, last day for the reconsideration", None, TODAY), ("reconsideration denied 3/15/2026, last day to ask for an ALJ hearing", None, TODAY),
    ("hearing decision 3/15/2026, last day for the Medicare Appeals Council", None, TODAY), ("council decision 3/15/2026, last day for federal district court", None, TODAY),
    *((f"kx threshold {year}", None, TODAY) for year in range(2018, 2026)), ("conversion factor 2025", None, TODAY), ("how much does medicare pay for 97110 with CQ", None, TODAY),
    ("check this claim: 97110-GP-KX-CQ-XU-XS x2, 97140-GP x1", "medicare", TODAY),
    ("max units of 97161 per day", None, TODAY),
)  # fmt: skip
"""(question, payer, day): what brings out the numbers of single rules."""
