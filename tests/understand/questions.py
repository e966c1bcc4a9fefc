"""Makes unit questions in people's wording, with the services they name."""

import random

WORDS = {
    "97110": ["97110", "97110", "97110", "CPT 97110", "ther ex", "therex", "therapeutic exercise", "ther-ex", "TherEx"],
    "97112": ["97112", "97112", "97112", "cpt 97112", "neuro re-ed", "neuromuscular re-education", "NMR", "neuro reed"],
    "97140": ["97140", "97140", "97140", "CPT 97140", "manual therapy", "manual", "man tx"],
    "97116": ["97116", "97116", "97116", "gait training", "gait"],
    "97530": ["97530", "97530", "97530", "therapeutic activities", "ther act", "theract"],
    "97535": ["97535", "97535", "97535", "self care", "ADL training"],
    "97035": ["97035", "97035", "97035", "ultrasound", "therapeutic ultrasound"],
    "97113": ["97113", "97113", "97113", "aquatic therapy", "pool therapy"],
    "97032": ["97032", "97032", "97032", "attended e-stim"],
    "97542": ["97542", "97542", "wheelchair management"],
    "97033": ["97033", "97033", "ionto", "iontophoresis"],
}
ONES = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
]
ONES += ["seventeen", "eighteen", "nineteen"]
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty"]

PAIRS = [
    "{m} min of {c}", "{m} minutes of {c}", "{m} minutes {c}", "{m} min {c}", "{m} mins of {c}", "{m}min {c}",
    "{m}' {c}", "{m} {c}", "{w} minutes of {c}", "{c} {m} min", "{c} {m}", "{c}: {m}", "{c}: {m} min", "{c}={m}",
    "{c} = {m} min", "{c} ({m})", "{c} ({m} min)", "{c} for {m} minutes", "{c} - {m} min", "{c} x {m} min",
    "{c} was done for {m} minutes", "{c} at {m} minutes", "{c} {m}'", "{m} minutes on {c}", "{c} {clock}",
    "{m} minutes for {c}", "{m}-minute {c}", "{c} {m}m", "{c} took {m} minutes", "{w} min {c}",
]  # fmt: skip
LISTS = [
    "{ms/} minutes of {cs/}", "{ms,} minutes of {cs,}", "{cs,} for {ms,} minutes", "{cs/} {ms/} min",
    "{cs/}: {ms/} minutes", "{cs,} - {ms,} minutes respectively", "{ms,} of {cs,}", "{cs,}: {ms,} min",
]  # fmt: skip
EACHES = [
    "{m} minutes each of {cs,}", "{m} min of each: {cs,}", "{cs,} {m} minutes each", "{cs,}, {m} min each",
    "{m} each of {cs,}", "{cs,} each for {m} minutes", "{cs/} {m} min each",
]  # fmt: skip
WHOS = [
    "{c} PT {a} + PTA {b}", "{c} PTA {b}, PT {a}", "{c}: PT {a} min, PTA {b} min", "PTA {b}, PT {a} of {c}",
    "PT {a} min and PTA {b} min of {c}", "{c} {t} min (PTA {b}, PT {a})", "{c} {t} min ({b} PTA)",
    "PTA did {b} of the {t} minutes of {c}", "{c} {t} minutes, {b} of them by the PTA", "{c} OT {a} + COTA {b}",
    "{b} min PTA and {a} min PT of {c}", "{a} minutes of {c} by the PT and {b} minutes of {c} by the PTA",
    "the PTA gave {b} minutes of {c} and the PT gave {a} minutes of {c}", "{c} {a} min PT, {b} min PTA",
]  # fmt: skip
SEPARATORS = [" ", ". ", " / ", ", ", " and ", "; ", " + ", " plus ", "\n", " & ", ", and ", ", then "]
BEFORE = [
    "", "", "Medicare: ", "medicare, ", "Hi all, ", "BCBS patient - ", "Under the AMA rule, ", "DOS 3/4/2025: ",
    "For a Medicare patient I did ", "Today I did ", "Saw my patient for ", "My patient had ", "We billed ", "Aetna: ",
    "8 minute rule question: ", "Medicare pt, ", "If I do ", "Quick question. ", "PT session: ", "UHC. ",
    "units ", "Units: ", "how many units ", "How many units for ", "units? ", "Billable units: ", "units = ", "Calculate units for ",
    "How many billable units is ", "what are the units for ", "How many 15 minute units can I bill for ", "unit count - ", "Billing ",
    "Can I bill 3 units for ", "Is it 2 units for ", "medicare units for ", "Which codes and how many units: ", "mcr b ", "# of units ",
]  # fmt: skip
AFTER = [
    "", "?", ". Units?", ". How many units can I bill?", " how many units", ". What do I bill?", ", nothing else. Units?",
    ", total {sum} minutes. Units?", " ({sum} total)", ". {sum} minutes total. How many units?", ". Thanks!",
    ". Is that 3 units?", ". Under the 8-minute rule, how many units?", ", {sum} min in all. units", ". How would you bill this?",
    ", 97161 too. Units?", " = {sum}", ". Which modifiers?", " how many", " = how many units", " what can be billed", ". 1 unit each?",
    " total units?", " medicare", " mcr units", " today. Total treatment time {sum}", ". I say 2 units, my boss says 3",
]  # fmt: skip


