"""The ninth set: details wrapped so that no form sees them, and what is no detail wrapped the same ways. Its figures at first sight stand in SECURITY.md.

Every text is a frame with a place, filled with a detail or with something of the field, wrapped in one of many ways.
"""

import base64
import random

PEOPLE = (
    "Gloria Hendricks, Marcus Whitfield, Ines Carvalho, Walter Brzezinski, Tanisha Holloway, Eugene Fitzgerald, Soo-min Park, Rafael Quintero, Beatrice Lindqvist, Omar Haddad, Lorraine Gallagher, Dwayne Simmons, Priya Raghunathan, "
    "Stanley Kowalczyk, Yolanda Figueroa, Hugo Baumgartner, Denise Thibodeaux, Kwame Mensah, Patricia Novak, Leonard Greenberg, Aisha Rahman, Clifford Jennings, Mei Zhang, Rosa Delgado, Vernon Ashworth, Helga Schneider, Terrence Boyd, Nadia Petrova, "
    "Irving Goldstein, Carmen Villanueva"
).split(", ")
THINGS = (
    "Medicare Advantage, Novitas, Blue Shield, Aetna, manual therapy, gait training, Berg Balance, Timed Up and Go, plan of care, progress note, 97110, 97140, GP, KX, CQ, CO-45, Part B, home health, group therapy, neuro reeducation, lymphedema, Parkinson, "
    "supervising therapist, units, eval, Noridian, Humana, denial, superbill, telehealth, sequestration, caregiver training"
).split(", ")
NAMED = (
    "had 23 minutes of 97110 with {}, how many units?", "{} needs a recert, who signs?", "patient {}: 97140 15 min, 97110 20 min", "is {} over the threshold", "my patient {} came for gait", "ABN for {} on file?", "bill 97530 for {} please, 38 min",
    "I treated {} today for 45 minutes", "{}, 97112 x 2, denied CO-97", "pt {} 16 min 97110 and 12 min 97140",
)  # fmt: skip
ABOUT = ("does {} count toward units?", "what about {} for my patient, 23 min", "patient had 20 min, note says {}", "{} 97110 15 min", "who decides on {}?", "our claim shows {} in box 24", "explain {} to a new PTA", "{} was denied, patient has 12 visits left")
DATED = ("{} 97110 23 min", "patient, {}, 2 units?", "claim denied, {}", "check: {} please", "eval today; {}")
NUMBERED = ("MBI {} not found", "his card says {}", "{} 97110 20 min", "eligibility for {} please", "Medicare patient {}")
PRODUCTS = (
    "WebPT TheraOffice PhysioTools ClinicSource TheraNest JaneApp SimplePractice KinesioTape TheraBand MedBridge BetterPT PromptEMR HelloNote StrataPT FusionWeb RehabOptima PointClickCare NetHealth AdvancedMD NextGen eClinicalWorks DrChrono KareoBilling PracticeSuite "
    "OptimisPT RainTree CollaborateMD OfficeAlly TherapyNotes PracticePerfect TurningPoint CareSource UnitedHealthcare BlueCross HealthPartners AmeriHealth MagnaCare MassHealth TennCare BadgerCare TriWest HealthNet WellCare SilverSneakers MyChart CareCloud GaitRite BioDex "
    "AlterG NuStep HurriCane FlexiForce PowerBuilder ManualTherapy TherEx NeuroReEd GaitTraining PlanOfCare ProgressNote SelfCare TherActivity GroupTherapy EstimUnattended KxModifier"
).split()
FIELDS = "patient_name patient_id date_of_birth first_name last_name dob_field member_id insured_name npi_rendering cpt_code units_billed kx_modifier eval_date total_minutes claim_status payer_name subscriber_id".split()
HIDDEN = ("\u200b", "\u200c", "\u2060", "\ufeff", "\u00ad", "\u034f", "\u200d")
CARD = "ACDEFGHJKMNPQRTUVWXY"


def _base(text):
    return base64.b64encode(text.encode()).decode()


def _some(luck, text, change, share):
    """The text with so many of its letters changed, two at least."""
    places = [n for n, char in enumerate(text) if char.isalnum()]
    chosen = set(luck.sample(places, max(min(2, len(places)), int(share * len(places)))))
    return "".join(change(char) if n in chosen else char for n, char in enumerate(text))


