"""One check a kind of case: its right answers against the oracle's, from what is printed."""

import re
from functools import cache
from pathlib import Path

from assistant.practice.answers import LETTERS, Day, Options, Several, Units
from tests.practice import oracle

ACTS = {
    "correct": "Mend the claim", "reopen": "Ask the contractor to reopen", "appeal": "Ask for a redetermination", "records": "Send the records", "patient": "Bill the patient",
    "writeoff": "Post or write off", "other": "Bill the payer", "check": "Look up the earlier", "enroll": "Put the enrollment", "auth": "Ask the plan to approve",
}  # fmt: skip
OWES = {"practice": "The practice", "patient": "The patient", "other": "Another payer", "nobody": "Nobody"}
FIRST = {"medicare": "Original Medicare", "employer": "The employer plan", "advantage": "An Advantage plan"}
MOVES = {"patient": "Bill the patient", "writeoff": "Write it off", "mend": "Mend the claim", "appeal": "Appeal", "next": "Send it on"}
FLAGS = {"always": "GP, GO or GN on every line", "sometimes": "GP, GO or GN under a plan", "no": "Not on Medicare's"}
COUNTS = {"quarter": "By units of 15 minutes", "once": "Once, for any length", "hour": "By units of one hour", "month": "Once for every 30 days"}
REMARKS = {
    "CO-4": "modifier is missing", "CO-16": "information on the claim is missing", "OA-18": "duplicate", "CO-97": "included in another", "B15": "companion service is missing",
    "CO-22": "Another payer should pay first", "CO-29": "filing limit has expired", "CO-109": "wrong payer", "CO-197": "authorization.* is absent", "CO-198": "than the authorization allowed",
    "B20": "furnished by another provider", "B7": "not eligible or certified", "CO-50": "not medically necessary", "CO-119": "benefit maximum", "CO-252": "needs documents",
}  # fmt: skip
ONE_REASON = {"edit", "denied", "supported", "threshold", "timed", "flag", "story"}  # a table row or a sum tells it of each
MENDED = {"goal": r"^Goal:.*\d", "totals": r"minutes \d+.* minutes \d+", "response": r"\d"}


def rows(case):
    """Minutes by code, of everybody together."""
    return {row[0]: sum(map(int, row[2:])) for row in case.table.rows}


def timed(case, material):
    """Codes of the table that count by 15 minutes."""
    return {code for code in rows(case) if material.reference.codes[code].timed}


def one(case, begins):
    """The one right option begins so."""
    assert len(case.answer.key) == 1
    assert case.answer.key[0].startswith(begins), (case.answer.key, begins)


def units(case, material):
    """Every filling that the rule allows is taken, and no other."""
    rule = "medicare" if "Medicare" in case.ask else "ama"
    assert set(case.answer.ways) == oracle.whole_units(rows(case), timed(case, material), rule)


def assistant(case, _):
    """Units with and without the mark, by every split and either of CMS's two ways of working out 10 %."""
    assert set(case.answer.ways) == oracle.marked({row[0]: (int(row[2]), int(row[3])) for row in case.table.rows})


def told_share(case, _):
    """The sentence's minutes by the oracle: no share of all minutes decides for a timed code."""
    helper, whole, code = re.search(r"gave (\d+) of (\d+) minutes of (\w{5})", case.ask).groups()
    [(with_it, without)] = oracle.marked_alone(int(whole) - int(helper), int(helper), timed=code in oracle.QUARTERS)
    assert case.answer.key == (", ".join(f"× {n} {line}" for n, line in ((without, "GP"), (with_it, "GP CQ")) if n),)


def totals(case, material):
    """Timed minutes, and all."""
    assert case.answer.ways == ((sum(n for code, n in rows(case).items() if code in timed(case, material)), sum(rows(case).values())),)


def supported(case, _):
    """Billed units against every right split."""
    billed = {row[0]: int(row[3]) for row in case.table.rows}
    splits = oracle.right_splits({row[0]: int(row[2]) for row in case.table.rows})
    most = {code: max(split[code] for split in splits) for code in billed}
    said = 0 if billed in splits else 1 if any(billed[code] > most[code] for code in billed) else 2
    assert case.answer.answer == said


def report(case, _):
    """The tenth day that was kept."""
    kept = [oracle.day_of(row[0]) for row in case.table.rows if row[1] != "missed"]
    assert case.answer.answer == kept[9]


def plan_day(case, _):
    """Counted on a calendar."""
    assert case.answer.answer == oracle.last_day(case.ask, oracle.days_in(case.ask)[0])


