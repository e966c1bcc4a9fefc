"""Makes stories as people tell them: minutes of a day among visits, ages, money, dates, patients, rules, examples and modifiers.

Each story knows what is true of it. Its wordings are none of the grammar's own examples.
"""

import random
from dataclasses import dataclass, field

NAMES = {
    "97110": ["97110", "97110", "ther ex", "therapeutic exercise", "therex"],
    "97112": ["97112", "97112", "neuro re-ed", "neuromuscular re-education"],
    "97140": ["97140", "97140", "manual therapy", "joint mobilization"],
    "97116": ["97116", "97116", "gait training"],
    "97530": ["97530", "97530", "therapeutic activities", "ther act"],
    "97535": ["97535", "97535", "self care training", "ADL training"],
    "97035": ["97035", "97035", "therapeutic ultrasound"],
}
LINES = [
    "{m} minutes of {c}", "{m} min of {c}", "{m} mins {c}", "{c} for {m} minutes", "{c} {m} min", "{c}: {m} min", "{c} - {m} minutes", "{m} min on {c}",
    "{c} took {m} minutes", "{m} minutes was {c}", "{m}' of {c}", "{c} ran {m} min", "{m} minutes went to {c}", "spent {m} min on {c}", "{c} ({m} minutes)",
]  # fmt: skip
OPENERS = [
    "Today we did {lines}.", "I gave {lines}.", "My patient got {lines} today.", "Session note says {lines}.", "For this visit: {lines}.", "So I did {lines}.",
    "{lines}.", "We documented {lines}.", "Treatment consisted of {lines}.", "She received {lines}.", "The note has {lines}.", "Here is what we did: {lines}.",
]  # fmt: skip
ASKS = [
    "How many units?", "What can I bill?", "Units?", "How would you bill it?", "what do we charge", "How many units is that for Medicare?", "Please help with the units.",
    "What should go on the claim?", "How many billable units do I have?", "",
]  # fmt: skip
ASIDES = [  # numbers that are nobody's minutes; nothing of them is in the truth
    "She has {n} visits left.", "He has been here {n} times since spring.", "This was visit {n} of {k}.", "Our clinic has {n} therapists and {k} aides.",
    "She has {k} grandkids who drive her.", "He lives with his {k} sons.", "The plan allows {n} sessions a year.", "She is an {age}-year-old lady.", "He is {age} years old and lovely.",
    "Patient is {age}yo.", "A {age} y/o male.", "She just turned {age}.", "Her MD wants {k}x/week for {n} weeks.", "He comes {k} times per week.", "Order says {k} times weekly x {n} weeks.",
    "Pain was {k}/10.", "Strength is {k}/5.", "Knee flexion is at {n} degrees.", "He walked {n} feet.", "We use {k} lb weights.", "He did {k} sets of {n} reps.", "I have {n} patients on my schedule.",
    "We got {k} denials last month.", "The denial was CO-{n}.", "It came back with remark code N{n}.", "The PR-{n} came on the EOB.", "It is on line {k} of the claim.", "I looked at chapter {n}.",
    "My desk sits in room {n}.", "She came {n} minutes late.", "He showed up {n} min late because of traffic.", "The bus was {n} minutes behind.", "Her house is {n} minutes away.",
    "I spent {n} minutes on paperwork afterwards.", "Charting took me {n} minutes.", "It took {n} min to clean up the room.", "He then sat in the lobby for {n} minutes waiting on his ride.",
    "Usually he gets {m2} minutes.", "At the last visit we did {m2} minutes.", "He was booked for {m2} minutes.", "We normally schedule {m2} min.", "My old clinic ran {m2} minute slots.",
    "A unit is 15 minutes as I understand.", "I was taught that every 15 minutes is a unit.", "They say you need at least 8 minutes.", "I know about the 8 minute rule.", "The code is per 15 minutes.",
    "I thought anything under 8 minutes is nothing.", "Each unit needs 8 min at minimum.", "My boss says it is {k} units.", "The biller told me {k} units.", "Somebody said {k} units and somebody else said {k2}.",
    "We must send the notes within {n} days.", "The appeal is due in {n} days.", "I have {n} more to do by Friday.", "She has {k} bad knees.", "There are {k} goals on the plan.", "It is my {n}th day here.",
    "Copay is {n}%.", "He has a {k} year old dog.", "We see about {n} people a day.", "The evaluation was {n} days ago.", "The eval took {m2} minutes last week.",
]  # fmt: skip
PRICES = [  # (wording, what is named)
    ("She has used ${d} so far this year.", "used"), ("He is at ${d} already.", "used"), ("We get ${d} per visit.", "visit"), ("The plan allowed ${d}.", "allowed"),
    ("Her bill was ${d} last month.", "bill"), ("They paid ${d}.", "paid"), ("The remaining deductible is ${d}.", "deductible"),
]  # fmt: skip
OFF = [  # taken off the one number told, or off the total
    "{x} minutes of it he was resting.", "But {x} of those minutes were a bathroom break.", "That includes {x} minutes of sitting on the phone.", "{x} of that was a rest break.",
    "Out of that he rested {x} minutes.", "Of that, {x} min was waiting for the table.", "That is with a {x} minute break in it.", "He was in the restroom for {x} of those minutes.",
    "Subtract {x} minutes for the bathroom.", "That's counting a {x}-minute phone call.", "Of those, she spent {x} resting.", "We lost {x} minutes of that to a phone call.",
]  # fmt: skip
HELPERS = [
    "The PTA did the {c}.", "{c} was done by the PTA.", "My PTA handled the {c}.", "Our assistant gave the {c}.",
]  # fmt: skip
MODIFIERS = [
    ("Do I need a 59 on {c}?", "59"), ("I already put 59 on {c}.", "59"), ("It was billed with modifier 59.", "59"), ("They want KX on it.", "KX"), ("We add GP to each.", "GP"),
    ("Is modifier XU better?", "XU"), ("Should {c} carry 59?", "59"), ("My biller appends 59 to {c}.", "59"),
]  # fmt: skip
DATES = ["The visit was on {mo}/{da}/2026.", "Date of service {mo}/{da}/2026.", "Seen 2026-{mo:02}-{da:02}.", "DOS {mo}/{da}/26."]