def _reference(luck):
    return luck.choice((lambda c: f"&#{ord(c)};", lambda c: f"&#x{ord(c):x};", lambda c: f"&#X{ord(c):02X};", lambda c: f"&#{ord(c):04d};"))


def _full(char):
    return chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char


def _bold(char):
    return chr(0x1D400 + ord(char) - 65) if char.isupper() else chr(0x1D41A + ord(char) - 97) if char.islower() else char


WAYS = {  # how words are wrapped
    "spaced": lambda luck, text: ("  " if luck.random() < 0.5 else " ").join(luck.choice((" ", " ", " ", ".", "-", "_", "·", "*")).join(word) for word in luck.choice((text, text, text.upper(), text.lower())).replace("-", "").split()),
    "references": lambda luck, text: _some(luck, text, _reference(luck), luck.choice((0.3, 0.6, 1.0))).replace(" ", luck.choice((" ", "&nbsp;", "&#32;", "&#160;"))),
    "percent": lambda luck, text: _some(luck, text, lambda c: f"%{ord(c):{luck.choice('xX')}}", luck.choice((0.0, 0.4, 1.0))).replace(" ", luck.choice(("%20", "%20", "+", "%2520"))),
    "base64": lambda luck, text: luck.choice((_base(text), _base(text).rstrip("="), f'"{_base(text)}"', f"({_base(text)})", _base(f"name: {text}"))),
    "hidden": lambda luck, text: luck.choice(HIDDEN).join(text) if luck.random() < 0.5 else _some(luck, text, lambda c: c + luck.choice(HIDDEN), 0.5),
    "other letters": lambda luck, text: "".join(map(luck.choice((_full, _bold)), text)),
    "struck": lambda luck, text: "".join(c + luck.choice("\u0336\u0335\u0332") for c in text),
    "program": lambda luck, text: _some(luck, text, luck.choice((lambda c: f"\\u{ord(c):04x}", lambda c: f"\\x{ord(c):02x}")), luck.choice((0.5, 1.0))),
    "joined": lambda luck, text: text.replace(" ", luck.choice(("_", "+", "~", "^"))),
}  # fmt: skip


def _glued(luck, name):
    first, last = name.replace("-", "").split()
    return luck.choice((first + last, last + first, first.lower() + last, f"Patient{first}{last}", f"{first}{last}DOB", first + luck.choice("ABCDEFGHJKMRST") + last, f"{first}{last}{luck.randrange(40, 90)}", (first + last).lower()))


def _card(luck):
    def any_():
        return luck.choice(CARD + "0123456789")

    return f"{luck.randrange(1, 10)}{luck.choice(CARD)}{any_()}{luck.randrange(10)}{luck.choice(CARD)}{any_()}{luck.randrange(10)}{luck.choice(CARD)}{luck.choice(CARD)}{luck.randrange(10)}{luck.randrange(10)}"


def _pieces(luck, number, cuts):
    sign = luck.choice(("/", ".", "_", "|", ":", "·", "*", " - ", " / ", "–", "--", "~", "+", "=", "•"))
    return sign.join(number[a:b] for a, b in zip((0, *cuts), (*cuts, len(number)), strict=True))


def _birth(luck):
    return luck.randrange(1, 13), luck.randrange(1, 29), luck.randrange(1928, 1969)


def _born(luck):
    """A birth date with its label, wrapped as a whole, in its label or in its figures."""
    month, day, year = _birth(luck)
    date = luck.choice((f"{month}/{day}/{year}", f"{month:02d}/{day:02d}/{year}", f"{month}-{day}-{year}"))
    sign = luck.choice("|_·~•")
    return luck.choice((
        f"D O B {date}", f"d o b: {date}", f"D.O.B {' '.join(date)}", f"D O B {' '.join(date)}", f"b i r t h d a t e {date}", f"DOB%20{date.replace('/', '%2F')}", f"DOB%3A{date}", f"dob={date.replace('/', '%2f')}", f"DOB&#58;&#32;{date}", f"D&#79;B {date}",
        _base(f"DOB {date}"), f"DOB {_base(date)}", _base(date), f"DOB {''.join(map(_full, date))}", f"DOB {luck.choice(HIDDEN).join(date)}", f"D{luck.choice(HIDDEN)}OB {date}", f"DOB {month}{sign}{day}{sign}{year}", f"DOB_{date}", f"DOB {''.join(chr(0x660 + int(c)) if c.isdigit() else c for c in date)}",
    ))  # fmt: skip