def remit_day(case, _):
    """From the day of service for a claim, from the notice and five days for an appeal."""
    line = dict(case.table.rows)
    served, notice = oracle.day_of(line["served"]), oracle.day_of(line["notice dated"])
    assert case.answer.answer == oracle.last_day(case.ask, served if "new claim" in case.ask else notice)


def remit_whose(case, _):
    """By the group code and the file."""
    line = dict(case.table.rows)
    one(case, OWES[oracle.owes(line["group"], line["reason"], case.note[0])])


def remit_act(case, _):
    """By the codes of the line and the file."""
    line = dict(case.table.rows)
    one(case, ACTS[oracle.act(line["group"], line["reason"], line["remarks"], case.note[0])])


def threshold(case, _):
    """PT and SLP together, OT by itself, against the amounts of the fact sheet."""
    limit = oracle.THRESHOLDS[int(re.search(r"calendar year (\d{4})", case.ask)[1])] * 100
    of, charge = re.search(r"the next claim is (\w+), (\$[\d,.]+) allowed", case.ask).groups()
    used = {row[0]: oracle.money(row[1]) for row in case.table.rows}
    counted = used["OT"] if of == "OT" else used["PT"] + used["SLP"]
    one(case, "Send the claim with KX" if counted + oracle.money(charge) > limit else "Send it without")


def plan_modifiers(case, _):
    """The plan's modifier, with the mark where the assistant gave it."""
    plan, mark = oracle.PLANS[re.search(r"practice, (\w+) plan", case.ask)[1]]
    assert case.answer.key == (f"{plan} {mark}" if re.search(r"The (?:PTA|OTA) gave", case.ask) else plan,)


def every(case, _):
    """Faults read off the printed note."""
    assert {case.answer.options[n] for n in case.answer.answers} == oracle.faults(case.note)


def which(case, _):
    """The one fault of the printed note, and none of the others offered."""
    assert set(case.answer.options) & oracle.faults(case.note) == set(case.answer.key)
    assert len(case.answer.key) == 1


def repair(case, _):
    """Where a pattern can tell: a goal with a measure, both totals, a measured response; no other option has it."""
    fault = {"Goal cannot be measured": "goal", "Totals of minutes missing": "totals", "No response is written": "response"}.get(case.steps[0].split(":")[0])
    if fault:
        assert tuple(option for option in case.answer.options if re.search(MENDED[fault], option)) == case.answer.key


def timed_code(case, _):
    """As the oracle counts it."""
    one(case, COUNTS[oracle.counts_by(re.search(r"How does (\w{5})", case.ask)[1])])


def flag(case, _):
    """As the fact sheet has it."""
    one(case, FLAGS[oracle.flag(case.ask[:5])])


def base(case, _):
    """By the add-on table on disk; no other option is a base as well."""
    bases = {row["base"] for row in oracle.table("addon-2024") if row["addon"] == case.ask[:5]}
    assert bases & set(case.answer.options) == set(case.answer.key)


def replaced(case, _):
    """By the fact sheet."""
    assert case.answer.key == (oracle.SUCCESSORS[re.search(r"History: (\w{5})", case.ask)[1]],)


def _pair(case):
    """The pair of the case in the table on disk."""
    codes = re.search(r": (\w{5}) \(.+?\) and (\w{5}) \(", case.ask).groups()
    return oracle.pair(*codes, oracle.days_in(case.ask)[0])


def edit(case, _):
    """None, one that opens, one that does not."""
    found = _pair(case)
    one(case, "No active edit" if not found else "An active edit; a modifier may" if found[2] == "1" else "An active edit that no")


def denied(case, _):
    """Column 2, or neither."""
    found = _pair(case)
    one(case, f"{found[1]} is denied" if found else "Neither")


def remark(case, _):
    """The meaning of the code asked for; none of the others says it."""
    code = re.search(r"with (\S+)\.", case.ask)[1]
    assert tuple(option for option in case.answer.options if re.search(REMARKS[code], option)) == case.answer.key


@cache
def second_reading():
    """Opening words -> (codes defended, codes that might be)."""
    lines = (Path(__file__).parent / "second_reading.txt").read_text(encoding="utf-8").splitlines()
    read = {}
    for line in lines:
        if line and not line.startswith("#"):
            codes, _, opening = line.partition(" | ")
            sure, _, also = codes.partition(" + ")
            read[opening] = (set(sure.split()), set(also.split()))
    return read


def story(case, _):
    """As a second reader has it: every code defended is offered and taken, none that might be is offered as wrong."""
    [(sure, also)] = [codes for opening, codes in second_reading().items() if case.note[0].startswith(opening)]
    assert {option[:5] for option in case.answer.key} == sure
    assert not also & {option[:5] for option in case.answer.options}