@dataclass
class Story:
    """What was told, and what is true of it."""

    text: str
    minutes: dict[str, int]
    assistant: dict[str, int]
    amounts: list[str] = field(default_factory=list)
    modifiers: set[str] = field(default_factory=set)
    day: tuple[int, int] | None = None


def joined(parts, rng):
    """A list as people write it."""
    if len(parts) == 1:
        return parts[0]
    return rng.choice([", ", "; ", ", "]).join(parts[:-1]) + rng.choice([" and ", ", ", " plus ", ", then "]) + parts[-1]


def filled(text, rng):
    """An aside with its numbers."""
    age, n = rng.randrange(66, 98), rng.randrange(2, 30)
    text = text.replace("an {age}", "an 8{ones}").replace("{ones}", str(rng.randrange(10)))
    return text.format(n=n, k=rng.randrange(2, 6), k2=rng.randrange(2, 6), age=age, m2=rng.choice([30, 45, 50, 60, 75]))


def story(rng):
    """One story."""
    codes = rng.sample(sorted(NAMES), rng.choice([1, 1, 2, 2, 2, 3, 3, 4]))
    minutes = {code: rng.randrange(8, 50) for code in codes}
    said = {code: rng.choice(NAMES[code]) for code in codes}
    line = rng.choice(LINES)
    lines = [(line if rng.random() < 0.7 else rng.choice(LINES)).format(m=minutes[code], c=said[code]) for code in codes]
    told = Story("", dict(minutes), dict.fromkeys(codes, 0))
    body = [rng.choice(OPENERS).format(lines=joined(lines, rng))]
    if len(codes) == 1 and minutes[codes[0]] > 20 and rng.random() < 0.5:
        x = rng.randrange(3, 11)
        body.append(rng.choice(OFF).format(x=x))
        told.minutes[codes[0]] -= x
    elif rng.random() < 0.2:
        code = rng.choice(codes)
        body.append(rng.choice(HELPERS).format(c=said[code]))
        told.assistant[code] = minutes[code]
    around = [filled(one, rng) for one in rng.sample(ASIDES, rng.choice([0, 1, 1, 2, 3, 4]))]
    if rng.random() < 0.2:
        body[0], around = body[0].replace(" today", "").replace("Today we", "We"), [one for one in around if "last" not in one]
        told.day = rng.randrange(1, 10), rng.randrange(1, 29)
        around.append(rng.choice(DATES).format(mo=told.day[0], da=told.day[1]))
    if rng.random() < 0.25:
        amount = rng.choice([rng.randrange(80, 990), rng.randrange(1000, 2400)])
        around.append(rng.choice(PRICES)[0].format(d=f"{amount:,}" if rng.random() < 0.6 else amount))
        told.amounts.append(str(amount))
    if rng.random() < 0.25:
        wording, name = rng.choice(MODIFIERS)
        around.append(wording.format(c=rng.choice([said[code] for code in codes])))
        told.modifiers.add(name)
    rng.shuffle(around)
    cut = rng.randrange(len(around) + 1)
    told.text = " ".join([*around[:cut], *body, *around[cut:], rng.choice(ASKS)]).strip()
    return told


def stories(count, seed=1723):
    """That many stories, always the same ones."""
    rng = random.Random(seed)
    return [story(rng) for _ in range(count)]
