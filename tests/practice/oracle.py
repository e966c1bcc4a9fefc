"""Right answers of practice cases worked out from what is printed, by rules written here alone.

Shares nothing with the makers or tools: no drawing, no tools/, no records of lessons. Of the knowledge it reads the pair
and add-on tables as they lie on disk.
"""

import csv
import re
from datetime import date, timedelta
from functools import cache
from itertools import product
from pathlib import Path

from tests.tools.oracle import each_alone, right_splits

TABLES = Path(__file__).parents[2] / "knowledge" / "tables"
FAULTS = ("No deficit is named", "No skilled part is shown", "No response is written", "Goal cannot be measured", "Totals of minutes missing", "Units exceed the minutes", "Text of last visit copied", "Plan not certified so far", "Note has not been signed")  # fmt: skip
THRESHOLDS = {2018: 2010, 2019: 2040, 2020: 2080, 2021: 2110, 2022: 2150, 2023: 2230, 2024: 2330, 2025: 2410, 2026: 2480}
PLANS = {"PT": ("GP", "CQ"), "OT": ("GO", "CO"), "SLP": ("GN", "")}
HOURS = {"96105", "96125", "92607", "97545", "97546"}
MONTHS = {"98976", "98977", "98984", "98985"}
QUARTERS = set("97032 97033 97034 97035 97036 97110 97112 97113 97116 97124 97140 97530 97533 97535 97537 97542 97750 97755 97760 97761 97763 97129 90912".split())
ALWAYS = {*"97012 97016 97018 97022 97024 97026 97028 97032 97033 97034 97035 97036 97110 97112 97113 97116 97124 97140 97150 97161 97162 97163 97164 97165 97166 97167 97168".split(),
          *"97530 97533 97535 97537 97542 97750 97755 97760 97761 97763 92507 92508 92521 92522 92523 92524 92526 92597 92607 92609 96125 G0281 G0283 G0329".split()}  # fmt: skip
SOMETIMES = {*"97129 97130 97550 97551 97552 G0541 G0542 G0543 97597 97598 97602 97605 97606 97607 97608 97610 92610 92611 92612 92614 92616 92618 95992 96105 96110".split(),
             *"98975 98976 98977 98978 98979 98980 98981 98984 98985 92608 92520 90901 90912 90913 95851 95852 96112 96113 20560 20561".split()}  # fmt: skip
SUCCESSORS = {
    "97001": "97161 or 97162 or 97163", "97002": "97164", "97003": "97165 or 97166 or 97167", "97004": "97168", "97762": "97763",
    "97532": "97129 (+97130)", "97127": "97129 (+97130)", "G0515": "97129 (+97130)", "29220": "29799",
}  # fmt: skip


def day_of(text):
    """'11/23/2026' as a date."""
    month, day, year = map(int, text.split("/"))
    return date(year, month, day)


def days_in(text):
    """Every day printed."""
    return [day_of(found) for found in re.findall(r"\d{2}/\d{2}/\d{4}", text)]


def faults(note):
    """Faults of a printed note, service by service, line by line as a reviewer reads it."""
    head, plan, *rest = note
    found, services, billed, total, end = set(), [], {}, 0, rest.pop()
    for line in rest:
        if line.startswith("Goal: "):
            services.append([])
        if line.startswith("Billed: "):
            billed = {code: int(units) for code, units in re.findall(r"(\w{5}) × (\d+)", line)}
        services[-1].append(line)
    minutes = {}
    for service in services:
        code, spent, more = _service("\n".join(service))
        minutes[code] = spent
        found |= more
        total += spent
    timed = {code: spent for code, spent in minutes.items() if code in QUARTERS}
    if f"Timed-code minutes: {sum(timed.values())}. Total treatment minutes: {total}." not in rest:
        found.add(FAULTS[4])
    splits = [dict.fromkeys(minutes, 1) | split for split in right_splits(timed)]
    if any(billed[code] > max(split[code] for split in splits) for code in minutes):
        found.add(FAULTS[5])
    if not certified(head, plan):
        found.add(FAULTS[7])
    if "(blank)" in end:
        found.add(FAULTS[8])
    return found


def _service(text):
    """Code, minutes and faults of one service of a note."""
    found = set()
    if "Deficit:" not in text:
        found.add(FAULTS[0])
    treated = re.search(r"^(\w{5}), (\d+) minutes: (.+)\.$", text, re.MULTILINE)
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
    return treated[1], int(treated[2]), found


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


def marked(given):
    """Every right answer of a shared day: (with the mark, without) for each code. given: code -> (therapist, assistant)."""
    splits = right_splits({code: sum(both) for code, both in given.items()})
    return {
        tuple(n for code, both in given.items() for n in _marks(split[code], *both, method))
        for split, method in product(splits, (_simple, _percent))
    }  # fmt: skip