def visit_first(case, _):
    """Read off the intake."""
    one(case, FIRST[oracle.first_payer(case.note[0])])


def visit_totals(case, _):
    """An evaluation's minutes join the second total alone."""
    extra = re.search(r"evaluated: \w{5}, (\d+) minutes", " ".join(case.note))
    total = sum(int(n) for row in case.table.rows for n in row[1:])
    assert case.answer.ways == ((total, total + int(extra[1] if extra else 0)),)


def visit_code(case, _):
    """As a second reader has the write-up."""
    done = re.search(r"Which code is this: (.+)\?$", case.ask)[1]
    [(sure, also)] = [codes for opening, codes in second_reading().items() if done.startswith(opening)]
    assert {option[:5] for option in case.answer.key} == sure
    assert not also & {option[:5] for option in case.answer.options}


def visit_units(case, _):
    """A settled day: one split."""
    assert set(case.answer.ways) == oracle.whole_units(rows(case), set(rows(case)), "medicare")


def visit_modifiers(case, _):
    """Whole services by one person each: the mark where the assistant gave it."""
    plan, mark = oracle.PLANS[re.search(r"practice, (\w+) plan", " ".join(case.note))[1]]
    code = re.search(r"line of (\w{5})", case.ask)[1]
    [row] = [row for row in case.table.rows if row[0] == code]
    assert case.answer.key == (f"{plan} {mark}" if int(row[3]) else plan,)


def visit_claim(case, _):
    """Exactly one claim has the right units, plan and marks on each line."""
    plan, mark = oracle.PLANS[re.search(r"practice, (\w+) plan", " ".join(case.note))[1]]
    [way] = oracle.whole_units(rows(case), set(rows(case)), "medicare")
    given = {row[0]: (n, f"{plan} {mark}" if int(row[3]) else plan) for row, n in zip(case.table.rows, way, strict=True)}
    lines = {f"{code} × {n} {modifiers}" for code, (n, modifiers) in given.items()}
    said = [option for option in case.answer.options if lines <= set(option.split("; "))]
    assert tuple(said) == case.answer.key


def visit_end(case, _):
    """By the group code and who pays first."""
    said = re.search(r"The remittance says: (.+)\. What now", case.ask)[1]
    one(case, MOVES[oracle.move(said, oracle.first_payer(case.note[0]))])


CHECKS = {
    "units-medicare": units, "units-ama": units, "assistant-lines": assistant, "told-share": told_share, "totals": totals, "supported": supported, "report-day": report, "plan-day": plan_day, "last-day": plan_day,
    "remit-by": remit_day, "remit-whose": remit_whose, "remit-act": remit_act, "threshold": threshold, "plan-modifiers": plan_modifiers, "audit-every": every, "audit-which": which,
    "repair": repair, "timed": timed_code, "flag": flag, "base": base, "replaced": replaced, "edit": edit, "denied": denied, "remark": remark, "story": story,
    "visit-1": visit_first, "visit-2": visit_totals, "visit-3": visit_code, "visit-4": visit_units, "visit-5": visit_modifiers, "visit-6": visit_claim, "visit-7": visit_end,
}  # fmt: skip


def hold(case, material):
    """What holds of every case, and its own oracle."""
    try:
        _sound(case, case.answer)
        if case.kind in CHECKS:
            CHECKS[case.kind](case, material)
    except (AssertionError, ValueError, TypeError, KeyError) as error:
        raise AssertionError(f"{case.kind}: {case.ask} {case.table} {case.note} {case.answer}") from error


def _sound(case, answer):
    """Asked, cited, explained; a wrong answer is refused, every right one taken."""
    assert case.ask
    assert case.citations
    assert case.steps or case.passage
    assert not answer.right(wrong(answer))
    if isinstance(answer, Options):
        assert len(set(answer.options)) == len(answer.options) >= 3
        assert len(answer.whys) == len(answer.options)
        assert all(answer.whys)
        assert case.kind in ONE_REASON or len(set(answer.whys)) > 1
        assert [answer.right(LETTERS[n]) for n in range(len(answer.options))].count(True) == 1 + len(answer.also)


def wrong(answer):
    """Something that is not right."""
    if isinstance(answer, Units):
        return " ".join("399" for _ in answer.slots)
    if isinstance(answer, Day):
        return "1999-01-01"
    places = {answer.answer, *answer.also} if isinstance(answer, Options) else answer.answers
    assert isinstance(answer, Options | Several)
    free = [LETTERS[n] for n in range(len(answer.options)) if n not in places]
    return free[0] if free else "none"