def words(number):
    """23 → twenty-three."""
    if number < 20:
        return ONES[number - 1]
    tens, ones = divmod(number, 10)
    return TENS[tens] + (f"-{ONES[ones - 1]}" if ones else "")


def clock(rng, minutes):
    """Two clock times that many minutes apart."""
    start = rng.randrange(8 * 60, 12 * 60)
    end = start + minutes
    return f"{start // 60}:{start % 60:02}-{(end // 60 - 1) % 12 + 1}:{end % 60:02}"


def listing(rng, items, slash):
    """18/13/10 or 18, 13 and 10."""
    if slash:
        return "/".join(items)
    if len(items) == 2:
        return rng.choice([" and ", " & ", ", "]).join(items)
    return ", ".join(items[:-1]) + rng.choice([" and ", ", and ", ", "]) + items[-1]


def question(rng):
    """(text, {code: (minutes, by assistant)})."""
    kind = rng.choices(["pairs", "mixed", "list", "each", "who"], [10, 3, 3, 2, 3])[0]
    count = rng.choice([1, 1, 2, 2, 2, 3, 3, 4]) if kind in ("pairs", "mixed") else rng.choice([2, 2, 3, 4])
    codes = rng.sample(sorted(WORDS), count if kind != "who" else rng.choice([1, 1, 2]))
    minutes = [rng.randint(4, 60) for _ in codes]
    named = [rng.choice(WORDS[code]) for code in codes]
    wanted = {code: (m, 0) for code, m in zip(codes, minutes, strict=True)}
    if kind in ("pairs", "mixed"):
        form, between = rng.choice(PAIRS), rng.choice(SEPARATORS)
        parts = []
        for c, m in zip(named, minutes, strict=True):
            parts.append(form.format(m=m, c=c, w=words(m), clock=clock(rng, m)))
            form = (
                rng.choice([f for f in PAIRS if f.startswith("{c") == form.startswith("{c")])
                if kind == "mixed"
                else form
            )
        body = between.join(parts)
    elif kind == "list":
        slash = rng.random() < 0.5
        form = rng.choice([f for f in LISTS if ("/" in f) == slash])
        values = {"ms/": listing(rng, [str(m) for m in minutes], slash), "cs/": listing(rng, named, slash)}
        body = form.replace("{ms,}", "{ms/}").replace("{cs,}", "{cs/}")
        body = body.replace("{ms/}", values["ms/"]).replace("{cs/}", values["cs/"])
    elif kind == "each":
        form = rng.choice(EACHES)
        body = form.replace("{m}", str(minutes[0])).replace("{cs/}", "/".join(named))
        body = body.replace("{cs,}", listing(rng, named, slash=False))
        wanted = dict.fromkeys(codes, (minutes[0], 0))
    else:
        form, parts = rng.choice(WHOS), []
        for code, c in zip(codes, named, strict=True):
            a, b = rng.randint(2, 30), rng.randint(2, 30)
            parts.append(form.format(c=c, a=a, b=b, t=a + b))
            wanted[code] = (a + b, b)
        body = "; ".join(parts)
    total = sum(m for m, _ in wanted.values())
    before, after = rng.choice(BEFORE), rng.choice(AFTER)
    text = before + body + after.replace("{sum}", str(total))
    return text, wanted


def questions(count, seed=20261123):
    """That many questions, always the same ones."""
    rng = random.Random(seed)
    return [question(rng) for _ in range(count)]