def _numbered(luck):
    """A Medicare number in pieces of its own, of odd ones or with each character apart."""
    card = luck.choice((_card(luck), _card(luck), _card(luck).lower()))
    return luck.choice((_pieces(luck, card, (4, 7)), _pieces(luck, card, (4, 7)), _pieces(luck, card, (2, 4, 6, 8)), _pieces(luck, card, (3, 7)), _pieces(luck, card, (4, 8)), _pieces(luck, card, tuple(range(1, 11))), " ".join(card), luck.choice(HIDDEN).join(card), "".join(map(_full, card)), _base(card)))


def _other(luck):
    """A social security, telephone or record number with odd signs or hidden characters."""
    sign = luck.choice("|_·~•:/")
    three, two, four = luck.randrange(100, 665), luck.randrange(10, 99), luck.randrange(1000, 9999)
    record = str(luck.randrange(10**6, 10**8))
    return luck.choice((f"SSN {three}{sign}{two}{sign}{four}", f"{three}{sign}{two}{sign}{four}", f"his cell 412{sign}555{sign}{four}", f"M R N {record}", f"MRN {' '.join(record)}", f"MRN {luck.choice(HIDDEN).join(record)}", f"MRN%20{record}", f"MRN&#58; {record}", f"MRN {''.join(map(_full, record))}", f"S S N {three} {two} {four}", f"SSN {''.join(map(_full, f'{three}-{two}-{four}'))}"))


def told(each=4):
    """(kind, text) that tell who somebody is."""
    luck = random.Random("ninth, tell")
    for kind, way in WAYS.items():
        yield from ((f"name, {kind}", frame.format(way(luck, luck.choice(PEOPLE)))) for frame in NAMED for _ in range(each))
    near = [frame for frame in NAMED if "patient" in frame or "pt " in frame or "treated" in frame]
    yield from (("name, run together", frame.format(_glued(luck, luck.choice(PEOPLE)))) for frame in near for _ in range(3 * each))
    yield from (("birth date", frame.format(_born(luck))) for frame in DATED for _ in range(4 * each))
    yield from (("Medicare number", frame.format(_numbered(luck))) for frame in NUMBERED for _ in range(4 * each))
    yield from (("other number", frame.format(_other(luck))) for frame in DATED for _ in range(3 * each))


def looking(each=5):
    """(kind, text) that only look so."""
    luck = random.Random("ninth, look")
    for kind, way in WAYS.items():
        yield from ((f"thing, {kind}", frame.format(way(luck, luck.choice(THINGS)))) for frame in ABOUT for _ in range(each))
    yield from (("product", frame.format(one)) for one in PRODUCTS for frame in luck.sample((*ABOUT, "my patient in {} had 23 min", "patient uses {}, 97110 20 min", "is {} right for a patient"), 3))
    yield from (("field", frame.format(luck.choice((one, one.title(), one.upper())))) for one in FIELDS for frame in luck.sample(ABOUT, 2))
    for _ in range(16 * each):
        month, day, npi, sign = luck.randrange(1, 13), luck.randrange(1, 29), f"1{luck.randrange(10**8, 10**9)}", luck.choice("|_·~/")
        visit = luck.choice((f"{month}{sign}{day}{sign}2025", " ".join(f"{month:02d}/{day:02d}/2025"), "".join(map(_full, f"{month}/{day}/2025")), f"{month}%2F{day}%2F2025", _base(f"DOS {month}/{day}/2025")))
        yield "visit", luck.choice(("DOS {} 97110 23 min", "seen {} for 2 units", "eval on {}, patient discharged")).format(visit)
        yield "NPI", luck.choice(("NPI {} rejected", "rendering NPI: {}", "N P I {}", "our group NPI {}")).format(luck.choice((" ".join(npi), "\u200b".join(npi), "".join(map(_full, npi)), f"%20{npi}", npi)))
        few = [luck.randrange(8, 40) for _ in range(4)]
        yield "minutes", luck.choice(("97110|97140|97530, {}|{} min", "{}+{}+{} min", "1 PT {} 2 PTA {}", "{}/{}/{} min", "{} _ {} min each", "patients A B C D {} min each", "1:1 {} min, 1:2 {} min", "8 8 8 8 min, {} total", "{}% of {} min")).format(*few)
