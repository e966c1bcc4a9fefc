"""Right answers of practice cases worked out from what is printed, by rules written here alone.

Shares nothing with the makers or tools but the code table: no drawing, no tools/, no records of lessons.
"""

import re
from datetime import date, timedelta

from tests.tools.oracle import each_alone, right_splits

FAULTS = ("No deficit is named", "No skilled part is shown", "No response is written", "Goal cannot be measured", "Totals of minutes missing", "Units exceed the minutes", "Text of last visit copied", "Plan not certified so far", "Note has not been signed")  # fmt: skip
THRESHOLDS = {2018: 2010, 2019: 2040, 2020: 2080, 2021: 2110, 2022: 2150, 2023: 2230, 2024: 2330, 2025: 2410, 2026: 2480}
PLANS = {"PT": ("GP", "CQ"), "OT": ("GO", "CO"), "SLP": ("GN", "")}


def day_of(text):
    """'11/23/2026' as a date."""
    month, day, year = map(int, text.split("/"))
    return date(year, month, day)


def days_in(text):
    """Every day printed."""
    return [day_of(found) for found in re.findall(r"\d{2}/\d{2}/\d{4}", text)]


def faults(note):
    """Faults of a printed note, line by line as a reviewer reads it."""
    text = "\n".join(note)
    found = set()
    if "Deficit:" not in text:
        found.add(FAULTS[0])
    [treated] = [re.fullmatch(r"(\w{5}), (\d+) minutes: (.+)\.", line) for line in note if re.match(r"\w{5}, \d+ minutes:", line)]
    if ";" not in treated[3]:
        found.add(FAULTS[1])
    today = re.search(r"^Response: (.+)\.$", text, re.MULTILINE)
    before = re.search(r"visit before: response: (.+)\.$", text, re.MULTILINE)
    if not today:
        found.add(FAULTS[2])
    elif today[1] == before[1]:
        found.add(FAULTS[6])
    if not re.search(r"^Goal: .*\d", text, re.MULTILINE):
        found.add(FAULTS[3])
    if "Total treatment minutes" not in text:
        found.add(FAULTS[4])
    billed = int(re.search(r"^Billed: \w{5} × (\d+)\.$", text, re.MULTILINE)[1])
    if billed > sum(right_splits({"x": int(treated[2])})[0].values()):
        found.add(FAULTS[5])
    if not certified(note[0], note[1]):
        found.add(FAULTS[7])
    if "(blank)" in note[-1]:
        found.add(FAULTS[8])
    return found


def certified(head, plan):
    """Signature by day 30, or by day 60 (a delay that needs no reason); or, since 2025, an order on file and sending by day 30."""
    [visit], [first, *later] = days_in(head), days_in(plan)
    if "signed by the physician" in plan:
        return (later[0] - first).days <= 60
    if (visit - first).days <= 30:
        return True
    ordered = "a signed and dated order" in plan
    return ordered and first >= date(2025, 1, 1) and bool(later) and (later[0] - first).days <= 30


def whole_units(minutes, timed, rule):
    """Every filling of the slots of a day that the rule allows: untimed codes once."""
    first = {code: n for code, n in minutes.items() if code in timed}
    splits = right_splits(first) if rule == "medicare" else [each_alone(first)]
    return {tuple(split.get(code, 1) for code in minutes) for split in splits}


def last_day(ask, start):
    """The day a sentence asks for, counted on a calendar."""
    after = {
        "the certification of the initial plan": 30, "this certification covers": 89, "send the plan": 30, "for the signature": 14,
        "redetermination": 125, "reconsideration": 185,
    }  # fmt: skip
    if "receive the claim" in ask or "the new claim" in ask:
        return start.replace(year=start.year + 1) if (start.month, start.day) != (2, 29) else date(start.year + 1, 2, 28)
    [found] = {days for words, days in after.items() if words in ask} if "reconsideration" not in ask else [185]
    return start + timedelta(days=found)


def money(text):
    """'$1,234.50' in cents."""
    return round(float(text.strip("$").replace(",", "")) * 100)