def marked_alone(therapist, helper, *, timed):
    """Every right answer for one service: (with the mark, without); an untimed one is one unit, by 10 % of it."""
    if timed:
        return marked({"it": (therapist, helper)})
    return {(int(over), int(not over)) for over in (method(therapist, helper) for method in (_simple, _percent))}


def _marks(units, therapist, helper, method):
    """86 FR 65170: whole blocks go to who gave them; then one unit by 8 minutes or 10 %, or two units one each."""
    with_it, without = helper // 15, therapist // 15
    left = units - with_it - without
    if left == 2:
        return with_it + 1, without + 1
    if left == 1:
        mine, theirs = therapist % 15, helper % 15
        assistant = mine < 8 and (theirs >= 8 or method(mine, theirs))
        return with_it + assistant, without + (not assistant)
    return with_it, without


def _simple(mine, theirs):
    return theirs >= int((mine + theirs) / 10 + 0.5) + 1


def _percent(mine, theirs):
    return int(100 * theirs / (mine + theirs) + 0.5) >= 11


@cache
def table(name):
    """Rows of a table on disk."""
    lines = [line for line in (TABLES / f"{name}.csv").read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return tuple(csv.DictReader(lines))


@cache
def pair(one, two, on):
    """(column 1, column 2, indicator) of the practitioner pair of a day, or None."""
    for row in table("ptp-practitioner-2024Q3"):
        ended = row["deleted"] and date.fromisoformat(row["deleted"]) <= on
        if {row["column1"], row["column2"]} == {one, two} and row["indicator"] != "9" and not ended:
            return row["column1"], row["column2"], row["indicator"]
    return None


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


def flag(code):
    """The therapy flag of the fact sheet."""
    return "always" if code in ALWAYS else "sometimes" if code in SOMETIMES else "no"


def counts_by(code):
    """How a code counts."""
    return "quarter" if code in QUARTERS else "hour" if code in HOURS else "month" if code in MONTHS else "once"


def owes(group, reason, file):
    """Whose money a line is: by the group code, then by who must pay instead."""
    if group == "PR":
        return "other" if "is QMB" in file or "sent on to the supplement" in file else "patient"
    if reason in {"22", "109"}:
        return "other"
    return "nobody" if group == "OA" or reason in {"45", "59"} else "practice"


_READ = (  # (group and reason, remark, words of the file, what is done); the first that fits
    (r"PR", "", "is qmb", "other"), (r"PR", "MA18", "", "check"), (r"PR", "", "", "patient"),
    (r"\w+ (22|109)$", "", "", "other"),
    (r"\w+ (18|23)$", "", "nobody has looked", "check"), (r"\w+ (18|23|45|59|29)$", "", "", "writeoff"),
    (r"CO 16", "N198|N831", "", "enroll"), (r"CO (16|4|B15)$", "", "", "correct"),
    (r"CO (97|236|222|150)$", "", "59 was left off|no modifier was on the line|typed as|three units", "reopen"), (r"CO 222", "", "needed and explained", "appeal"),
    (r"CO 97", "", "", "writeoff"), (r"CO 119", "", "kx was", "reopen"), (r"CO 119", "", "kx", "reopen"),
    (r"CO 252", "", "", "records"), (r"CO 50", "M127", "", "records"), (r"CO B20", "", "", "appeal"),
    (r"CO (50|151|152)$", "", "record (shows|meets|explains)|in the record|the record explains", "appeal"), (r"CO 50", "", "", "writeoff"),
    (r"CO 197", "", "its number is not on the claim", "correct"), (r"CO 19[78]", "", "", "auth"),
    (r"CO B7", "", "effective date is two days after", "writeoff"), (r"CO B7", "", "", "correct"),
)  # fmt: skip


def act(group, reason, remarks, file):
    """What is done with a line: read off its codes and its file alone."""
    for codes, remark, words, what in _READ:
        if re.match(codes, f"{group} {reason}") and re.search(remark, remarks) and re.search(words, file.lower()):
            return what
    raise ValueError((group, reason, remarks, file))


def first_payer(intake):
    """Who pays first at 65 or over: an Advantage plan alone; a plan of a current job from 20 people on; else Medicare."""
    if "Advantage" in intake:
        return "advantage"
    sizes = [int(n) for n in re.findall(r"(?:employer|shop|hospital|district) of (\d+)", intake)]
    return "employer" if sizes and sizes[0] >= 20 else "medicare"


def move(said, first):
    """What is done with a visit's remittance: by the group code."""
    if said.startswith("PR"):
        return "next" if first == "employer" or "QMB, and" in said else "patient"
    return {"CO-59": "writeoff", "CO-45": "writeoff", "CO-4": "mend", "CO-16": "mend", "CO-50": "appeal"}[said.split(":")[0]]
